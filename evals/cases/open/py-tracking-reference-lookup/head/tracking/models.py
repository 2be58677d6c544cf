from django.db import models


class Carrier(models.Model):
    """The carriers we have a contract with, about a dozen rows."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    active = models.BooleanField(default=True)
    support_phone = models.CharField(max_length=30, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="carrier_name_idx")]


class TrackingEvent(models.Model):
    """What a carrier told us about a parcel. Grows by some 900 rows a second in the season; kept for 18 months."""

    parcel_id = models.BigIntegerField(db_index=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT)
    carrier_reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["happened_at"], name="tracking_happened_idx"),
            models.Index(fields=["carrier_reference", "happened_at"], name="tracking_reference_idx"),
        ]
