"""Test what a review is expected to cost before it spends anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.estimate import Estimate, Outlook, estimate, told
from reviewbot.agent.named import model_named

SONNET = model_named("claude-sonnet-5-5")
HAIKU = model_named("claude-haiku-5-5")
ALONE = Outlook(SONNET, None, "quick", 36_000, (3_600,), 16_000)

outlooks = st.builds(
    Outlook,
    reader=st.sampled_from([SONNET, HAIKU]),
    sceptic=st.sampled_from([None, HAIKU, SONNET]),
    effort=st.sampled_from(["quick", "standard", "thorough", "unheard-of"]),
    prefix=st.integers(0, 400_000),
    chunks=st.lists(st.integers(0, 400_000), max_size=6).map(tuple),
    max_tokens=st.integers(1, 64_000),
    samples=st.integers(1, 3),
    turns=st.integers(0, 10),
    look_up=st.integers(0, 50_000),
)


def test_one_quick_conversation_writes_the_prefix_and_answers_once() -> None:
    assert estimate(ALONE).expected == 10_000 * 2_500 + 1_000 * 2_000 + 1_000 * 10_000


def test_further_conversations_read_the_prefix_from_the_cache() -> None:
    more = estimate(replace(ALONE, chunks=(3_600, 3_600))).expected - estimate(ALONE).expected
    assert more == 10_000 * 200 + 1_000 * 2_000 + 1_000 * 10_000


def test_at_worst_every_byte_is_a_token_and_every_answer_as_long_as_it_may_be() -> None:
    assert estimate(ALONE).worst == 39_600 * 2_500 + 16_000 * 10_000


def test_at_worst_every_turn_carries_the_answers_and_look_ups_before_it() -> None:
    second = (39_600 + 16_000 + 1_000) * 2_500 + 16_000 * 10_000
    assert estimate(replace(ALONE, turns=2, look_up=1_000)).worst == estimate(ALONE).worst + second


def test_a_sceptic_is_expected_at_every_second_chunk() -> None:
    doubted = replace(ALONE, sceptic=HAIKU, chunks=(10_000, 10_000))
    more = estimate(doubted).expected - estimate(replace(doubted, sceptic=None)).expected
    assert more == 5_000 * 100 + 500 * 500


def test_a_change_without_a_chunk_costs_nothing() -> None:
    assert estimate(replace(ALONE, chunks=(), sceptic=HAIKU)) == Estimate(0, 0)


@given(outlook=outlooks)
def test_what_is_expected_is_never_more_than_the_worst(outlook: Outlook) -> None:
    estimated = estimate(outlook)
    assert estimated.expected <= estimated.worst


@given(outlook=outlooks)
def test_more_code_never_costs_less(outlook: Outlook) -> None:
    less, more = estimate(outlook), estimate(replace(outlook, chunks=(*outlook.chunks, 5_000)))
    assert less.expected < more.expected
    assert less.worst < more.worst


@given(outlook=outlooks)
def test_a_harder_look_never_costs_less(outlook: Outlook) -> None:
    costs = [estimate(replace(outlook, effort=effort)).expected for effort in ("quick", "standard", "thorough")]
    assert costs == sorted(costs)


@pytest.mark.parametrize(
    ("ceiling", "end"),
    [
        (2_400_000_000, "$2.40 at worst: all of that is within the ceiling of $2.40."),
        (1_000_000_000, "$2.40 at worst: it stops at the ceiling of $1."),
        (
            100_000_000,
            "$2.40 at worst: more than the ceiling of $0.10, so the riskiest code is read first and some not at all.",
        ),
    ],
)
def test_an_estimate_says_whether_it_fits(ceiling: int, end: str) -> None:
    assert told(Estimate(310_000_000, 2_400_000_000), ceiling) == f"Expected to cost about $0.31, {end}"


def test_a_ceiling_below_which_no_call_fits_is_told() -> None:
    # 11,000 tokens at the price of writing them to the cache, and the longest answer.
    assert estimate(ALONE).least == 11_000 * 2_500 + 16_000 * 10_000 == 187_500_000
    end = "nothing fits below the ceiling of $0.18, for the first call reserves $0.19."
    assert told(estimate(ALONE), 180_000_000).endswith(end)
