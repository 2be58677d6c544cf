from django.conf import settings
from django.db import models


class Wallet(models.Model):
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    balance_cents = models.BigIntegerField(default=0)


class Receipt(models.Model):
    payment_id = models.CharField(max_length=40, unique=True)
    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT)
    sent_at = models.DateTimeField(null=True)
