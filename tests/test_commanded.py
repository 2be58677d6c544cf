"""Who may command, and that a comment is obeyed once, however often its job runs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.board import PULL, Board, Killed
from support.desk import ONE, check, comment, lasting, obey, reply, said, thread

from reviewbot.domain.plan import Denied, Write
from reviewbot.domain.pull import GHOST, PullState
from reviewbot.domain.shown import Shown
from reviewbot.domain.upshot import Upshot
from reviewbot.output import answers

FAILING = check(Upshot(7, True, (ONE,)))


@pytest.mark.parametrize("author", ["stranger", GHOST])
def test_a_stranger_hears_nothing(author: str) -> None:
    board = Board(threads=[thread()], checks=[FAILING])
    event = replace(reply(board, "/review dismiss it is fine"), author=author)
    assert obey(board, event).scope is None
    assert not board.writes


@pytest.mark.parametrize(
    ("body", "setting", "is_heard"),
    [
        ("/review", 'bots: ["Helper[bot]"]', True),
        ("/review", "", False),
        ("/review", 'bots: ["helper"]', False),
        ("Done.\n/review", 'bots: ["helper[bot]"]', False),
    ],
    ids=["named", "not named", "another account", "in passing"],
)
def test_a_bot_is_heard_where_the_team_names_it(body: str, setting: str, is_heard: bool) -> None:
    board = Board(setting=setting)
    assert (obey(board, comment(body, "helper[bot]")).scope is not None) is is_heard
    assert bool(board.writes) is is_heard


def test_where_the_token_may_only_read_nothing_is_tried() -> None:
    board = Board(threads=[thread()])
    event = replace(reply(board, "/review dismiss it is fine"), is_untrusted=True)
    assert "the next run reads this" in obey(board, event).said
    assert not board.writes


@pytest.mark.parametrize("state", [PullState.CLOSED, PullState.MERGED])
def test_what_is_over_is_not_reviewed_but_may_be_explained(state: PullState) -> None:
    board = Board(threads=[thread()], pull=replace(PULL, state=state))
    obey(board, reply(board, "/review explain\n/review"))
    explained, over = said(board)
    assert "Query inside a loop" in explained
    assert over == answers.over(state)


def test_an_issue_is_told_that_it_is_none() -> None:
    board = Board()
    obey(board, replace(comment("/review"), is_pull=False))
    assert said(board) == [answers.NOT_HERE]


def test_what_the_token_may_not_do_is_told() -> None:
    class Bound(Board):
        def write(self, write: Write) -> Denied:
            assert write
            return Denied("pull-requests: write", "The token may not do this.", "Add it.")

    board = Bound(threads=[thread()])
    done = obey(board, reply(board, "/review dismiss it is fine\n/review pause"))
    assert done.denied is not None
    assert done.denied.permission == "pull-requests: write"


_LINES = st.lists(
    st.sampled_from(
        [
            "/review",
            "/review security",
            "/review nonsense",
            "/review dismiss it is fine",
            "/review explain",
            "/review waive a copy",
            "/review pause",
            "/review resume",
            "/review help",
        ]
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


def life(*, is_fork: bool, is_whole: bool) -> Board:
    pull = replace(PULL, is_fork=is_fork)
    return Board(threads=[thread()], checks=[check(Upshot(7, is_whole, (ONE,)))], pull=pull)


def state(board: Board) -> Shown:
    shown = board.shown(PULL.name)
    plain = (replace(one, said=tuple(replace(word, number=0) for word in one.said)) for one in shown.threads)
    return replace(shown, threads=tuple(plain))


@given(_LINES, st.booleans(), st.booleans())
@settings(max_examples=60)
def test_a_job_that_runs_again_writes_nothing_twice(body: str, is_fork: bool, is_whole: bool) -> None:
    board = life(is_fork=is_fork, is_whole=is_whole)
    event = reply(board, body)
    obey(board, event)
    before, count = state(board), len(lasting(board.writes))
    obey(board, event)
    pausing = "pause" in body or "resume" in body
    assert state(board) == before
    # A pause is on or off as the last word says: it may be written twice, and is the same after that.
    assert pausing or len(lasting(board.writes)) == count


@given(_LINES, st.integers(0, 8), st.booleans())
@settings(max_examples=60)
def test_a_job_that_is_killed_and_run_again_ends_in_the_same_state(body: str, dies: int, is_fork: bool) -> None:
    whole, killed = (life(is_fork=is_fork, is_whole=False) for _ in range(2))
    obey(whole, reply(whole, body))
    event = reply(killed, body)
    killed.dies_before = dies
    try:
        obey(killed, event)
    except Killed:
        killed.dies_before = None
        obey(killed, event)
    assert state(killed) == state(whole)
