"""What each command does: a review, an answer, a waiver, a pause."""

from dataclasses import replace

import pytest
from support.board import PULL, Board
from support.desk import ONE, check, comment, concluded, desk, lasting, obey, reactions, reply, said, thread

from reviewbot.commanded import obeyed
from reviewbot.domain.expense import micro
from reviewbot.domain.plan import Conclusion, Reaction
from reviewbot.domain.pull import Scope
from reviewbot.domain.upshot import Upshot
from reviewbot.output import answers

INCOMPLETE = check(Upshot(7, False))
RUNNING = check(None, conclusion="")


@pytest.mark.parametrize(
    ("body", "scope"),
    [
        ("/review", Scope()),
        ("/review full", Scope(is_anew=True)),
        ("/review security query-in-loop", Scope(("security", "query-in-loop"))),
        ("/review src/**", Scope((), ("src/**",))),
        ("/review team", Scope(("team",))),
        ("/review security\n/review src/**", Scope(("security",), ("src/**",))),
        ("/review security\n/review", Scope()),
        ("/review full\n/review security", Scope(is_anew=True)),
        ("/review help\n/review", Scope()),
    ],
)
def test_a_review_is_asked_for_once_with_all_that_was_named(body: str, scope: Scope) -> None:
    board = Board()
    assert obey(board, body).scope == scope
    assert reactions(board) == [Reaction.EYES]


def test_a_teams_item_is_looked_up_and_ours_are_not() -> None:
    board, asked = Board(), desk(Board(), team=frozenset({"our-own-rule"}))
    assert obeyed(comment("/review our-own-rule"), replace(asked, reader=board, writer=board)).scope is not None
    assert obeyed(comment("/review security"), replace(asked, reader=board, writer=board)).scope is not None
    assert len(asked.catalogue.asked) == 1  # type: ignore[attr-defined]


def test_an_unknown_word_is_answered_with_the_nearest_and_the_others_are_obeyed() -> None:
    board = Board()
    done = obey(board, "/review ful\n/review query-in-lop\n/review pause")
    assert done.scope is None
    (answer,) = [one for one in said(board) if "does not know" in one]
    assert "Did you mean `/review full`?" in answer
    assert "Did you mean `/review query-in-loop`?" in answer
    assert board.shown(PULL.name).pause is not None
    assert reactions(board) == [Reaction.CONFUSED]


def test_what_is_refused_and_what_is_reviewed_are_both_shown() -> None:
    board = Board()
    assert obey(board, "/review qqqq\n/review").scope == Scope()
    assert reactions(board) == [Reaction.CONFUSED, Reaction.EYES]
    assert said(board) == [answers.not_known(None)]


def test_a_budget_goes_with_the_review_that_it_asks_for() -> None:
    done = obey(Board(), "/review budget 10\n/review budget 20")
    assert (done.scope, done.budget) == (Scope(), micro(20))


def test_help_lists_every_command_and_starts_nothing() -> None:
    board = Board()
    assert obey(board, "/review help").scope is None
    assert all(f"`{usage}`" in said(board)[0] for usage, _ in answers.USAGES)
    assert reactions(board) == [Reaction.ROCKET]


def test_while_a_review_runs_a_part_waits_and_the_whole_takes_its_place() -> None:
    board = Board(checks=[RUNNING])
    assert obey(board, "/review security").scope is None
    assert said(board) == [answers.RUNNING]
    assert obey(board, "/review").scope == Scope()


@pytest.mark.parametrize(
    ("last", "body", "answer"),
    [
        (INCOMPLETE, "/review waive", answers.NO_WAIVER_REASON),
        (check(Upshot(7, True), "success"), "/review waive it is late", answers.NOTHING_TO_WAIVE),
        (check(Upshot(7, False, (ONE,))), "/review waive it is late", answers.STILL_FAILS),
        (RUNNING, "/review waive it is late", answers.RUNNING),
        (check(None), "/review waive it is late", answers.NOT_KNOWN),
        (None, "/review waive it is late", answers.NOT_KNOWN),
        (INCOMPLETE, "/review\n/review waive it is late", answers.RUNNING),
    ],
    ids=["no reason", "whole", "fails", "running", "unknown", "no check", "about to run"],
)
def test_a_waiver_that_lifts_nothing_is_refused(last: object, body: str, answer: str) -> None:
    board = Board(checks=[last] if last else [])  # type: ignore[list-item]
    obey(board, body)
    assert said(board) == [answer]
    assert not concluded(board)


def test_a_waiver_concludes_the_check_of_the_head() -> None:
    board = Board(checks=[INCOMPLETE])
    obey(board, "/review waive the file is a copy")
    assert [(one.conclusion, one.text.title) for one in concluded(board)] == [
        (Conclusion.NEUTRAL, "Incomplete, waived by alice")
    ]


def test_a_dismissal_and_a_waiver_in_one_comment_conclude_the_check_once() -> None:
    board = Board(threads=[thread()], checks=[check(Upshot(7, False, (ONE,)))])
    obey(board, reply(board, "/review dismiss it is fine\n/review waive the file is a copy"))
    assert [one.conclusion for one in concluded(board)] == [Conclusion.NEUTRAL]


def test_a_waiver_before_a_review_is_written_down_first() -> None:
    board = Board(checks=[INCOMPLETE])
    assert obey(board, "/review waive a copy\n/review").scope == Scope()
    assert len(concluded(board)) == 1


def test_a_pause_is_one_comment_edited_in_place() -> None:
    board = Board()
    for number, body in enumerate(["/review pause", "/review pause", "/review resume", "/review pause"]):
        done = obey(board, comment(body, subject=f"IC_{number}"))
        assert (done.scope == Scope()) is (body == "/review resume")
    pause = board.shown(PULL.name).pause
    assert pause is not None
    assert (pause.is_on, pause.by, len(board.comments)) == (True, "alice", 1)


def test_pausing_and_resuming_in_one_comment_leaves_it_off() -> None:
    board = Board()
    assert obey(board, "/review pause\n/review resume").scope == Scope()
    pause = board.shown(PULL.name).pause
    assert pause is not None
    assert not pause.is_on


def test_a_pause_that_is_over_already_is_no_obstacle() -> None:
    board = Board()
    obey(board, "/review pause\n/review resume")
    count = len(lasting(board.writes))
    assert obey(board, comment("/review resume", subject="IC_2")).scope == Scope()
    assert len(lasting(board.writes)) == count


def test_what_is_not_paused_cannot_be_resumed() -> None:
    board = Board()
    assert obey(board, "/review resume").scope is None
    assert said(board) == [answers.NOT_PAUSED]


def test_a_pause_does_not_keep_a_person_from_a_review() -> None:
    board = Board()
    obey(board, "/review pause")
    assert obey(board, comment("/review", subject="IC_2")).scope == Scope()
