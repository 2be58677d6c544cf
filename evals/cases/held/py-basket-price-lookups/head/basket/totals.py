"""What a basket costs."""

from dataclasses import dataclass
from decimal import Decimal

from basket.pricing import price_of

SHIPPING = Decimal("4.90")
FREE_FROM = Decimal("59.00")


@dataclass(frozen=True)
class PricedLine:
    sku: str
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        return self.price * self.quantity


def priced_lines(lines: dict[str, int], group: str) -> list[PricedLine]:
    return [PricedLine(sku, quantity, price_of(sku, group)) for sku, quantity in lines.items()]


def shipping_for(lines: list[PricedLine]) -> Decimal:
    goods = sum((line.total for line in lines), Decimal())
    return SHIPPING if lines and goods < FREE_FROM else Decimal()
