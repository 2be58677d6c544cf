"""The doors of audits: the tracking issue and code scanning as GitHub has them."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from simulator.call import Fault
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedRepository
from support.command import Repository

from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Denied, Refused, Written
from reviewbot.domain.tracker import (
    LABEL,
    CloseIssue,
    EditBelow,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    Tracker,
    issue_mark,
)
from reviewbot.errors import PullError
from reviewbot.github.connection import Addresses, Connection, Pauses, connected
from reviewbot.github.scanning import scanned
from reviewbot.github.track import AuditReader, AuditWriter

BODY = f"{issue_mark()}\nText."
Connect = Callable[..., Connection]


@pytest.fixture
def connect(hub: Simulator) -> Iterator[Connect]:
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    with ExitStack() as stack:
        yield lambda token="": stack.enter_context(
            connected(addresses, token or hub.token(permissions={**WRITER, "security_events": "write"}),
                      Pauses(0, 0.01, 3))
        )  # fmt: skip


@pytest.fixture
def writer(connect: Connect) -> AuditWriter:
    return AuditWriter(connect(), "acme/shop", lambda _seconds: None)


def shown(connect: Connect, shop: OpenedRepository) -> Tracker:
    return AuditReader(connect()).tracker("acme/shop", Sha(shop.push("main")))


def test_the_issue_is_found_by_label_mark_and_author(
    hub: Simulator, shop: OpenedRepository, connect: Connect, writer: AuditWriter
) -> None:
    assert writer.write(OpenIssue(BODY)) == Written(1)
    for author, body in (("mallory", BODY), ("github-actions[bot]", "Something else.")):
        shop.issue(author=author, body=body).labels.append(LABEL)
    found = shown(connect, shop)
    assert [(one.number, one.is_open, one.is_whole) for one in found.issues] == [(1, True, True)]
    assert (found.is_public, found.has_issues, found.can_read) == (True, True, True)


def test_an_issue_whose_text_somebody_replaced_is_known_by_our_memory(
    hub: Simulator, shop: OpenedRepository, connect: Connect, writer: AuditWriter
) -> None:
    writer.write(OpenIssue(BODY))
    shop.record.issues[1].body = "Mine now."
    assert shown(connect, shop).issues == ()
    shop.comment(shop.record.issues[1], "mallory", "<!-- reviewbot:audit-memory 1 …")
    assert shown(connect, shop).issues == ()
    writer.write(PostBelow(1, "<!-- reviewbot:audit-memory 1 …"))
    assert [one.number for one in shown(connect, shop).issues] == [1]


def test_all_comments_are_read_with_whose_they_are(
    hub: Simulator, shop: OpenedRepository, connect: Connect, writer: AuditWriter
) -> None:
    writer.write(OpenIssue(BODY))
    issue = shop.record.issues[1]
    for number in range(100):
        shop.comment(issue, "carol", f"Comment {number}.")
    first = writer.write(PostBelow(1, "Ours."))
    assert isinstance(first, Written)
    writer.write(EditBelow(first.number, "Ours, edited."))
    edited = shop.comment(issue, "carol", "/accept 0123456789ab Fine.")
    edited.editor = hub.user("mallory")
    shop.comment(issue, "someapp[bot]", "/accept 0123456789ab Fine.")
    (found,) = shown(connect, shop).issues
    assert len(found.comments) == 103
    ours, theirs, bots = found.comments[-3:]
    assert (ours.body, ours.is_ours, ours.is_theirs) == ("Ours, edited.", True, False)
    assert (theirs.is_theirs, len(theirs.words)) == (False, 1)
    assert (bots.is_theirs, bots.words) == (False, ())
    assert found.comments[0].is_theirs


def test_an_issue_is_edited_closed_and_opened_again(shop: OpenedRepository, writer: AuditWriter) -> None:
    writer.write(OpenIssue(BODY))
    writer.write(CloseIssue(1))
    writer.write(EditIssue(1, f"{BODY} More."))
    assert (shop.record.issues[1].state, shop.record.issues[1].body) == ("closed", f"{BODY} More.")
    writer.write(EditIssue(1, BODY, reopens=True))
    assert (shop.record.issues[1].state, shop.record.issues[1].body) == ("open", BODY)


def test_an_issue_that_gets_no_label_is_closed_again(hub: Simulator, shop: OpenedRepository, connect: Connect) -> None:
    answer = AuditWriter(connect(hub.personal("dave")), "acme/shop").write(OpenIssue(BODY))
    assert isinstance(answer, Refused)
    assert "no label" in answer.reason
    assert shop.record.issues[1].state == "closed"


def test_owners_come_from_the_audited_commit(shop: OpenedRepository, source: Repository, connect: Connect) -> None:
    assert shown(connect, shop).owners == ""
    source.git("checkout", "--quiet", "main")
    source.commit({"docs/CODEOWNERS": "* @last\n", "CODEOWNERS": "* @first\n"}, "Own it")
    assert shown(connect, shop).owners == "* @first\n"


def test_a_private_repository_whose_issues_may_not_be_read(
    hub: Simulator, shop: OpenedRepository, connect: Connect
) -> None:
    shop.record.is_private = True
    sha = Sha(shop.push("main"))
    token = hub.token(permissions={"metadata": "read", "contents": "read"})
    found = AuditReader(connect(token)).tracker("acme/shop", sha)
    assert (found.is_public, found.can_read, found.issues) == (False, False, ())
    with pytest.raises(PullError):
        AuditReader(connect()).tracker("acme/none", sha)


def test_which_commit_is_behind_which(shop: OpenedRepository, source: Repository, connect: Connect) -> None:
    source.git("checkout", "--quiet", "main")
    older = Sha(shop.push("main"))
    source.commit({"more.py": "x = 1\n"}, "Go on")
    newer = Sha(shop.push("main"))
    reader = AuditReader(connect())
    assert reader.is_behind("acme/shop", older, newer)
    assert not reader.is_behind("acme/shop", newer, older)
    assert not reader.is_behind("acme/shop", newer, Sha("1" * 40))
    assert reader.is_tip("acme/shop", newer, "main")
    assert not reader.is_tip("acme/shop", older, "main")
    assert not reader.is_tip("acme/shop", older, "gone")
    assert reader.may_write("acme/shop", "alice")


def log(print_: str = "a:1") -> str:
    result = {
        "ruleId": "one",
        "message": {"text": "It breaks."},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "shop.py"}}}],
        "partialFingerprints": {"primaryLocationLineHash": print_},
    }
    run = {"tool": {"driver": {"name": "reviewbot"}}, "automationDetails": {"id": "x/"}, "results": [result]}
    return json.dumps({"version": "2.1.0", "runs": [run]})


def scan(shop: OpenedRepository, sarif: str, sha: str = "") -> Scan:
    return Scan(Sha(sha or shop.push("main")), "refs/heads/main", sarif)


def test_code_scanning_gets_the_results_and_is_waited_for(shop: OpenedRepository, writer: AuditWriter) -> None:
    assert writer.write(scan(shop, log())) == Written()
    assert [one.errors for one in shop.record.scans] == [[]]
    assert not shop.record.scans[0].is_pending


def test_what_code_scanning_says_of_a_file_is_told(shop: OpenedRepository, writer: AuditWriter) -> None:
    answer = writer.write(scan(shop, log("")))
    assert isinstance(answer, Refused)
    assert "primaryLocationLineHash" in answer.reason


@pytest.mark.parametrize(
    ("is_private", "sha", "told"),
    [(True, "", "Advanced Security must be enabled"), (False, "1" * 40, "commit not found")],
    ids=["private", "unknown commit"],
)
def test_what_no_other_token_would_change_is_refused(
    shop: OpenedRepository, writer: AuditWriter, is_private: bool, sha: str, told: str
) -> None:
    shop.record.is_private = is_private
    answer = writer.write(scan(shop, log(), sha))
    assert isinstance(answer, Refused)
    assert told in answer.reason


def test_a_token_without_the_permission_is_denied(hub: Simulator, shop: OpenedRepository, connect: Connect) -> None:
    answer = AuditWriter(connect(hub.token()), "acme/shop").write(scan(shop, log()))
    assert isinstance(answer, Denied)
    assert answer.permission == "security-events: write"


def test_what_takes_too_long_is_left_to_github(hub: Simulator, shop: OpenedRepository, connect: Connect) -> None:
    waited: list[float] = []
    writer = AuditWriter(connect(), "acme/shop", waited.append)
    hub.fault(Fault("GET", "/code-scanning/", status=503), times=2)
    assert writer.write(scan(shop, log())) == Written()
    assert waited == [0.5, 1.0]


def test_a_file_that_is_too_large_is_not_sent(hub: Simulator, shop: OpenedRepository, connect: Connect) -> None:
    answer = scanned(connect(), "acme/shop", scan(shop, log()), most=100)
    assert isinstance(answer, Refused)
    assert "at most 100 bytes" in answer.reason
    assert not hub.writes
