from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="carrier",
            name="support_phone",
            field=models.CharField(blank=True, max_length=30, null=True),
        ),
        migrations.AddIndex(
            model_name="carrier",
            index=models.Index(fields=["name"], name="carrier_name_idx"),
        ),
        migrations.AddIndex(
            model_name="trackingevent",
            index=models.Index(fields=["carrier_reference", "happened_at"], name="tracking_reference_idx"),
        ),
    ]
