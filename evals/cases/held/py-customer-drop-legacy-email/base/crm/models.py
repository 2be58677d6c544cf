from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=200)
    email = models.EmailField(unique=True)
    legacy_email = models.EmailField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)


class ImportRun(models.Model):
    """A run of the import from the old shop, finished in spring."""

    started_at = models.DateTimeField()
    rows = models.PositiveIntegerField()

    class Meta:
        db_table = "crm_importrun"
