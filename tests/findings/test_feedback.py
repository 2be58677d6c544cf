"""What people did with our comments, summed."""

from dataclasses import replace

import pytest

from reviewbot.domain.feedback import Opinion
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.shown import Thread
from reviewbot.findings.feedback import opinions


def thread(item: str = "query-in-loop", **more: object) -> Thread:
    marker = FindingMarker("f" * 16, item, Severity.HIGH, (Fingerprint("1" * 16),))
    plain = Thread("T", "C", marker, "a.py", "", False, True, False, False)
    return replace(plain, **more)  # type: ignore[arg-type]


def marked(kind: RemarkKind) -> Thread:
    return thread(said=(Remark(7, "bot", "", is_ours=True, marker=RemarkMarker(kind)),))


RESOLVED = thread(is_resolved=True, resolved_by="alice")


@pytest.mark.parametrize(
    ("one", "opinion"),
    [
        (thread(), Opinion("query-in-loop", 1)),
        (thread(likes=2, dislikes=1), Opinion("query-in-loop", 1, likes=2, dislikes=1)),
        (thread(likes=1, dislikes=2), Opinion("query-in-loop", 1, likes=1, dislikes=2, rejected=1)),
        (marked(RemarkKind.DISMISS), Opinion("query-in-loop", 1, dismissed=1, rejected=1)),
        (marked(RemarkKind.WITHDRAW), Opinion("query-in-loop", 1, dismissed=1, rejected=1)),
        (marked(RemarkKind.EXPLAIN), Opinion("query-in-loop", 1)),
        (RESOLVED, Opinion("query-in-loop", 1, unfixed=1, rejected=1)),
        (replace(RESOLVED, is_outdated=True), Opinion("query-in-loop", 1)),
        (replace(RESOLVED, resolved_by=""), Opinion("query-in-loop", 1)),
        (
            replace(marked(RemarkKind.DISMISS), is_resolved=True, resolved_by="alice"),
            Opinion("query-in-loop", 1, dismissed=1, rejected=1),
        ),
        (replace(marked(RemarkKind.FIXED), is_resolved=True, resolved_by="alice"), Opinion("query-in-loop", 1)),
    ],
    ids=[
        "open", "liked", "disliked", "dismissed", "taken back", "explained", "resolved", "resolved and changed",
        "resolved by us", "dismissed and resolved", "fixed and resolved",
    ],
)  # fmt: skip
def test_a_thread_counts_once_in_each_number(one: Thread, opinion: Opinion) -> None:
    assert opinions([one]) == (opinion,)


@pytest.mark.parametrize(
    ("rejected", "others", "is_unwanted"), [(2, 0, False), (3, 0, True), (3, 3, True), (3, 4, False)]
)
def test_an_item_is_unwanted_where_half_of_several_is_rejected(rejected: int, others: int, is_unwanted: bool) -> None:
    (opinion,) = opinions([*[RESOLVED] * rejected, *[thread()] * others])
    assert opinion.is_unwanted == is_unwanted


def test_the_most_rejected_item_comes_first() -> None:
    several = [thread("a-item"), thread("b-item"), thread("b-item"), thread("c-item", dislikes=1)]
    assert [one.item for one in opinions(several)] == ["c-item", "b-item", "a-item"]
