"""Audits of the main branch as jobs: plan, look, publish, or all at once."""

import json

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedRepository
from support.command import Repository
from support.shop import BASE
from support.weekly import Weekly

from reviewbot.commands.action import Phase
from reviewbot.domain.coverage import FileState
from reviewbot.domain.report import Status
from reviewbot.errors import Place


def test_the_jobs_of_a_schedule_end_in_the_issue_code_scanning_a_page_and_a_summary(
    weekly: Weekly, shop: OpenedRepository
) -> None:
    left = weekly.audit()
    assert left.code == 0, left.error
    assert (left.outputs["status"], left.outputs["findings"]) == ("complete", "2")
    assert "issue 1, code scanning has the results" in left.log
    (scan,) = shop.record.scans
    assert {one["ruleId"] for one in scan.results} == {"sql-injection", "call-without-timeout"}
    assert (scan.ref, scan.errors) == ("refs/heads/main", [])
    for text in (weekly.issue.body, weekly.page, left.summary):
        assert "SQL injection" in text
    assert weekly.report.snapshot.sha == scan.commit_sha


def test_one_job_says_what_three_say_so_that_nothing_is_left_to_write(weekly: Weekly, hub: Simulator) -> None:
    weekly.audit()
    causes, written = weekly.report.causes, len(hub.writes)
    assert weekly.at_once(name="workflow_dispatch").code == 0
    assert weekly.report.causes == causes
    assert weekly.lasting(written) == []


def test_the_plan_divides_the_money_and_says_what_it_plans(weekly: Weekly) -> None:
    left = weekly.run(Phase.REQUEST, REVIEWBOT_SHARDS="2", REVIEWBOT_MAX_USD="0.5")
    rows = json.loads(left.outputs["matrix"])["include"]
    assert rows == [{"shard": "1/2", "max_usd": "0.250"}, {"shard": "2/2", "max_usd": "0.250"}]
    assert "is audited by 2 jobs." in left.log


def test_a_small_repository_is_planned_for_one_job(weekly: Weekly) -> None:
    weekly.shards = 1
    assert weekly.plan()[1] == ("1/1",)


def test_of_a_shard_that_left_no_report_nothing_is_clean_and_nothing_is_gone(weekly: Weekly) -> None:
    weekly.audit()
    before = {one.first.item for one in weekly.report.causes}
    request, shards = weekly.plan()
    lost = next(shard for shard in shards if "orders.py" in _looked_at(weekly, request, shard))
    weekly.folder.joinpath(f"{lost.replace('/', '-')}.json").unlink()
    left = weekly.publish(request)
    assert left.code == 0, left.error
    assert left.outputs["status"] == Status.PARTIAL
    states = {one.path: one for one in weekly.report.coverage.files}
    assert states["shop/orders.py"].state is FileState.FAILED
    assert states["shop/orders.py"].reason == f"shard {lost.replace('/', ' of ')} left no report"
    assert "0 gone" in left.log
    assert f"{len(before)} open" in left.log
    assert all(weekly.shop.record.alerts.values())


def _looked_at(weekly: Weekly, request: str, shard: str) -> str:
    weekly.look(request, shard)
    return weekly.folder.joinpath(f"{shard.replace('/', '-')}.json").read_text("utf-8")


@pytest.mark.parametrize("is_there", [False, True], ids=["no folder", "an empty folder"])
def test_no_report_at_all_publishes_nothing(weekly: Weekly, hub: Simulator, is_there: bool) -> None:
    request, _ = weekly.plan()
    if is_there:
        weekly.folder.mkdir(parents=True)
    left = weekly.publish(request)
    assert left.code == 3
    assert left.error is not None
    assert "left a report" in left.error.message
    assert not hub.writes


def test_a_report_of_another_commit_is_refused(weekly: Weekly, hub: Simulator) -> None:
    weekly.shards = 1
    request, (shard,) = weekly.plan()
    weekly.look(request, shard)
    weekly.commit({"shop/more.py": BASE})
    later, _ = weekly.plan()
    left = weekly.publish(later)
    assert left.code == 2
    assert left.error is not None
    assert "another commit" in left.error.message
    assert not hub.writes


def test_a_report_of_an_audit_that_was_divided_otherwise_is_refused(weekly: Weekly, hub: Simulator) -> None:
    request, shards = weekly.plan()
    weekly.look(request, shards[0])
    weekly.shards = 2
    left = weekly.publish(weekly.plan()[0])
    assert (left.code, hub.writes) == (2, ())


