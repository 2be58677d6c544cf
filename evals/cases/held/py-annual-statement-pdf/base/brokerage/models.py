from django.conf import settings
from django.db import models


class Depot(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="depots")
    number = models.CharField(max_length=12, unique=True)


class Trade(models.Model):
    """Active traders have several ten thousand a year."""

    depot = models.ForeignKey(Depot, on_delete=models.PROTECT, related_name="trades")
    traded_at = models.DateTimeField()
    isin = models.CharField(max_length=12)
    quantity = models.DecimalField(max_digits=14, decimal_places=4)
    price = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        indexes = [models.Index(fields=["depot", "traded_at"])]


class Document(models.Model):
    depot = models.ForeignKey(Depot, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=120)
    file = models.FileField(upload_to="documents/")
    created_at = models.DateTimeField(auto_now_add=True)
