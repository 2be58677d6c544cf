from django.db import models


class Invoice(models.Model):
    """About 40 million rows. The number series of two sellers may coincide."""

    order_id = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=24)
    total = models.DecimalField(max_digits=12, decimal_places=2)
    issued_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["number"], name="invoice_number_idx")]
        constraints = [
            models.CheckConstraint(condition=models.Q(total__gte=0), name="invoice_total_not_negative"),
        ]
