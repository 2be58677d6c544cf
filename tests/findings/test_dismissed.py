"""A person's no, and whose counts."""

from dataclasses import replace

import pytest

from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.shown import Thread
from reviewbot.domain.upshot import Dismissed
from reviewbot.findings.dismissed import dismissed, is_dismissed

ONE, TWO, THREE = (Fingerprint(digit * 16) for digit in "123")
THREAD = Thread(
    node="T",
    comment_node="C",
    marker=FindingMarker("f" * 16, "own-item", Severity.HIGH, (ONE, TWO)),
    path="a.py",
    excerpt="",
    is_resolved=False,
    can_resolve=True,
    has_answer=False,
    is_folded=False,
)


def with_mark(kind: RemarkKind, by: str = "") -> Thread:
    said = Remark(8, "github-actions", "body", is_ours=True, marker=RemarkMarker(kind, 7, by))
    return replace(THREAD, said=(Remark(7, "alice", "It is wrong."), said))


def resolved(by: str) -> Thread:
    return replace(THREAD, is_resolved=True, resolved_by=by)


def anybody(login: str) -> bool:
    raise AssertionError(f"nobody needs to know whether {login} may write")


def team(login: str) -> bool:
    return login == "alice"


def test_what_nobody_said_no_to_fails_as_before() -> None:
    assert dismissed((ONE, THREE), [THREAD], anybody) == Dismissed((ONE, THREE))


def test_a_dismissal_that_we_wrote_down_takes_every_finding_of_the_thread_away() -> None:
    its = with_mark(RemarkKind.DISMISS, "alice")
    assert dismissed((ONE, THREE, TWO), [its], anybody) == Dismissed((THREE,), ((ONE, "alice"), (TWO, "alice")))


def test_what_the_agent_took_back_is_nobodys_no() -> None:
    assert dismissed((ONE,), [with_mark(RemarkKind.WITHDRAW)], anybody) == Dismissed((), ((ONE, ""),))


@pytest.mark.parametrize("kind", [RemarkKind.EXPLAIN, RemarkKind.UPHOLD, RemarkKind.FIXED])
def test_other_words_of_ours_are_no_no(kind: RemarkKind) -> None:
    assert dismissed((ONE,), [with_mark(kind)], anybody) == Dismissed((ONE,))
    assert not is_dismissed(with_mark(kind))


@pytest.mark.parametrize("kind", [RemarkKind.DISMISS, RemarkKind.WITHDRAW])
def test_a_thread_is_dismissed_by_our_own_word(kind: RemarkKind) -> None:
    assert is_dismissed(with_mark(kind))


@pytest.mark.parametrize("its", [THREAD, resolved("alice")], ids=["open", "resolved"])
def test_a_thread_without_our_word_is_not_dismissed(its: Thread) -> None:
    assert not is_dismissed(its)


def test_a_thread_that_a_writer_resolved_counts() -> None:
    assert dismissed((ONE,), [resolved("alice")], team) == Dismissed((), ((ONE, "alice"),))


def test_a_thread_that_somebody_else_resolved_does_not_count_and_is_named() -> None:
    assert dismissed((ONE,), [resolved("mallory")], team) == Dismissed((ONE,), (), ((ONE, "mallory"),))


def test_what_we_resolved_ourselves_is_nobodys_no() -> None:
    assert dismissed((ONE,), [resolved("")], anybody) == Dismissed((ONE,))


def test_a_thread_that_was_opened_again_is_nobodys_no() -> None:
    its = replace(resolved("alice"), is_resolved=False)
    assert dismissed((ONE,), [its], anybody) == Dismissed((ONE,))


def test_of_two_threads_the_no_that_counts_wins() -> None:
    several = [resolved("mallory"), replace(resolved("alice"), node="T2")]
    assert dismissed((ONE,), several, team) == Dismissed((), ((ONE, "alice"),))


def test_nobody_is_asked_about_twice() -> None:
    asked: list[str] = []

    def may_write(login: str) -> bool:
        asked.append(login)
        return False

    assert dismissed((ONE, TWO), [resolved("mallory")], may_write).fails == (ONE, TWO)
    assert asked == ["mallory"]


def test_a_finding_that_is_named_twice_is_one() -> None:
    assert dismissed((ONE, ONE), [], anybody) == Dismissed((ONE,))
