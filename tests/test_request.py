"""What becomes of a pull request's events: a review, a reason why not, or nothing."""

from dataclasses import replace

import pytest
from support.board import HEAD, PULL, Board
from support.desk import ONE, TWO, changed, check, comment, concluded, desk, obey, reply, thread

from reviewbot.domain.diff import Sha
from reviewbot.domain.event import PullEvent
from reviewbot.domain.marker import RunMarker, state_text
from reviewbot.domain.plan import Conclusion, PostReply, StartCheck
from reviewbot.domain.pull import PullState, Scope
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.report import Checkpoint, Digests
from reviewbot.domain.shown import Check, Thread
from reviewbot.domain.upshot import Upshot
from reviewbot.request import Decision, requested

DRAFT = replace(PULL, is_draft=True)


def decide(board: Board, event: PullEvent | None = None) -> Decision:
    return requested(event or changed(), desk(board))


def covering(upshot: Upshot | None, conclusion: str = "failure") -> Check:
    checkpoint = Checkpoint(Sha("c" * 40), HEAD, Digests("", "", ""))
    state = state_text(RunMarker("1" * 16, "0.1.0", 7, PULL.base_sha, checkpoint, is_complete=True))
    return replace(check(upshot, conclusion), external_id=state)


def dismissed(one: Thread) -> Thread:
    return replace(one, said=(Remark(9, "", "", True, RemarkMarker(RemarkKind.DISMISS, 8, "alice")),))


@pytest.mark.parametrize(
    "action", ["opened", "reopened", "synchronize", "ready_for_review", "edited", "converted_to_draft"]
)
def test_an_event_of_an_open_pull_request_asks_for_a_review_of_the_whole(action: str) -> None:
    request = decide(Board(), changed(action)).request
    assert request is not None
    assert (request.scope, request.by, request.is_for_drafts) == (Scope(), "", False)


@pytest.mark.parametrize(
    ("action", "label"),
    [("labeled", "bug"), ("unlabeled", "bug"), ("unlabeled", "review"), ("labeled", ""), ("assigned", "")],
)
def test_what_changes_nothing_costs_no_call(action: str, label: str) -> None:
    board = Board()
    assert "changes nothing" in decide(board, changed(action, label)).said
    assert not board.writes


@pytest.mark.parametrize(("sender", "by"), [("alice", "alice"), ("stranger", "")], ids=["a writer", "triage alone"])
def test_the_label_asks_for_a_review_and_spends_only_a_writers_money(sender: str, by: str) -> None:
    board = Board(pull=replace(DRAFT, labels=("review",), is_fork=True, author="stranger"))
    request = decide(board, changed("labeled", "review", sender)).request
    assert request is not None
    assert (request.by, request.is_for_drafts, bool(request.grant.usd)) == (by, True, bool(by))


def test_the_label_asks_through_a_pause_and_not_against_the_other_label() -> None:
    board = Board()
    obey(board, "/review pause")
    assert decide(board, changed("labeled", "review")).request is not None
    board.pull = replace(PULL, labels=("skip-review", "review"))
    assert "skip-review" in decide(board, changed("labeled", "review")).said


@pytest.mark.parametrize(("setting", "is_reviewed"), [("", False), ("drafts: review", True), ("drafts: skip", False)])
def test_a_draft_is_reviewed_where_the_team_says_so(setting: str, is_reviewed: bool) -> None:
    board = Board(pull=DRAFT, setting=setting)
    request = decide(board).request
    assert (request is not None) is is_reviewed
    assert request is None or request.is_for_drafts


def test_a_paused_pull_request_says_who_paused_it_and_is_concluded_once() -> None:
    board = Board()
    obey(board, "/review pause")
    for _ in range(2):
        assert decide(board).request is None
    (done,) = concluded(board)
    assert done.conclusion is Conclusion.SKIPPED
    assert done.text.title == "Skipped: paused by alice: `/review resume` goes on"


def test_after_the_pause_pushes_are_reviewed() -> None:
    board = Board()
    obey(board, "/review pause\n/review resume")
    assert decide(board).request is not None


@pytest.mark.parametrize(
    "pull",
    [DRAFT, replace(PULL, labels=("skip-review",)), replace(PULL, state=PullState.CLOSED)],
    ids=["draft", "label", "closed"],
)
def test_a_head_that_was_reviewed_keeps_its_verdict(pull: object) -> None:
    board = Board(pull=pull, checks=[check(Upshot(7, True, (ONE,)))])  # type: ignore[arg-type]
    assert decide(board).request is None
    assert not board.writes


def test_a_head_that_is_covered_is_concluded_anew_by_what_people_said() -> None:
    board = Board(checks=[covering(Upshot(7, True, (ONE,)))], threads=[dismissed(thread())])
    decision = decide(board)
    assert decision.request is None
    assert [one.conclusion for one in concluded(board)] == [Conclusion.SUCCESS]
    assert "concluded anew" in decision.said


def test_where_nothing_is_new_nothing_is_written() -> None:
    board = Board(checks=[covering(Upshot(7, True, (ONE,)))], threads=[thread()])
    assert "Nothing is new" in decide(board).said
    assert not board.writes


@pytest.mark.parametrize(("is_untrusted", "count"), [(False, 1), (True, 0)])
def test_a_push_answers_what_was_written_in_a_forks_threads(is_untrusted: bool, count: int) -> None:
    upshot = Upshot(7, True, (ONE, TWO))
    board = Board(checks=[covering(upshot)], threads=[thread()], pull=replace(PULL, is_fork=True))
    reply(board, "/review dismiss it is fine")
    decide(board, replace(changed(), is_untrusted=is_untrusted))
    assert sum(isinstance(one, PostReply) for one in board.writes) == count
    assert len(concluded(board)) == count


def test_a_command_starts_a_review_of_what_it_names() -> None:
    board = Board(pull=DRAFT)
    request = requested(comment("/review security"), desk(board)).request
    assert request is not None
    assert (request.scope, request.by, request.subject) == (Scope(("security",)), "alice", "IC_1")
    assert request.is_for_drafts
    assert any(isinstance(one, StartCheck) for one in board.writes)
