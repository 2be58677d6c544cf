from django.conf import settings
from django.db import models


class Company(models.Model):
    name = models.CharField(max_length=200)


class Membership(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership")
    company = models.ForeignKey(Company, on_delete=models.CASCADE)


class Invoice(models.Model):
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=24, unique=True)
    issued_on = models.DateField()
    total = models.DecimalField(max_digits=12, decimal_places=2)
    pdf = models.FileField(upload_to="invoices/%Y/%m/", blank=True)
