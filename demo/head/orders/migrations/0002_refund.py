import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="payment_id",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AlterField(
            model_name="order",
            name="status",
            field=models.CharField(
                choices=[("open", "Open"), ("paid", "Paid"), ("cancelled", "Cancelled"), ("refunded", "Refunded")],
                default="open",
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["status", "-placed_at"], name="order_status_placed"),
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="refund", to="orders.order")),
                ("provider_id", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
        ),
    ]
