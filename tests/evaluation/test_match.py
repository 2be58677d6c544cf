"""Pairs of findings and faults: allowed ones alone, each once, as many as can be."""

from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.evaluation import gold

from reviewbot.domain.case import Gold
from reviewbot.evaluation.match import WINDOW, pairs
from reviewbot.evaluation.spot import Spot, distance

ITEMS = st.sampled_from(["query-in-loop", "lost-update"])
PATHS = st.sampled_from(["a.py", "b.py"])
LINES = st.integers(1, 25)
SPOTS = st.lists(
    st.builds(
        lambda item, path, line, more: Spot(item, path, line, line + more), ITEMS, PATHS, LINES, st.integers(0, 4)
    ),
    max_size=6,
)
GOLDS = st.lists(
    st.builds(
        lambda line, more, item, path, also: gold(line, line + more, item, path, also),
        LINES, st.integers(0, 4), ITEMS, PATHS, st.sampled_from(["", "lost-update"]),
    ),
    max_size=5,
)  # fmt: skip


def spot(line: int, item: str = "query-in-loop", path: str = "a.py") -> Spot:
    return Spot(item, path, line, line)


def means(one: Spot, known: Gold) -> bool:
    off = distance(one, known)
    return off is not None and off <= WINDOW and one.item in {known.item, *known.also}


def most(spots: Sequence[Spot], golds: Sequence[Gold]) -> int:
    """Count the most pairs by trying all of them."""
    for size in range(min(len(spots), len(golds)), 0, -1):
        for chosen in combinations(range(len(spots)), size):
            for order in permutations(range(len(golds)), size):
                if all(means(spots[one], golds[other]) for one, other in zip(chosen, order, strict=True)):
                    return size
    return 0


@pytest.mark.parametrize(("line", "is_meant"), [(5, True), (4, False), (10, True), (17, True), (18, False)])
def test_a_finding_may_lie_five_lines_off(line: int, *, is_meant: bool) -> None:
    assert pairs([spot(line)], [gold(10, 12)]) == ({0: 0} if is_meant else {})


@pytest.mark.parametrize("other", [spot(10, item="lost-update"), spot(10, path="b.py")], ids=["item", "file"])
def test_another_item_or_file_is_another_thing(other: Spot) -> None:
    assert pairs([other], [gold(10)]) == {}


def test_a_fault_may_be_said_under_an_item_beside_it() -> None:
    assert pairs([spot(10, item="lost-update")], [gold(10, also="lost-update unbounded-list")]) == {0: 0}


def test_saying_it_twice_counts_once() -> None:
    assert pairs([spot(11), spot(10)], [gold(10)]) == {1: 0}


def test_one_finding_does_not_find_two_faults() -> None:
    assert len(pairs([spot(10)], [gold(10), gold(11)])) == 1


def test_the_nearest_are_paired() -> None:
    assert pairs([spot(13), spot(10)], [gold(10), gold(13)]) == {0: 1, 1: 0}


def test_a_fault_under_its_own_item_goes_before_one_beside_it() -> None:
    golds = [gold(10, item="lost-update", also="query-in-loop"), gold(10)]
    assert pairs([spot(10)], golds) == {0: 1}


def test_a_finding_moves_to_another_fault_to_make_room() -> None:
    assert pairs([spot(10), spot(6)], [gold(10), gold(15)]) == {0: 1, 1: 0}


@given(SPOTS, GOLDS)
def test_pairs_are_allowed_and_each_counts_once(spots: Sequence[Spot], golds: Sequence[Gold]) -> None:
    chosen = pairs(spots, golds)
    assert all(means(spots[one], golds[other]) for one, other in chosen.items())
    assert len(set(chosen.values())) == len(chosen)


@given(SPOTS, GOLDS)
def test_as_many_are_paired_as_can_be(spots: Sequence[Spot], golds: Sequence[Gold]) -> None:
    assert len(pairs(spots, golds)) == most(spots, golds)


@given(SPOTS, GOLDS)
def test_the_order_of_what_is_said_changes_no_count(spots: Sequence[Spot], golds: Sequence[Gold]) -> None:
    assert len(pairs(spots[::-1], golds)) == len(pairs(spots, golds)) == len(pairs(spots, golds[::-1]))


@given(SPOTS, GOLDS, SPOTS)
def test_saying_more_never_finds_less(spots: Sequence[Spot], golds: Sequence[Gold], more: Sequence[Spot]) -> None:
    assert len(pairs([*spots, *more], golds)) >= len(pairs(spots, golds))
