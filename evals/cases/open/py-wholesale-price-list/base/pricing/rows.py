from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class PriceRow:
    """What we pay for an article, in euros with two decimals."""

    article: str
    net_price: Decimal
