from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shops", "0002_shop_closed_on")]

    operations = [
        migrations.AddField(
            model_name="shop",
            name="fee_level",
            field=models.CharField(
                choices=[
                    ("starter", "Starter"),
                    ("regular", "Regular"),
                    ("volume", "Volume"),
                    ("partner", "Partner"),
                ],
                default="starter",
                max_length=10,
                null=True,
            ),
        ),
    ]
