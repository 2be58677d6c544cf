from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("order_id", models.BigIntegerField(db_index=True)),
                ("number", models.CharField(max_length=24)),
                ("total", models.DecimalField(decimal_places=2, max_digits=12)),
                ("issued_at", models.DateTimeField()),
            ],
        ),
    ]
