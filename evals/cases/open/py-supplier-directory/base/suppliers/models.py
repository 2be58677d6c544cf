from django.db import models


class Supplier(models.Model):
    name = models.CharField(max_length=200, db_index=True)
    country = models.CharField(max_length=2, db_index=True)
    active = models.BooleanField(default=True)


class Contact(models.Model):
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField()


class Delivery(models.Model):
    """Grows by some 4,000 rows a day."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="deliveries")
    received_on = models.DateField(db_index=True)
    pallets = models.PositiveIntegerField()
