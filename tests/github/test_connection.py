"""Patience with GitHub: what is waited for, tried again, or given up."""

from collections.abc import Iterator

import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository

from reviewbot.domain.plan import Denied, PostComment, Written
from reviewbot.domain.pull import PullName
from reviewbot.errors import AccessError, GitHubError, LostAnswerError, PatienceError, PullError
from reviewbot.github.connection import Addresses, Connection, Pauses, connected
from reviewbot.github.read import Reader
from reviewbot.github.write import Writer

NAME = PullName("acme/shop", 1)
QUICK = Pauses(between_writes=0, before_again=0.01, at_most=3)


def addresses(hub: Simulator) -> Addresses:
    return Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)


@pytest.fixture
def connection(hub: Simulator, shop: OpenedRepository) -> Iterator[Connection]:
    with connected(addresses(hub), hub.token(), QUICK) as opened:
        yield opened


@pytest.fixture
def reader(connection: Connection, pull: OpenedPull) -> Reader:
    return Reader(connection)


@pytest.fixture
def writer(connection: Connection, pull: OpenedPull) -> Writer:
    return Writer(connection, NAME)


@pytest.mark.parametrize("kind", ["status", "close", "json", "html"])
def test_a_read_that_fails_is_tried_again(hub: Simulator, reader: Reader, kind: str) -> None:
    hub.fault(Fault("GET", "/pulls/1", kind=kind), times=2)
    assert reader.pull(NAME).name == NAME


@pytest.mark.parametrize("kind", ["status", "close", "json"])
def test_a_query_that_fails_is_tried_again(hub: Simulator, reader: Reader, kind: str) -> None:
    hub.fault(Fault("POST", "/graphql", kind=kind), times=2)
    assert reader.shown(NAME).pull.name == NAME


def test_a_read_that_always_fails_is_given_up(hub: Simulator, reader: Reader) -> None:
    hub.fault(Fault("GET", "/pulls/1"), times=9)
    with pytest.raises(GitHubError, match="does not answer"):
        reader.pull(NAME)
    assert len(hub.api_calls) == 4


@pytest.mark.parametrize("kind", ["status", "close", "json", "html"])
def test_a_write_whose_answer_is_lost_is_not_sent_again(
    hub: Simulator, writer: Writer, pull: OpenedPull, kind: str
) -> None:
    hub.fault(Fault("POST", "/comments", kind=kind, is_after=True))
    with pytest.raises(LostAnswerError):
        writer.write(PostComment("once"))
    assert [comment.body for comment in pull.comments] == ["once"]
    assert len(hub.writes) == 1


def test_a_secondary_limit_is_waited_for(hub: Simulator, writer: Writer, pull: OpenedPull) -> None:
    hub.fault(Fault("POST", "/comments", status=403, headers={"retry-after": "1"}))
    assert isinstance(writer.write(PostComment("once")), Written)
    assert len(pull.comments) == 1


def test_a_limit_that_takes_too_long_is_said(hub: Simulator, writer: Writer) -> None:
    hub.fault(Fault("POST", "/comments", status=429, headers={"retry-after": "600"}))
    with pytest.raises(PatienceError, match="10 more minutes"):
        writer.write(PostComment("once"))


def test_a_permission_that_is_missing_is_an_answer(hub: Simulator, pull: OpenedPull) -> None:
    token = hub.token(permissions={"metadata": "read", "pull_requests": "read"})
    with connected(addresses(hub), token, QUICK) as connection:
        answer = Writer(connection, NAME).write(PostComment("no"))
    assert isinstance(answer, Denied)
    assert answer.permission == "pull-requests: write"


def test_writes_keep_the_distance_that_github_asks_for(hub: Simulator, pull: OpenedPull) -> None:
    with connected(addresses(hub), hub.token(), Pauses(between_writes=0.3)) as connection:
        for body in ("one", "two", "three"):
            Writer(connection, NAME).write(PostComment(body))
    first, second, third = (call.at for call in hub.writes)
    assert second - first >= 0.3
    assert third - second >= 0.3


def test_without_a_token_what_is_public_can_be_read(hub: Simulator, pull: OpenedPull) -> None:
    with connected(addresses(hub), "", QUICK) as connection:
        assert Reader(connection).pull(NAME).author == "alice"


@pytest.mark.parametrize("name", [PullName("acme/shop", 99), PullName("acme/none", 1)], ids=["pull", "repository"])
def test_what_is_not_there_is_said_to_be_missing(reader: Reader, name: PullName) -> None:
    with pytest.raises(PullError):
        reader.pull(name)
    with pytest.raises(PullError):
        reader.shown(name)


def test_a_server_that_is_no_github_is_noticed(hub: Simulator, source: Repository) -> None:
    elsewhere = Addresses(f"{hub.url}/nothing", f"{hub.url}/nothing", hub.url)
    with connected(elsewhere, hub.token(), QUICK) as connection, pytest.raises((PullError, GitHubError)):
        Reader(connection).pull(NAME)


def test_a_private_repository_is_not_there_for_a_stranger(hub: Simulator, source: Repository) -> None:
    hub.repository("acme/secret", source.root, is_private=True).pull(head="change")
    with connected(addresses(hub), "", QUICK) as connection, pytest.raises((PullError, AccessError)):
        Reader(connection).pull(PullName("acme/secret", 1))
