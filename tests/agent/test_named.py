"""Test which model a name stands for, and what the log says about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.named import model_named
from reviewbot.agent.price import CURRENT, DEAREST, LISTED, Prices, tier


@pytest.mark.parametrize("name", CURRENT.values())
def test_a_current_model_is_asked_as_it_is_named_and_nothing_is_said(name: str) -> None:
    model = model_named(name)
    assert (model.name, model.tiers, model.is_known, model.note) == (name, LISTED[name].tiers, True, "")


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("claude-opus-4", "claude-opus-5-5"),
        ("claude-opus-4-0", "claude-opus-5-5"),
        ("claude-opus-4-1", "claude-opus-5-5"),
        ("claude-opus-4.1", "claude-opus-5-5"),
        ("claude-opus-4-20250514", "claude-opus-5-5"),
        ("claude-opus-4@20250514", "claude-opus-5-5"),
        ("claude-4-opus-20250514", "claude-opus-5-5"),
        ("claude-3-opus-20240229", "claude-opus-5-5"),
        ("claude-sonnet-4-5", "claude-sonnet-5-5"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-5-5"),
        ("Claude-Sonnet-4", "claude-sonnet-5-5"),
        ("claude-3-7-sonnet-latest", "claude-sonnet-5-5"),
        ("claude-3.5-haiku", "claude-haiku-5-5"),
        ("claude-3-5-haiku-20241022", "claude-haiku-5-5"),
    ],
)
def test_instead_of_a_retired_model_the_current_one_of_its_family_is_asked(wish: str, name: str) -> None:
    model = model_named(wish)
    assert (model.name, model.tiers, model.is_known) == (name, LISTED[name].tiers, True)
    assert model.note == f"`{wish}` is retired: {name} is asked instead."


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("opus", "claude-opus-5-5"),
        ("sonnet", "claude-sonnet-5-5"),
        ("haiku", "claude-haiku-5-5"),
        ("fable", "claude-fable-5-2"),
        ("claude-sonnet", "claude-sonnet-5-5"),
        ("claude-opus-latest", "claude-opus-5-5"),
    ],
)
def test_the_name_of_a_family_stands_for_its_current_model(wish: str, name: str) -> None:
    model = model_named(wish)
    assert (model.name, model.note) == (name, f"`{wish}` stands for {name}.")


@pytest.mark.parametrize("wish", [" claude-opus-5-5 ", "claude-opus-5-5[1m]"])
def test_what_the_api_does_not_know_around_a_name_is_left_out(wish: str) -> None:
    assert model_named(wish) == model_named("claude-opus-5-5")


@pytest.mark.parametrize(
    ("wish", "listed"),
    [
        ("claude-sonnet-5-5-20260921", "claude-sonnet-5-5"),
        ("claude-opus-5-0", "claude-opus-5"),
        ("claude-haiku-4-5-20251001", "claude-haiku-4-5"),
    ],
)
def test_another_name_of_a_listed_model_keeps_its_name_and_finds_its_price(wish: str, listed: str) -> None:
    model = model_named(wish)
    expected = (wish, LISTED[listed].tiers, LISTED[listed].window, True)
    assert (model.name, model.tiers, model.window, model.is_known) == expected


@pytest.mark.parametrize(
    ("wish", "listed"),
    [
        ("global.anthropic.claude-sonnet-5-5", "claude-sonnet-5-5"),
        ("global.anthropic.claude-opus-4-1-20250805-v1:0", "claude-opus-4-1"),
        ("arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-opus-5-5-v1:0", "claude-opus-5-5"),
        ("anthropic/claude-haiku-5-5", "claude-haiku-5-5"),
    ],
)
def test_a_cloud_or_gateway_is_asked_by_its_own_name_for_the_model(wish: str, listed: str) -> None:
    model = model_named(wish)
    assert (model.name, model.tiers, model.is_known) == (wish, LISTED[listed].tiers, True)
    assert model.note == f"`{wish}` is counted at the price of {listed}."


@pytest.mark.parametrize(
    "wish", ["anthropic.claude-sonnet-5-5", "us.anthropic.claude-sonnet-5-5-v1:0", "eu.anthropic.claude-sonnet-5-5"]
)
def test_a_regional_endpoint_of_bedrock_costs_a_tenth_more(wish: str) -> None:
    model = model_named(wish)
    assert model.name == wish
    assert model.tiers == (tier(Prices(2.2, 11, 2.75, 0.22)),)
    assert model.note == f"`{wish}` is counted at the price of claude-sonnet-5-5, and a tenth more for its region."


def test_a_tenth_of_an_odd_price_is_rounded_up() -> None:
    assert model_named("us.anthropic.claude-haiku-5-5").tiers[0].cache_write == 138


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "gpt-9",
        "claude",
        "claude-2.1",
        "claude-opus-6",
        "claude-mythos-5-2",
        "claude-sonnet-5-5-preview",
        "my-claude-sonnet-5-5",
        "us.anthropic.claude-opus-3",
        "claude-opus-4" + "0" * 500,
        "claude-" * 5_000,
    ],
)
def test_an_unknown_model_is_asked_and_counted_at_the_dearest_price(wish: str) -> None:
    model = model_named(wish)
    assert (model.name, model.tiers, model.is_known) == (wish, LISTED[DEAREST].tiers, False)
    assert model.note.startswith(f"The cost of `{wish[:300]}` is unknown: it is counted at the price of {DEAREST}")
    assert model.note.endswith("Write its price under `prices`.")


def test_a_price_of_our_own_makes_a_model_known() -> None:
    model = model_named("house-model", {"house-model": Prices(1, 2)})
    assert (model.name, model.tiers, model.is_known, model.note) == ("house-model", (tier(Prices(1, 2)),), True, "")


def test_a_price_of_our_own_wins_over_the_list_and_keeps_the_limits() -> None:
    model = model_named("claude-haiku-5-5", {"claude-haiku-5-5": Prices(9, 9)})
    assert (model.tiers, model.window) == ((tier(Prices(9, 9)),), 1_000_000)


def test_a_retired_model_that_has_a_price_of_its_own_is_asked_all_the_same() -> None:
    assert model_named("claude-opus-4", {"claude-opus-4": Prices(15, 75)}).name == "claude-opus-4"


@pytest.mark.parametrize("wish", ["opus", "claude-opus-4"])
def test_the_model_that_is_asked_instead_has_its_own_price_too(wish: str) -> None:
    assert model_named(wish, {"claude-opus-5-5": Prices(1, 1)}).tiers == (tier(Prices(1, 1)),)


def test_a_price_is_for_the_very_name_it_stands_under() -> None:
    assert model_named("global.anthropic.claude-opus-5-5", {"claude-opus-5-5": Prices(1, 1)}).tiers[0].input == 4_000


@given(wish=st.text(max_size=60) | st.from_regex(r"([a-z]{2}\.anthropic\.)?claude-[a-z0-9.:@-]{0,30}", fullmatch=True))
def test_any_name_gives_a_model_with_a_price(wish: str) -> None:
    model = model_named(wish)
    assert model.tiers[-1].up_to is None
    assert model.tiers[-1].prompt > 0
    assert model.is_known or model.note
