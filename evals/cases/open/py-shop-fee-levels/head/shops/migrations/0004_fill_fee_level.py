from django.db import migrations

LEVELS = {1: "starter", 2: "regular", 3: "volume", 4: "partner"}


def fill_in(apps, schema_editor):
    shops = apps.get_model("shops", "Shop").objects
    for tier, level in LEVELS.items():
        shops.filter(tier=tier).update(fee_level=level)


class Migration(migrations.Migration):
    dependencies = [("shops", "0003_shop_fee_level")]

    operations = [migrations.RunPython(fill_in)]
