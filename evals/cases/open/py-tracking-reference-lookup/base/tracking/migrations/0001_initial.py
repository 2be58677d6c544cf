import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Carrier",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="TrackingEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("parcel_id", models.BigIntegerField(db_index=True)),
                ("carrier", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tracking.carrier")),
                ("carrier_reference", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=20)),
                ("happened_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["happened_at"], name="tracking_happened_idx")]},
        ),
    ]
