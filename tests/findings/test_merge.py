"""One thing said once."""

from collections.abc import Callable, Sequence

import pytest

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Suppression
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.findings.merge import merged

Make = Callable[..., Finding]
_NO = Suppression("a comment", "")


@pytest.fixture
def merge(own: Callable[..., Item]) -> Callable[[Sequence[Finding]], tuple[Finding, ...]]:
    """Merge findings of items a > b > c, where a says so of both, and of d, which stands for itself."""
    items = {"a": own("a", "b, c"), "b": own("b", "c"), "c": own("c"), "d": own("d")}
    return lambda findings: merged(findings, items)


Merge = Callable[[Sequence[Finding]], tuple[Finding, ...]]


def test_two_items_on_one_line_are_two_findings(merge: Merge, finding: Make) -> None:
    both = (finding("a"), finding("d"))
    assert merge(both) == both


@pytest.mark.parametrize("turned", [False, True])
def test_what_another_item_subsumes_is_merged_into_it(merge: Merge, finding: Make, *, turned: bool) -> None:
    both = [finding("b"), finding("a")]
    assert merge(both[::-1] if turned else both) == (finding("a"),)


@pytest.mark.parametrize(
    "other",
    [{"start_line": 4, "line": 5}, {"start_line": 1, "line": 1}, {"path": "b.py"}, {"side": Side.LEFT}],
    ids=["behind", "before", "file", "side"],
)
def test_other_lines_are_another_thing(merge: Merge, finding: Make, other: dict[str, object]) -> None:
    both = (finding("a", 2, 3), finding("b", **{"start_line": 2, **other}))
    assert merge(both) == both


@pytest.mark.parametrize(("start", "end"), [(1, 2), (3, 9), (1, 9), (2, 2)])
def test_overlapping_lines_are_one_thing_and_kept_as_a_link(merge: Merge, finding: Make, start: int, end: int) -> None:
    (one,) = merge([finding("a", 2, 3), finding("b", start, end), finding("b", start, end)])
    assert (one.item, one.related) == ("a", (Anchor("a.py", Side.RIGHT, start, end),))


def test_what_is_subsumed_through_another_is_too(merge: Merge, finding: Make) -> None:
    assert merge([finding("c"), finding("a")]) == (finding("a"),)
    assert merge([finding("c"), finding("b"), finding("a")]) == (finding("a"),)


def test_what_only_something_merged_away_would_take_in_stays(merge: Merge, finding: Make) -> None:
    kept = merge([finding("a", 1, 3), finding("b", 3, 5), finding("c", 5, 7)])
    assert [(one.item, one.start_line) for one in kept] == [("a", 1), ("c", 5)]


def test_the_order_is_kept(merge: Merge, finding: Make) -> None:
    kept = merge([finding("d", 9), finding("b", 1), finding("a", 5), finding("b", 5), finding("d", 1)])
    assert [(one.item, one.start_line) for one in kept] == [("d", 9), ("b", 1), ("a", 5), ("d", 1)]


def test_what_is_suppressed_hides_nothing_that_is_not(merge: Merge, finding: Make) -> None:
    both = (finding("a", suppressed=_NO), finding("b"))
    assert merge(both) == both
    assert merge([finding("a", suppressed=_NO), finding("b", suppressed=_NO)]) == (finding("a", suppressed=_NO),)
    assert merge([finding("a"), finding("b", suppressed=_NO)]) == (finding("a"),)


def test_evidence_hides_no_finding(merge: Merge, finding: Make) -> None:
    both = (finding("a", confidence=Confidence.LOW), finding("b", confidence=Confidence.MEDIUM))
    assert merge(both) == both
    low = {"confidence": Confidence.LOW}
    assert merge([finding("a", **low), finding("b", **low)]) == (finding("a", **low),)


def test_nothing_merges_into_nothing(merge: Merge) -> None:
    assert merge([]) == ()
