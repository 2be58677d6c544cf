"""Test that amounts of money are exact, and read well."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.money import dollars, nano_dollars, written


@pytest.mark.parametrize(
    ("usd", "amount"),
    [(1, 1_000_000_000), (0.1, 100_000_000), (Decimal("0.000000001"), 1), (1.9999999999, 1_999_999_999), (0, 0)],
)
def test_dollars_are_counted_exactly_and_rounded_down(usd: float | Decimal, amount: int) -> None:
    assert nano_dollars(usd) == amount


@pytest.mark.parametrize("usd", [math.nan, math.inf, -math.inf, Decimal("sNaN")])
def test_what_is_not_finite_is_no_amount(usd: float | Decimal) -> None:
    with pytest.raises(ValueError, match="is no amount of money"):
        nano_dollars(usd)


@given(cents=st.integers(0, 100_000_000))
def test_cents_survive_the_way_there_and_back(cents: int) -> None:
    assert nano_dollars(dollars(cents * 10_000_000)) == cents * 10_000_000


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "$0"),
        (1, "less than $0.01"),
        (9_999_999, "less than $0.01"),
        (10_000_000, "$0.01"),
        (420_000_000, "$0.42"),
        (5_000_000_000, "$5"),
        (1_234_500_000_000, "$1,234.50"),
    ],
)
def test_an_amount_reads_as_people_write_it(amount: int, text: str) -> None:
    assert written(amount) == text
