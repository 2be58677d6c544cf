from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Order:
    id: int
    customer_id: int
    total: Decimal
    currency: str
    items: int
