"""What an audit meets on GitHub: people, strangers, switches that are off, tokens that may not, other audits."""

from collections.abc import Iterator

import pytest
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import running
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedRepository
from support.shop import BASE
from support.weekly import Weekly

from reviewbot.domain.audit import Design
from reviewbot.domain.tracked import Memory
from reviewbot.output.memory import decoded

_KINDS = ("technology", "bottlenecks", "threats", "failures", "monitoring")
_QUOTE = "cursor.execute(f"


def memory(weekly: Weekly) -> Memory:
    found = decoded([one.body for one in weekly.issue.comments])
    assert found is not None
    return found


def test_who_may_push_accepts_a_risk_by_a_comment(weekly: Weekly) -> None:
    weekly.at_once()
    cause = weekly.report.causes[-1]
    left = weekly.says("alice", f"/accept {cause.id} The other side answers at once.")
    assert (left.code, left.outputs) == (0, {"run": "false"})
    (answered,) = [one for one in weekly.issue.comments if one.body.startswith("/accept")]
    assert [one.content for one in answered.reactions] == ["rocket"]
    (known,) = [one for one in memory(weekly).causes if one.id == cause.id]
    assert known.acceptance is not None
    weekly.commit({"notes/more.py": BASE})
    weekly.at_once()
    assert "The other side answers at once. (alice)" in weekly.issue.body


def test_a_stranger_accepts_nothing_and_is_told(weekly: Weekly) -> None:
    weekly.at_once()
    cause = weekly.report.causes[0]
    left = weekly.says("mallory", f"/accept {cause.id} I like it.")
    assert (left.code, left.outputs) == (0, {"run": "false"})
    assert any("`mallory` may not" in one.body for one in weekly.issue.comments)
    assert all(one.acceptance is None for one in memory(weekly).causes)


def test_a_public_repository_shows_its_injection_in_code_scanning_alone(weekly: Weekly, shop: OpenedRepository) -> None:
    shop.record.is_private = False
    left = weekly.audit()
    assert left.code == 0, left.error
    (scan,) = shop.record.scans
    assert {one["ruleId"] for one in scan.results} == {"sql-injection", "call-without-timeout"}
    shown = tuple(weekly.shown)
    assert not [text for text in shown if _QUOTE in text or "accounts.py:1" in text or '"sql-injection"' in text]
    assert any("call-without-timeout" in text for text in shown)
    assert (left.outputs["findings"], [one.first.item for one in weekly.report.causes]) == (
        "1",
        ["call-without-timeout"],
    )


def test_in_a_public_repository_one_job_shows_as_little(weekly: Weekly, shop: OpenedRepository) -> None:
    shop.record.is_private = False
    weekly.at_once()
    assert not [text for text in weekly.shown if _QUOTE in text]
    assert {one["ruleId"] for one in shop.record.scans[0].results} == {"sql-injection", "call-without-timeout"}


@pytest.mark.parametrize("lacks", ["has_issues", "has_code_scanning"])
def test_without_issues_or_without_code_scanning_the_rest_goes_on(
    weekly: Weekly, shop: OpenedRepository, lacks: str
) -> None:
    setattr(shop.record, lacks, False)
    left = weekly.at_once()
    assert left.code == 0, left.error
    assert "has no issues" in left.log or "Code scanning is not enabled" in left.log
    assert (len(shop.record.issues), len(shop.record.scans)) == ((0, 1) if lacks == "has_issues" else (1, 0))
    assert "SQL injection" in weekly.page


@pytest.mark.parametrize(
    ("permissions", "lacks"),
    [(WRITER, ("security-events",)), ({"metadata": "read", "contents": "read"}, ("issues", "security-events"))],
    ids=["no code scanning", "neither"],
)
def test_a_permission_that_is_missing_is_named(
    weekly: Weekly, hub: Simulator, permissions: dict[str, str], lacks: tuple[str, ...]
) -> None:
    left = weekly.at_once(token=hub.token(permissions=permissions))
    assert left.code == (0 if len(lacks) == 1 else 3)
    assert all(f"`{one}: write`" in left.log for one in lacks)
    assert all(f"`{one}: write`" in left.summary for one in lacks)


def test_two_audits_at_once_leave_one_issue(weekly: Weekly, shop: OpenedRepository) -> None:
    weekly.shards = 1
    first, second = weekly.plan()[0], weekly.plan()[0]
    weekly.look(first, "1/1")
    assert weekly.publish(first).code == 0
    assert weekly.publish(second).code == 0
    assert [one.state for one in shop.record.issues.values()] == ["open"]


_ROUTE = "@app.get('/orders')\ndef orders():\n    return {}\n"


def says_nothing(request: Request) -> Answer:
    """Find nothing, and draw a design of nothing."""
    if "Judge the design" in request.text:
        return say_json({"overview": ["It sells."], **{kind: [] for kind in _KINDS}})
    asked = next(line for line in request.text.split("\n") if line.startswith("Ask: "))
    return say_json({"examined": asked.removeprefix("Ask: ").split(", "), "candidates": []})


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the key of a simulated model into the environment."""
    with running(says_nothing) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield


@pytest.mark.usefixtures("model")
def test_what_the_agent_read_is_remembered_and_the_next_audit_goes_on(weekly: Weekly) -> None:
    read = list[str]()
    for _ in range(2):
        left = weekly.at_once(REVIEWBOT_MAX_USD="0.25")
        assert left.code == 0, left.error
        assert weekly.report.read
        read += weekly.report.read
    assert len(set(read)) == len(read)
    assert {one.id for one in memory(weekly).slices} >= {path.partition("/")[0] for path in read if "/" in path}


@pytest.mark.usefixtures("model")
def test_the_agent_knows_how_often_files_changed_and_the_first_of_several_judges_the_design(weekly: Weekly) -> None:
    weekly.commit({"web/app.py": "from flask import Flask\n\napp = Flask(__name__)\n\n\n" + _ROUTE})
    left = weekly.audit()
    assert left.code == 0, left.error
    assert not any("how often files changed is not known" in note for note in weekly.report.notes)
    assert weekly.report.design == Design("It sells.")
