"""A pull request from its opening to its repair, each event a job."""

from itertools import pairwise

import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.command import Repository
from support.job import Left, Runner
from support.shop import BASE, NO_TIMEOUT


def opened(runner: Runner, hub: Simulator, pull: OpenedPull) -> Left:
    return runner.run("pull_request", hub.event("pull_request", "opened", pull))


def test_a_pull_request_gets_comments_on_its_lines_one_summary_and_a_check(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    left = opened(runner, hub, pull)
    assert left.code == 0, left.log
    assert len(pull.reviews) == 1
    assert [(thread.path, thread.line) for thread in pull.threads] == [("shop.py", 16), ("shop.py", 21)]
    (summary,) = pull.comments
    assert "### reviewbot: 2 to fix, 1 fails the check" in summary.body
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.name, check.status, check.conclusion) == ("reviewbot", "completed", "failure")
    assert len(check.annotations) == 2
    assert {key: left.outputs[key] for key in ("conclusion", "findings", "posted")} == {
        "conclusion": "failure", "findings": "2", "posted": "2",
    }  # fmt: skip
    assert "SQL" in left.summary


def test_the_same_event_again_writes_nothing(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    opened(runner, hub, pull)
    written = len(hub.writes)
    again = opened(runner, hub, pull)
    assert again.outputs == {"run": "false"}
    assert len(hub.writes) == written


def test_the_calls_to_github_are_few(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    opened(runner, hub, pull)
    assert len(hub.api_calls) == 7
    opened(runner, hub, pull)
    assert len(hub.api_calls) == 8


def test_a_push_that_repairs_resolves_its_thread_and_keeps_the_other(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    opened(runner, hub, pull)
    source.commit({"shop.py": BASE + NO_TIMEOUT}, "Leave invoices out")
    before = pull.push()
    token = hub.token(permissions={"contents": "write", "pull_requests": "write", "checks": "write"})
    left = runner.run("pull_request", hub.event("pull_request", "synchronize", pull, before=before), token=token)
    assert left.code == 0, left.log
    assert [thread.is_resolved for thread in pull.threads] == [True, False]
    (summary,) = pull.comments
    assert "1 to fix" in summary.body
    assert "1 fixed, 0 new" in summary.body
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "success"


def test_without_the_permission_to_resolve_a_repaired_comment_is_folded(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    opened(runner, hub, pull)
    source.commit({"shop.py": BASE + NO_TIMEOUT}, "Leave invoices out")
    pull.push()
    runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    first, second = pull.threads
    assert (first.is_resolved, first.comments[0].minimized) == (False, "RESOLVED")
    assert "Fixed in" in first.comments[-1].body
    assert (second.is_resolved, second.comments[0].minimized) == (False, "")


def test_a_comment_that_somebody_answered_is_not_folded(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    opened(runner, hub, pull)
    pull.reply(pull.threads[0], "alice", "I will repair it")
    source.commit({"shop.py": BASE + NO_TIMEOUT}, "Leave invoices out")
    pull.push()
    runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    assert pull.threads[0].comments[0].minimized == ""


def test_a_push_that_only_moves_the_code_says_nothing_twice(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    opened(runner, hub, pull)
    text = (source.root / "shop.py").read_text()
    source.commit({"shop.py": '"""The shop."""\n\n' + text}, "Say what it is")
    pull.push()
    runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    assert len(pull.threads) == 2
    assert len(pull.comments) == 1


def test_a_clean_pull_request_gets_a_check_and_no_comment(runner: Runner, hub: Simulator, source: Repository) -> None:
    source.git("checkout", "--quiet", "-b", "clean", "main")
    source.commit({"shop.py": BASE + "\n\nVERSION = 2\n"}, "Say the version")
    pull = runner.repository.push("clean") and runner.repository.pull(head="clean")
    assert isinstance(pull, OpenedPull)
    left = opened(runner, hub, pull)
    assert left.code == 0, left.log
    assert (pull.comments, pull.reviews) == ((), ())
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "success"
    written = len(hub.writes)
    assert opened(runner, hub, pull).outputs == {"run": "false"}
    assert len(hub.writes) == written


@pytest.mark.parametrize("is_after", [False, True], ids=["before it was done", "after it was done"])
@pytest.mark.parametrize("path", ["/reviews", "/issues/1/comments", "/check-runs"], ids=["review", "summary", "check"])
def test_a_write_whose_answer_is_lost_is_done_once(
    runner: Runner, hub: Simulator, pull: OpenedPull, path: str, is_after: bool
) -> None:
    hub.fault(Fault("POST", path, kind="close", is_after=is_after))
    left = opened(runner, hub, pull)
    assert left.code == 0, left.log
    assert (len(pull.threads), len(pull.reviews), len(pull.comments)) == (2, 1, 1)
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["failure"]


def test_the_writes_come_in_an_order_that_can_be_taken_up_again(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    opened(runner, hub, pull)
    written = [call.path.rsplit("/", 1)[-1] for call in hub.writes]
    assert written[0] == "check-runs"
    assert all(first != second for first, second in pairwise(written))
    assert [call.method for call in hub.writes] == ["POST", "POST", "POST", "PATCH"]
