"""Which event starts an audit, or the job that hears who accepts a risk; the command itself stands aside."""

from collections.abc import Mapping

import pytest
from support.rehearsal import Rehearsal, Rehearse
from support.workflow import AUDIT_PASTE

pytestmark = pytest.mark.slow

_TEAM = {"full_name": "acme/shop", "name": "shop", "default_branch": "main", "owner": {"login": "acme"}}
_TRACKING = {"number": 1, "labels": [{"name": "reviewbot-audit"}]}


@pytest.fixture
def weekly(rehearse: Rehearse) -> Rehearsal:
    """Set up a team with the paste that audits; there is nothing to look at."""
    made = rehearse(AUDIT_PASTE.read_text("utf-8"))
    made.answer(run="false")
    return made


def said(body: str, issue: Mapping[str, object] = _TRACKING, who: str = "User") -> dict[str, object]:
    """Write the event of a comment below an issue."""
    sender = {"login": "ada", "type": who}
    return {"action": "created", "repository": _TEAM, "issue": issue, "comment": {"body": body}, "sender": sender}


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        pytest.param("schedule", {"repository": _TEAM, "schedule": "17 4 * * 1"}, id="the clock"),
        pytest.param("issue_comment", said("So be it.\n/accept 0123456789ab It is internal."), id="an acceptance"),
    ],
)
def test_starts_the_first_job(weekly: Rehearsal, event: str, payload: Mapping[str, object]) -> None:
    weekly.run(event, payload)
    assert weekly.phases == ["request"]


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(said("Who repairs this?"), id="a comment"),
        pytest.param(said("/accept 0123456789ab Fine.", who="Bot"), id="a bot's command"),
        pytest.param(said("/accept 0123456789ab Fine.", {"number": 2, "labels": []}), id="another issue"),
        pytest.param(
            said("/accept 0123456789ab Fine.", _TRACKING | {"pull_request": {"url": "x"}}), id="a pull request"
        ),
    ],
)
def test_starts_nothing(weekly: Rehearsal, payload: Mapping[str, object]) -> None:
    weekly.run("issue_comment", payload)
    assert weekly.phases == []
