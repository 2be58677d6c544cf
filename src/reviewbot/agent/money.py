"""Turn dollars as people write them into the nano-dollars that we count in, and back."""

from decimal import ROUND_FLOOR, Decimal

from reviewbot.agent.model import NanoDollars

_A_DOLLAR = 1_000_000_000


def nano_dollars(usd: float | Decimal) -> NanoDollars:
    """Count US dollars in nano-dollars, rounded down so that no ceiling grows; ValueError if they are not finite."""
    exact = Decimal(str(usd))
    if not exact.is_finite():
        raise ValueError(f"{usd} is no amount of money.")
    return int((exact * _A_DOLLAR).to_integral_value(ROUND_FLOOR))


def dollars(amount: NanoDollars) -> float:
    """Give an amount in US dollars, as a report states it."""
    return amount / _A_DOLLAR


def written(amount: NanoDollars) -> str:
    """Write an amount for people: `$0.42`, `$5`, and `less than $0.01` rather than a nothing that is something."""
    if 0 < amount < _A_DOLLAR // 100:
        return "less than $0.01"
    return f"${dollars(amount):,.2f}".removesuffix(".00")
