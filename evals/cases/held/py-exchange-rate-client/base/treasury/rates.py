from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Rate:
    pair: str
    value: Decimal
    taken_at: datetime


FIXED = {"EURDKK": Decimal("7.46038")}


def rate_of(pair: str) -> Rate:
    return Rate(pair, FIXED[pair], datetime.now(UTC))