def test_the_planned_commit_is_audited_though_main_was_pushed_away(
    weekly: Weekly, shop: OpenedRepository, source: Repository
) -> None:
    weekly.shards = 1
    request, (shard,) = weekly.plan()
    source.git("reset", "--quiet", "--hard", "HEAD~1")
    weekly.commit({"shop.py": BASE + "\nVERSION = 2\n"})
    assert weekly.look(request, shard).code == 0
    left = weekly.publish(request)
    assert left.code == 0, left.error
    assert shop.record.scans[0].commit_sha == json.loads(request)["sha"]


def test_a_commit_that_is_gone_is_said_to_be(weekly: Weekly) -> None:
    request = json.dumps({"repository": "acme/shop", "branch": "main", "sha": "1" * 40, "shards": 1})
    for left in (weekly.look(request, "1/1"), weekly.publish(request)):
        assert left.code == 2
        assert left.error is not None
        assert "`1111111111`" in left.error.message


@pytest.mark.parametrize("phase", [Phase.REQUEST, Phase.ALL])
def test_a_branch_that_is_not_there_is_not_audited(
    weekly: Weekly, hub: Simulator, shop: OpenedRepository, phase: Phase
) -> None:
    shop.record.default_branch = "trunk"
    left = weekly.run(phase, GITHUB_REF="refs/heads/trunk")
    assert left.code == 0, left.error
    assert left.outputs == {"run": "false"}
    assert "`trunk` is not there, or nothing was pushed to it yet" in left.log
    assert not hub.writes


@pytest.mark.parametrize(("phase", "ref"), [(Phase.REQUEST, "refs/heads/change"), (Phase.ALL, "refs/tags/main")])
def test_another_branch_than_the_default_one_is_refused(weekly: Weekly, hub: Simulator, ref: str, phase: Phase) -> None:
    event = {**hub.repository_event("workflow_dispatch", weekly.shop), "ref": ref}
    left = weekly.runner.run("workflow_dispatch", event, phase)
    assert left.code == 2
    assert left.error is not None
    assert "`main`" in left.error.message
    assert not hub.writes


_REQUEST = {"repository": "acme/shop", "branch": "main", "sha": "1" * 40, "shards": 1}


@pytest.mark.parametrize(
    "request_",
    [
        "",
        "{}",
        "[" * 5_000,
        json.dumps(_REQUEST | {"sha": "--upload-pack=touch x"}),
        json.dumps(_REQUEST | {"repository": "acme/../other"}),
        json.dumps(_REQUEST | {"repository": "eve/shop"}),
        json.dumps(_REQUEST | {"branch": "--all"}),
        json.dumps(_REQUEST | {"shards": 257}),
    ],
    ids=["empty", "no key", "deep", "an option", "a climb", "another repository", "another option", "too many"],
)
def test_a_request_that_is_none_is_refused(weekly: Weekly, hub: Simulator, request_: str) -> None:
    assert weekly.run(Phase.REVIEW, request=request_).code == 2
    assert weekly.run(Phase.PUBLISH, request=request_).code == 2
    assert not hub.api_calls


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, '{"version": 1}', "reviewbot-sealed-1:eA=="], ids=["empty", "deep", "bare", "sealed"]
)
def test_a_file_that_is_no_report_is_refused_by_its_name(weekly: Weekly, hub: Simulator, text: str) -> None:
    weekly.shards = 1
    request, (shard,) = weekly.plan()
    weekly.look(request, shard)
    (weekly.folder / "9-9.json").write_text(text, "utf-8")
    left = weekly.publish(request)
    assert left.code == 2
    assert left.error is not None
    assert left.error.place == Place("9-9.json")
    assert not hub.writes


def test_a_job_that_looked_at_everything_needs_no_shard(weekly: Weekly) -> None:
    weekly.shards = 1
    request, _ = weekly.plan()
    weekly.look(request, "1/1", REVIEWBOT_SHARD="")
    left = weekly.publish(request)
    assert left.code == 0, left.error
    assert left.outputs["status"] == Status.COMPLETE


def test_a_push_meanwhile_does_not_bring_an_older_audit_back(weekly: Weekly) -> None:
    weekly.shards = 1
    request, (shard,) = weekly.plan()
    weekly.look(request, shard)
    weekly.commit({"shop/more.py": BASE})
    weekly.at_once()
    left = weekly.publish(request)
    assert left.code == 3
    assert left.error is not None
    assert "was audited already" in left.error.message
