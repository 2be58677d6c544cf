"""What is not reviewed, and how the check says so."""

import pytest
from simulator.call import Fault
from simulator.hub import READER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.job import Runner

from reviewbot.commands.action import Phase


def test_a_draft_is_skipped_and_its_check_concluded(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = shop.pull(head="change", draft=True)
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert (left.code, left.outputs) == (0, {"run": "false"})
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "skipped"
    assert "draft" in f"{check.title}{check.summary}"


def test_the_label_skips(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = shop.pull(head="change", labels=["skip-review"])
    runner.run("pull_request", hub.event("pull_request", "labeled", pull, label="skip-review"))
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "skipped"
    assert not pull.comments


def test_the_other_label_has_a_draft_reviewed(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = shop.pull(head="change", draft=True, labels=["review"])
    left = runner.run("pull_request", hub.event("pull_request", "labeled", pull, label="review"))
    assert left.code == 0, left.log
    assert len(pull.threads) == 2


def test_a_skip_is_concluded_once(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = shop.pull(head="change", draft=True)
    for action in ("opened", "reopened"):
        runner.run("pull_request", hub.event("pull_request", action, pull))
    assert len(hub.writes) == 1


def test_without_the_label_it_is_reviewed_after_all(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = shop.pull(head="change", labels=["skip-review"])
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    pull.record.labels.clear()
    runner.run("pull_request", hub.event("pull_request", "unlabeled", pull, label="skip-review"))
    assert len(pull.threads) == 2


@pytest.mark.parametrize("action", ["closed", "synchronize"])
def test_a_closed_pull_request_is_not_reviewed(runner: Runner, hub: Simulator, pull: OpenedPull, action: str) -> None:
    pull.close()
    left = runner.run("pull_request", hub.event("pull_request", action, pull))
    assert left.code == 0
    assert not pull.comments
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["skipped"]


def test_a_change_of_files_that_the_team_leaves_out_is_skipped(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "version: 1\npaths: {exclude: [legacy/]}\n"}, "Leave legacy out")
    shop.push("main")
    source.git("checkout", "--quiet", "-b", "old")
    source.commit({"legacy/a.py": "import os\n"}, "Touch legacy")
    shop.push("old")
    pull = shop.pull(head="old")
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "skipped"
    assert "left out by design" in str(check.title)
    written = len(hub.writes)
    runner.run("pull_request", hub.event("pull_request", "reopened", pull))
    assert len(hub.writes) == written


def test_an_event_that_changes_nothing_asks_github_nothing(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    runner.run("pull_request", hub.event("pull_request", "assigned", pull))
    assert not hub.api_calls


def test_a_merge_queue_gets_its_check_at_once(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    event = hub.event("merge_group", "checks_requested", pull)
    left = runner.run("merge_group", event)
    assert left.code == 0, left.log
    assert [call.path for call in hub.api_calls] == ["/graphql", "/repos/acme/shop/check-runs"]
    assert conclusions(pull) == ["success"]


def conclusions(pull: OpenedPull) -> list[str | None]:
    return [check.conclusion for check in pull.repository.checks if check.name == "reviewbot"]


def test_where_the_team_wants_a_merge_queue_is_read_by_the_detectors(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "merge_group: check\n"}, "Read what the queue makes")
    shop.push("main")
    pull = shop.pull(head="change")
    event = hub.event("merge_group", "checks_requested", pull)
    left = runner.run("merge_group", event, Phase.REQUEST)
    assert (left.code, left.outputs) == (0, {"run": "false"}), left.log
    assert conclusions(pull) == ["failure"]
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    for thread in pull.threads:
        pull.resolve(thread, "bob")
    runner.run("merge_group", event)
    assert conclusions(pull)[-1] == "success"
    assert not pull.comments[1:]


def test_a_merge_queue_whose_commit_cannot_be_read_gets_a_failure(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "merge_group: check\n"}, "Read what the queue makes")
    shop.push("main")
    pull = shop.pull(head="change")
    event = hub.event("merge_group", "checks_requested", pull)
    hub.fault(Fault("GET", "/compare/", status=404), times=9)
    assert runner.run("merge_group", event).code != 0
    assert conclusions(pull) == ["failure"]


def test_a_token_that_may_only_read_leaves_the_findings_in_the_log(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), token=hub.token(permissions=READER))
    assert left.code == 1
    assert "::error file=shop.py,line=16" in left.log
    assert "`checks: write`" in left.log
    assert "`pull-requests: write`" in left.log
    assert "SQL" in left.summary
    assert (pull.comments, pull.threads, hub.checks("acme/shop", pull.head_sha)) == ((), (), ())


def test_a_merge_queue_is_not_left_waiting_in_silence(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    event = hub.event("merge_group", "checks_requested", pull)
    left = runner.run("merge_group", event, token=hub.token(permissions=READER))
    assert left.code == 2
    assert left.error is not None
    assert "`checks: write`" in left.error.message


def test_a_locked_conversation_is_said_in_githubs_words(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    pull.lock()
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert left.code == 0
    assert "locked" in left.log
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["failure"]
