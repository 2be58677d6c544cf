from decimal import ROUND_HALF_EVEN, Decimal

from treasury.rates import rate_of


def convert(amount: Decimal, pair: str) -> Decimal:
    return (amount * rate_of(pair).value).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
