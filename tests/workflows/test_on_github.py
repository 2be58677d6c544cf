"""A team's workflow from an event to what stands on GitHub, each job with the permissions that its file gives it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from simulator.hub import READER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import CheckRun
from support.act import Ran, Team, of_jobs
from support.command import Repository
from support.workflow import ENTERPRISE, REUSABLE, WITH_A_KEY, WITHOUT_A_KEY, permissions_in

pytestmark = pytest.mark.slow

_BEFORE = "def customer(cursor, request):\n    return cursor.get(request)\n"
_AFTER = """\
def customer(cursor, request):
    return cursor.execute(f"SELECT id FROM customers WHERE email = '{request.GET['email']}'")
"""


@pytest.fixture
def shop(hub: Simulator, tmp_path: Path) -> OpenedRepository:
    """Put a shop on GitHub, with a branch that makes a query of what somebody typed."""
    source = Repository(tmp_path / "source")
    source.root.mkdir()
    source.git("init", "--quiet", "--initial-branch=main")
    source.commit({"shop/customers.py": _BEFORE}, "Begin")
    source.git("checkout", "--quiet", "-b", "change")
    source.commit({"shop/customers.py": _AFTER}, "Look customers up")
    # In a private repository reading too needs its permission.
    opened = hub.repository("acme/shop", source.root, is_private=True)
    hub.user("alice", "write")
    return opened


def _team(hub: Simulator, folder: Path, paste: str, permissions: Mapping[str, Mapping[str, str]]) -> Team:
    return of_jobs(folder, paste, {job: hub.token(permissions=granted) for job, granted in permissions.items()})


def _run(hub: Simulator, team: Team, event: str, payload: Mapping[str, object]) -> Ran:
    ran = team.run(event, payload, environment=hub.environment(), secrets={"GITHUB_TOKEN": "told apart by the job"})
    if os.environ.get("REVIEWBOT_SHOW"):
        print(ran.log)  # noqa: T201 - to look at a run by hand
    return ran


def _check(hub: Simulator, pull: OpenedPull) -> CheckRun:
    (check,) = [one for one in hub.checks("acme/shop", pull.head_sha) if one.name == "reviewbot"]
    return check


def _assert_reviewed(hub: Simulator, pull: OpenedPull) -> None:
    """See the comment at its line, the summary, and the check's verdict."""
    (thread,) = pull.threads
    assert (thread.path, thread.line) == ("shop/customers.py", 2)
    assert "SQL injection" in thread.comments[0].body
    assert [comment.body.startswith("<!-- reviewbot:summary ") for comment in pull.comments if comment.app] == [True]
    check = _check(hub, pull)
    assert (check.status, check.conclusion) == ("completed", "failure")


def test_without_a_key_a_pull_request_is_reviewed_in_one_job(
    hub: Simulator, shop: OpenedRepository, tmp_path: Path
) -> None:
    pull = shop.pull()
    one_job = _team(hub, tmp_path, WITHOUT_A_KEY.read_text("utf-8"), permissions_in(WITHOUT_A_KEY))
    ran = _run(hub, one_job, "pull_request", hub.event("pull_request", "opened", pull))
    assert ran.results == {"review": "success"}
    _assert_reviewed(hub, pull)
    assert "SQL injection" in ran.summaries["review"]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in (REUSABLE, ENTERPRISE)])
def test_with_a_key_a_pull_request_is_reviewed_in_three_jobs(
    hub: Simulator, shop: OpenedRepository, tmp_path: Path, path: Path
) -> None:
    pull = shop.pull()
    paste = WITH_A_KEY.read_text("utf-8").replace(REUSABLE.name, path.name)
    three_jobs = _team(hub, tmp_path, paste, permissions_in(path))
    ran = _run(hub, three_jobs, "pull_request", hub.event("pull_request", "opened", pull))
    assert ran.results == {"request": "success", "review": "success", "publish": "success"}
    _assert_reviewed(hub, pull)


def test_a_fork_is_reviewed_under_the_event_that_may_write(
    hub: Simulator, shop: OpenedRepository, tmp_path: Path
) -> None:
    pull = shop.pull(author="eve", fork="eve/shop")
    three_jobs = _team(hub, tmp_path, WITH_A_KEY.read_text("utf-8"), permissions_in(REUSABLE))
    ran = _run(hub, three_jobs, "pull_request_target", hub.event("pull_request_target", "opened", pull, sender="eve"))
    assert set(ran.results.values()) == {"success"}
    _assert_reviewed(hub, pull)


def test_a_fork_without_a_writing_token_is_told_in_the_log(
    hub: Simulator, shop: OpenedRepository, tmp_path: Path
) -> None:
    pull = shop.pull(author="eve", fork="eve/shop")
    one_job = _team(hub, tmp_path, WITHOUT_A_KEY.read_text("utf-8"), {"review": READER})
    ran = _run(hub, one_job, "pull_request", hub.event("pull_request", "opened", pull, sender="eve"))
    assert ran.results == {"review": "failure"}
    assert "SQL injection" in ran.summaries["review"]
    assert "shop/customers.py" in ran.log
    assert not pull.threads


def test_a_command_is_obeyed(hub: Simulator, shop: OpenedRepository, tmp_path: Path) -> None:
    pull = shop.pull()
    command = pull.comment("alice", "/review")
    three_jobs = _team(hub, tmp_path, WITH_A_KEY.read_text("utf-8"), permissions_in(REUSABLE))
    _run(hub, three_jobs, "issue_comment", hub.event("issue_comment", "created", pull, comment=command))
    _assert_reviewed(hub, pull)
    assert {reaction.content for reaction in command.reactions} == {"eyes", "rocket"}


def test_a_second_run_writes_nothing(hub: Simulator, shop: OpenedRepository, tmp_path: Path) -> None:
    pull = shop.pull()
    three_jobs = _team(hub, tmp_path, WITH_A_KEY.read_text("utf-8"), permissions_in(REUSABLE))
    event = hub.event("pull_request", "opened", pull)
    _run(hub, three_jobs, "pull_request", event)
    before = len(hub.writes)
    ran = _run(hub, three_jobs, "pull_request", event)
    assert set(ran.results) == {"request"}
    assert len(hub.writes) == before


def test_the_merge_queue_is_not_kept_waiting(hub: Simulator, shop: OpenedRepository, tmp_path: Path) -> None:
    event = hub.event("merge_group", "checks_requested", shop.pull())
    three_jobs = _team(hub, tmp_path, WITH_A_KEY.read_text("utf-8"), permissions_in(REUSABLE))
    _run(hub, three_jobs, "merge_group", event)
    (check,) = shop.record.checks
    assert check.conclusion == "success"
    assert check.head_sha in json.dumps(event["merge_group"])


def test_a_command_on_an_issue_is_answered_there(hub: Simulator, shop: OpenedRepository, tmp_path: Path) -> None:
    issue = shop.issue()
    event = hub.issue_event(shop, issue, shop.comment(issue, "alice", "/review"))
    three_jobs = _team(hub, tmp_path, WITH_A_KEY.read_text("utf-8"), permissions_in(REUSABLE))
    _run(hub, three_jobs, "issue_comment", event)
    assert "This is an issue, not a pull request" in issue.comments[-1].body
