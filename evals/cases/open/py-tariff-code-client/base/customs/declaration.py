from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """One kind of goods; the form has checked that the code has ten digits and the origin is a country."""

    code: str
    origin: str
    value: Decimal


def duty_of(line: Line, percent: Decimal) -> Decimal:
    return (line.value * percent / 100).quantize(CENT, ROUND_HALF_UP)
