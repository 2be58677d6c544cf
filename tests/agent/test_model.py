"""Test what a call costs, and that it never costs more than its bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.model import Model, Tier, Usage, bound, cost
from reviewbot.agent.named import model_named

SONNET = model_named("claude-sonnet-5-5")
HAIKU = model_named("claude-haiku-5-5")

tokens = st.integers(0, 1_000_000)
prices = st.integers(0, 50_000)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Draw a model with tiers of any prices, also such that longer prompts or cache reads cost less or more."""
    limits = sorted(draw(st.sets(st.integers(1, 900_000), max_size=3)))
    tiers = [Tier(limit, *draw(st.tuples(prices, prices, prices, prices))) for limit in (*limits, None)]
    return Model("drawn", tuple(tiers), 1_000_000, 128_000)


@pytest.mark.parametrize(
    ("usage", "nano_dollars"),
    [
        pytest.param(Usage(input=1), 2_000, id="a fresh token"),
        pytest.param(Usage(output=1), 10_000, id="a token of the answer"),
        pytest.param(Usage(cache_write=1), 2_500, id="a token written to the cache"),
        pytest.param(Usage(cache_read=1), 200, id="a token read from the cache"),
        pytest.param(Usage(1_000_000, 1_000_000, 1_000_000, 1_000_000), 14_700_000_000, id="a million of each"),
        pytest.param(Usage(), 0, id="nothing"),
    ],
)
def test_every_kind_of_token_has_its_price(usage: Usage, nano_dollars: int) -> None:
    assert cost(SONNET, usage) == nano_dollars


@pytest.mark.parametrize(
    ("usage", "nano_dollars"),
    [
        pytest.param(Usage(input=100_000), 100_000 * 100, id="100,000 tokens are a short prompt"),
        pytest.param(Usage(input=100_001), 100_001 * 500, id="one more is a long one, and all of it is dearer"),
        pytest.param(Usage(1, 1, 50_000, 50_000), 500 + 2_500 + 50_000 * 625 + 50_000 * 50, id="cached tokens count"),
        pytest.param(Usage(input=10, output=128_000), 10 * 100 + 128_000 * 500, id="those of the answer do not"),
    ],
)
def test_the_length_of_the_whole_prompt_decides_on_the_tier(usage: Usage, nano_dollars: int) -> None:
    assert cost(HAIKU, usage) == nano_dollars


@given(counts=st.tuples(*[st.integers(-(10**9), -1)] * 4))
def test_counts_below_zero_earn_nothing(counts: tuple[int, int, int, int]) -> None:
    assert cost(SONNET, Usage(*counts)) == 0


@given(model=models(), usage=st.builds(Usage, tokens, tokens, tokens, tokens), more=st.integers(0, 1_000))
def test_no_usage_within_the_bound_costs_more_than_the_bound(model: Model, usage: Usage, more: int) -> None:
    prompt = usage.input + usage.cache_write + usage.cache_read
    assert cost(model, usage) <= bound(model, prompt + more, usage.output + more)


def test_a_bound_counts_the_prompt_as_written_to_the_cache() -> None:
    assert bound(SONNET, 1_000, 100) == 1_000 * 2_500 + 100 * 10_000


@given(prompt=tokens, answer=tokens)
def test_some_usage_costs_as_much_as_the_bound(prompt: int, answer: int) -> None:
    assert bound(SONNET, prompt, answer) == cost(SONNET, Usage(output=answer, cache_write=prompt))


def test_a_bound_of_less_than_nothing_is_nothing() -> None:
    assert bound(HAIKU, -5, -5) == 0
