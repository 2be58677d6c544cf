from django.conf import settings
from django.db import models


class PointsAccount(models.Model):
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="points_account")
    card_number = models.CharField(max_length=16, unique=True)
    points = models.PositiveIntegerField(default=0)


class PointsEntry(models.Model):
    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="entries")
    amount = models.IntegerField()
    reason = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)
