from django.db import models


class Shop(models.Model):
    """A shop on our market place: some nine hundred, two new ones in a week."""

    name = models.CharField(max_length=80)
    tier = models.PositiveSmallIntegerField(default=1)
    closed_on = models.DateField(null=True)
