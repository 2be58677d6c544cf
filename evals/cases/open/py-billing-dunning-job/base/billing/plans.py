from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Plan:
    name: str
    price_per_seat: Decimal
    free_seats: int


PLANS = {
    "team": Plan("team", Decimal("9.00"), 0),
    "company": Plan("company", Decimal("14.00"), 5),
}
