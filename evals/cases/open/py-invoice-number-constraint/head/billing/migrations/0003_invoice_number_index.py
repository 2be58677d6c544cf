from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("billing", "0002_invoice_booked_at")]

    operations = [
        AddIndexConcurrently(
            model_name="invoice",
            index=models.Index(fields=["number"], name="invoice_number_idx"),
        ),
    ]
