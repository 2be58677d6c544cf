"""What a pull request shows of us, and what of it is believed."""

from collections.abc import Iterator

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository

from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Anchor, Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker, RunMarker, finding_mark, state_text
from reviewbot.domain.plan import CheckText, ConcludeCheck, Conclusion, Draft, PostComment, PostReply, PostReview
from reviewbot.domain.pull import PullName
from reviewbot.domain.remark import (
    Pause,
    RemarkKind,
    RemarkMarker,
    answer_mark,
    pause_mark,
    remark_mark,
)
from reviewbot.domain.report import Checkpoint, Digests
from reviewbot.domain.shown import Shown
from reviewbot.domain.upshot import Upshot, upshot_mark
from reviewbot.github.connection import Addresses, Connection, Pauses, connected
from reviewbot.github.read import Reader
from reviewbot.github.write import Writer

NAME = PullName("acme/shop", 1)
FINDING = FindingMarker("f" * 16, "sql-injection", Severity.HIGH, (Fingerprint("1" * 16),))


@pytest.fixture
def connection(hub: Simulator, shop: OpenedRepository) -> Iterator[Connection]:
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    with connected(addresses, hub.token(), Pauses(0, 0.01, 3)) as opened:
        yield opened


@pytest.fixture
def writer(connection: Connection) -> Writer:
    return Writer(connection, NAME)


def _shown(connection: Connection) -> Shown:
    return Reader(connection).shown(NAME)


def test_a_thread_shows_what_was_said_who_resolved_it_and_its_thumbs(
    connection: Connection, writer: Writer, pull: OpenedPull
) -> None:
    body = f"{finding_mark(FINDING)}\nWords"
    writer.write(PostReview(Sha(pull.head_sha), (Draft(Anchor("shop.py", Side.RIGHT, 14, 14), body),)))
    (record,) = pull.threads
    mine = record.comments[0]
    pull.reply(record, "mallory", remark_mark(RemarkMarker(RemarkKind.DISMISS, mine.id, "mallory")))
    answer = RemarkMarker(RemarkKind.UPHOLD, record.comments[1].id)
    writer.write(PostReply(mine.id, f"{remark_mark(answer)}\nIt is."))
    for login, content in (("alice", "+1"), ("bob", "-1"), ("mallory", "-1"), ("alice", "heart")):
        pull.react(mine, login, content)
    pull.resolve(record, "bob")
    (thread,) = _shown(connection).threads
    assert (thread.number, thread.body, thread.resolved_by) == (mine.id, body, "bob")
    assert (thread.likes, thread.dislikes, thread.is_outdated) == (1, 2, False)
    # Whoever copies a mark of ours says nothing in our name.
    assert [(one.author, one.is_ours, one.marker) for one in thread.said] == [
        ("mallory", False, None), ("github-actions[bot]", True, answer),
    ]  # fmt: skip


def test_what_checks_say_is_believed_of_our_own_app_only(
    hub: Simulator, connection: Connection, writer: Writer, pull: OpenedPull
) -> None:
    head = Sha(pull.head_sha)
    covered = RunMarker(
        "f" * 16, "0.1.0", 1, Sha(pull.base_sha), Checkpoint(Sha(pull.base_sha), head, Digests("", "", "")), True
    )
    upshot = Upshot(1, True, (Fingerprint("1" * 16),))
    text = CheckText("1 to fix", f"<!-- bill -->\n{upshot_mark(upshot)}\nWords", "All words")
    check = ConcludeCheck(head, None, state_text(covered), Conclusion.FAILURE, text)
    writer.write(check)
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    with connected(addresses, hub.token("other-app[bot]"), Pauses(0, 0.01, 3)) as another:
        theirs = Reader(another).shown(NAME)
    ours = _shown(connection)
    assert [(one.upshot, one.text) for one in ours.checks] == [(upshot, "All words")]
    assert ours.checkpoints == (covered,)
    assert [one.upshot for one in theirs.checks] == [None]
    assert theirs.checkpoints == ()


def test_a_job_with_another_token_sees_what_we_wrote_by_our_login(
    hub: Simulator, connection: Connection, writer: Writer, pull: OpenedPull
) -> None:
    body = f"{finding_mark(FINDING)}\nWords"
    writer.write(PostReview(Sha(pull.head_sha), (Draft(Anchor("shop.py", Side.RIGHT, 14, 14), body),)))
    writer.write(PostComment(f"{pause_mark(is_on=True, by='alice')}\nPaused."))
    # An account may have the name that an App's has before its ending.
    hub.user("github-actions", "read")
    pull.comment("github-actions", f"{pause_mark(is_on=False, by='mallory')}\nGo on.")
    us = _shown(connection).us
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    with connected(addresses, hub.token("other-app[bot]"), Pauses(0, 0.01, 3)) as another:
        theirs, ours = Reader(another).shown(NAME), Reader(another).shown(NAME, us)
    assert (us, theirs.threads, theirs.pause) == ("github-actions[bot]", (), None)
    assert [one.marker for one in ours.threads] == [FINDING]
    assert ours.pause == Pause(pull.comments[0].id, True, "alice")


@pytest.mark.parametrize("changed", [{"pull": 2}, {"is_complete": False}], ids=str)
def test_a_checkpoint_is_that_of_a_complete_run_on_this_pull_request(
    connection: Connection, writer: Writer, pull: OpenedPull, changed: dict[str, int]
) -> None:
    head = Sha(pull.head_sha)
    point = Checkpoint(Sha(pull.base_sha), head, Digests("", "", ""))
    parts = {"pull": 1, "is_complete": True} | changed
    covered = RunMarker("f" * 16, "0.1.0", parts["pull"], head, point, bool(parts["is_complete"]))
    text = CheckText("Nothing found", upshot_mark(Upshot(2, True)))
    writer.write(ConcludeCheck(head, None, state_text(covered), Conclusion.SUCCESS, text))
    shown = _shown(connection)
    assert (shown.checkpoints, shown.checks[0].upshot) == ((), None)


def test_the_last_word_about_a_pause_counts_if_it_is_ours(
    connection: Connection, writer: Writer, pull: OpenedPull
) -> None:
    writer.write(PostComment(f"{pause_mark(is_on=True, by='alice')}\nPaused."))
    pull.comment("mallory", pause_mark(is_on=False, by="mallory"))
    writer.write(PostComment(f"{answer_mark('IC_1')}\nNo."))
    pull.comment("mallory", answer_mark("IC_2"))
    shown = _shown(connection)
    assert (shown.pause, shown.answered) == (Pause(pull.comments[0].id, True, "alice"), frozenset({"IC_1"}))
