"""Amounts as text."""

from decimal import Decimal

EXPONENTS = {"JPY": 0, "KWD": 3}


def amount_text(minor: int, currency: str) -> str:
    return str(Decimal(minor).scaleb(-EXPONENTS.get(currency, 2)))
