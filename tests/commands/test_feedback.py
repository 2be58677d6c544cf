"""What a team makes of our comments, read from GitHub as a person runs it."""

import json

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Run

from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Anchor, Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker, finding_mark
from reviewbot.domain.plan import Draft, PostReply, PostReview
from reviewbot.domain.pull import PullName
from reviewbot.domain.remark import RemarkKind, RemarkMarker, remark_mark
from reviewbot.github.connection import Addresses, Pauses, connected
from reviewbot.github.write import Writer


@pytest.fixture
def asked_by_bob(hub: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bob ask, who wrote none of the comments."""
    for name, value in hub.environment(hub.personal("bob")).items():
        monkeypatch.setenv(name, value)


def said(hub: Simulator, pull: OpenedPull, items: str, token: str = "") -> None:
    """Let the bot, or whose token it is, comment on a line for each item, and then the bot take a no to the first."""
    known = hub.environment()
    addresses = Addresses(known["GITHUB_API_URL"], known["GITHUB_GRAPHQL_URL"], known["GITHUB_SERVER_URL"])
    with connected(addresses, token or hub.token(), Pauses(between_writes=0.0)) as connection:
        writer = Writer(connection, PullName("acme/shop", pull.number))
        marks = [FindingMarker("f" * 16, item, Severity.HIGH, (Fingerprint("1" * 16),)) for item in items.split()]
        anchor = Anchor("shop.py", Side.RIGHT, 16, 16)
        drafts = tuple(Draft(anchor, f"{finding_mark(mark)}\nIt breaks.") for mark in marks)
        writer.write(PostReview(Sha(pull.head_sha), drafts))
        first = pull.threads[0].comments[0].id
        no = RemarkMarker(RemarkKind.DISMISS, 1, "alice")
        writer.write(PostReply(first, f"{remark_mark(no)}\nSo be it."))


@pytest.mark.usefixtures("asked_by_bob")
def test_what_people_did_with_comments_is_summed_by_item(hub: Simulator, pull: OpenedPull, reviewbot: Run) -> None:
    said(hub, pull, "a-item a-item a-item b-item")
    _, second, third, fourth = pull.threads
    pull.react(second.comments[0], "alice", "-1")
    pull.react(fourth.comments[0], "alice", "+1")
    pull.resolve(third, "bob")
    calls = len(hub.api_calls)
    ran = reviewbot("feedback", "acme/shop", "--format", "json")
    assert ran.code == 0, ran.err
    assert len(hub.api_calls) - calls == 1
    numbers = ["posted", "dismissed", "unfixed", "likes", "dislikes", "rejected"]
    assert {one["item"]: [one[name] for name in numbers] for one in json.loads(ran.out)["items"]} == {
        "a-item": [3, 1, 1, 0, 1, 3],
        "b-item": [1, 0, 0, 1, 0, 0],
    }
    assert "items: {a-item: off}  # 3 of 3 rejected" in reviewbot("feedback", "acme/shop").out


@pytest.mark.usefixtures("asked_by_bob")
def test_marks_of_people_count_for_nothing(hub: Simulator, pull: OpenedPull, reviewbot: Run) -> None:
    said(hub, pull, "a-item", hub.personal("mallory"))
    assert reviewbot("feedback", "acme/shop").out == "acme/shop: 0 comments on 1 pull request\n"


@pytest.mark.usefixtures("asked_by_bob")
def test_25_pull_requests_are_read_at_once(hub: Simulator, shop: OpenedRepository, reviewbot: Run) -> None:
    first = shop.pull(head="change")
    said(hub, first, "a-item")
    for _ in range(25):
        shop.pull(head="change")
    calls = len(hub.api_calls)
    assert "1 comment on 26 pull requests" in reviewbot("feedback", "acme/shop", "--last", 100).out
    assert len(hub.api_calls) - calls == 2
    assert "0 comments on 25 pull requests" in reviewbot("feedback", "acme/shop", "--last", 25).out
    assert len(hub.api_calls) - calls == 3


@pytest.mark.usefixtures("asked_by_bob", "shop")
@pytest.mark.parametrize(("name", "words"), [("acme/none", "nothing of that name"), ("acme", "names no repository")])
def test_what_is_not_there_is_one_sentence_and_a_hint(name: str, words: str, reviewbot: Run) -> None:
    ran = reviewbot("feedback", name)
    assert ran.code == 2
    assert words in ran.err
