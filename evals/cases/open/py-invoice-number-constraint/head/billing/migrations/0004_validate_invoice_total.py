from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_invoice_number_index")]

    operations = [ValidateConstraint(model_name="invoice", name="invoice_total_not_negative")]
