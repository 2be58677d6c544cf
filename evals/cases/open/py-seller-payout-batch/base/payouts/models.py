from django.db import models


class Seller(models.Model):
    name = models.CharField(max_length=200)
    iban = models.CharField(max_length=34)


class PayoutBatch(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)


class Payout(models.Model):
    DUE, SENT, FAILED = "due", "sent", "failed"

    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="payouts")
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    status = models.CharField(max_length=10, default=DUE, db_index=True)
    bank_reference = models.CharField(max_length=40, blank=True)
