from django.db import models


class Brand(models.Model):
    name = models.CharField(max_length=120, unique=True)


class ProductManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("brand")


class Product(models.Model):
    sku = models.CharField(max_length=32, unique=True)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    stock = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=10, decimal_places=2)

    objects = ProductManager()
