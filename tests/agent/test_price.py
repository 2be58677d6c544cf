"""Test that prices are exact, and that what is no price is refused."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.model import Tier
from reviewbot.agent.price import CURRENT, DEAREST, LISTED, PRICES_DATE, Prices, tier


@pytest.mark.parametrize(
    ("name", "tiers"),
    [
        ("claude-sonnet-5-5", (Tier(None, 2_000, 10_000, 2_500, 200),)),
        ("claude-opus-5-5", (Tier(None, 4_000, 20_000, 5_000, 200),)),
        ("claude-fable-5-2", (Tier(None, 8_000, 40_000, 10_000, 800),)),
        ("claude-haiku-5-5", (Tier(100_000, 100, 500, 125, 10), Tier(None, 500, 2_500, 625, 50))),
    ],
)
def test_the_list_has_the_published_prices(name: str, tiers: tuple[Tier, ...]) -> None:
    assert LISTED[name].tiers == tiers


def test_the_list_says_of_when_it_is() -> None:
    assert PRICES_DATE == "2026-11"


def test_the_current_models_take_a_million_tokens_and_answer_with_128000() -> None:
    assert {(LISTED[name].window, LISTED[name].max_output) for name in CURRENT.values()} == {(1_000_000, 128_000)}


@pytest.mark.parametrize("name", LISTED)
def test_tiers_go_from_short_prompts_to_any_length(name: str) -> None:
    limits = [one.up_to for one in LISTED[name].tiers]
    known = [limit for limit in limits if limit is not None]
    assert limits[-1] is None
    assert known == sorted(set(known)) == limits[:-1]


@pytest.mark.parametrize("name", LISTED)
def test_nothing_on_the_list_is_dearer_than_the_dearest(name: str) -> None:
    dearest = LISTED[DEAREST].tiers[0]
    assert all(one.prompt <= dearest.prompt and one.output <= dearest.output for one in LISTED[name].tiers)


def test_a_cache_price_left_out_follows_the_vendors_rule() -> None:
    assert tier(Prices(2, 10)) == Tier(None, 2_000, 10_000, 2_500, 200)


def test_a_cache_price_of_nothing_is_not_one_left_out() -> None:
    assert tier(Prices(2, 10, 0, 0)) == Tier(None, 2_000, 10_000, 0, 0)


def test_a_price_finer_than_a_nano_dollar_is_rounded_up() -> None:
    assert tier(Prices(0.0005, Decimal("0.0001"))) == Tier(None, 1, 1, 1, 1)


@given(price=st.integers(0, 10_000_000))
def test_a_price_in_tenths_of_cents_is_exact_however_it_is_written(price: int) -> None:
    exact = Decimal(price) / 1_000
    assert tier(Prices(float(exact), exact)).input == tier(Prices(float(exact), exact)).output == price


@pytest.mark.parametrize("name", ["input", "output", "cache_write", "cache_read"])
@pytest.mark.parametrize("price", [-0.01, math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("sNaN"), Decimal(-1)])
def test_what_is_no_price_is_refused(name: str, price: float | Decimal) -> None:
    with pytest.raises(ValueError, match=f"The price `{name}` is"):
        Prices(**{"input": 1, "output": 1, name: price})
