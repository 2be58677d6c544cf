from django.db import models


class FeeLevel(models.TextChoices):
    STARTER = "starter"
    REGULAR = "regular"
    VOLUME = "volume"
    PARTNER = "partner"


class Shop(models.Model):
    """A shop on our market place: some nine hundred, two new ones in a week."""

    name = models.CharField(max_length=80)
    tier = models.PositiveSmallIntegerField(default=1)
    fee_level = models.CharField(max_length=10, choices=FeeLevel, default=FeeLevel.STARTER, null=True)
    closed_on = models.DateField(null=True)
