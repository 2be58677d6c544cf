from decimal import Decimal

PERCENT = {1: Decimal("12.5"), 2: Decimal("10"), 3: Decimal("8"), 4: Decimal("6.5")}


def fee_percent(shop):
    return PERCENT[shop.tier]


def move_to(shop, tier):
    shop.tier = tier
    shop.save(update_fields=["tier"])
