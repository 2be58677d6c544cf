from decimal import Decimal

from shops.models import FeeLevel

PERCENT = {1: Decimal("12.5"), 2: Decimal("10"), 3: Decimal("8"), 4: Decimal("6.5")}
LEVELS = {1: FeeLevel.STARTER, 2: FeeLevel.REGULAR, 3: FeeLevel.VOLUME, 4: FeeLevel.PARTNER}


def fee_percent(shop):
    return PERCENT[shop.tier]


def move_to(shop, tier):
    shop.tier = tier
    shop.fee_level = LEVELS[tier]
    shop.save(update_fields=["tier", "fee_level"])
