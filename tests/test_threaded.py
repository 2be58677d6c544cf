"""Commands in the threads of findings, at once or, in a fork, at the next run."""

from dataclasses import replace

import pytest
from support.board import PULL, Board
from support.desk import ONE, TWO, check, comment, concluded, obey, reactions, reply, said, thread

from reviewbot.domain.plan import Answer, Conclusion, Denied, PostReply, Reaction, ResolveThread, Write
from reviewbot.domain.pull import GHOST
from reviewbot.domain.remark import RemarkKind, RemarkMarker, remark_marker
from reviewbot.domain.shown import Thread
from reviewbot.domain.upshot import Upshot
from reviewbot.output import answers

FAILING = check(Upshot(7, True, (ONE,)))


@pytest.mark.parametrize("can_resolve", [True, False])
def test_a_dismissal_is_answered_in_its_thread_and_concludes_the_check(can_resolve: bool) -> None:
    board = Board(threads=[thread(can_resolve=can_resolve)], checks=[FAILING])
    assert obey(board, reply(board, "/review dismiss three entries at most")).scope is None
    (answer,) = [one for one in board.writes if isinstance(one, PostReply)]
    assert answer.number == board.threads[0].number
    assert remark_marker(answer.body) == RemarkMarker(RemarkKind.DISMISS, 51, "alice")
    assert board.threads[0].is_resolved is can_resolve
    assert [one.conclusion for one in concluded(board)] == [Conclusion.SUCCESS]
    assert reactions(board) == [Reaction.ROCKET]


def test_what_somebody_wrote_is_not_repeated() -> None:
    board = Board(threads=[thread()])
    obey(board, reply(board, "/review dismiss ![x](https://evil.example) @everybody"))
    assert "evil" not in said(board)[0]


def test_a_dismissal_without_a_reason_is_answered_in_the_thread_once() -> None:
    board = Board(threads=[thread()], checks=[FAILING])
    event = reply(board, "/review dismiss")
    for _ in range(2):
        obey(board, event)
    assert said(board) == [answers.NO_REASON]
    assert not concluded(board)


@pytest.mark.parametrize("word", ["dismiss it is fine", "explain"])
def test_outside_a_thread_there_is_nothing_to_dismiss_or_explain(word: str) -> None:
    board = Board(threads=[thread()])
    obey(board, f"/review {word}")
    assert said(board) == [answers.NO_THREAD]


def test_a_thread_that_is_not_ours_is_no_place_for_it() -> None:
    board = Board(threads=[thread()])
    stray = replace(comment("/review explain"), number=99, replies_to=98)
    obey(board, stray)
    assert said(board) == [answers.NO_THREAD]


def test_a_finding_is_explained_by_its_item() -> None:
    board = Board(threads=[thread()])
    obey(board, reply(board, "/review explain"))
    assert "Query inside a loop" in said(board)[0]
    assert "`shop/orders.py`" in said(board)[0]
    assert not any(isinstance(one, ResolveThread) for one in board.writes)


def fork(*threads: Thread) -> Board:
    return Board(threads=[*threads], pull=replace(PULL, is_fork=True), checks=[check(Upshot(7, True, (ONE, TWO)))])


def test_what_was_written_in_a_forks_threads_is_obeyed_by_the_next_command() -> None:
    board = fork(thread(), thread(TWO))
    reply(board, "/review dismiss it is fine\n/review explain", "bob")
    obey(board, "/review help")
    kinds = [remark_marker(one.body) for one in board.writes if isinstance(one, PostReply)]
    assert kinds == [RemarkMarker(RemarkKind.DISMISS, 51, "bob"), RemarkMarker(RemarkKind.EXPLAIN, 51, "bob")]
    assert [one.text.title for one in concluded(board)] == ["1 finding fails the check, 1 dismissed by bob"]


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("/review dismiss it is fine", "stranger"),
        ("/review dismiss", "bob"),
        ("/review pause", "bob"),
        ("> /review explain", "bob"),
        ("/review explain", GHOST),
    ],
    ids=["a stranger", "no reason", "another command", "a quote", "a ghost"],
)
def test_what_may_not_be_obeyed_in_a_forks_thread_stays(body: str, author: str) -> None:
    board = fork(thread())
    reply(board, body, author)
    obey(board, "/review")
    assert not any(isinstance(one, PostReply) for one in board.writes)


def test_of_a_branch_of_our_own_threads_are_read_by_their_own_events() -> None:
    board = replace(fork(thread()), pull=PULL)
    reply(board, "/review dismiss it is fine", "bob")
    obey(board, "/review")
    assert not any(isinstance(one, PostReply) for one in board.writes)


def test_strangers_by_the_dozen_are_not_all_asked_about() -> None:
    class Counted(Board):
        asked = 0

        def may_write(self, repository: str, login: str) -> bool:
            self.asked += 1
            return super().may_write(repository, login)

    board = Counted(threads=[thread(), thread(TWO)], pull=replace(PULL, is_fork=True))
    for number in range(100, 130):
        reply(board, "/review explain", f"stranger-{number}", number)
        board.threads.reverse()
    obey(board, "/review help")
    assert board.asked == 11


def test_at_most_twenty_commands_are_caught_up_at_once() -> None:
    board = fork(thread(), thread(TWO))
    for number in range(100, 124):
        reply(board, "/review explain", "bob", number)
        board.threads.reverse()
    obey(board, "/review help")
    assert sum(isinstance(one, PostReply) for one in board.writes) == 20


def test_in_a_long_thread_nobody_knows_what_was_answered() -> None:
    board = fork(thread())
    for number in range(100, 119):
        reply(board, "/review explain", "bob", number)
    obey(board, "/review help")
    assert not any(isinstance(one, PostReply) for one in board.writes)


def test_what_the_token_may_not_answer_is_tried_once() -> None:
    class Bound(Board):
        tried = 0

        def write(self, write: Write) -> Answer:
            self.tried += isinstance(write, PostReply)
            return Denied("pull-requests: write", "The token may not do this.", "Add it.")

    board = Bound(threads=[thread()], pull=replace(PULL, is_fork=True))
    for number in (100, 101):
        reply(board, "/review explain", "bob", number)
    assert obey(board, "/review help").denied is not None
    assert board.tried == 1
