"""Changes that come from forks, with the tokens that GitHub gives for them."""

import pytest
from simulator.hub import READER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.job import Runner
from support.shop import BASE, INJECTION

SUPPRESSED = INJECTION.replace(
    "    cursor.execute", "    # reviewbot: ignore[sql-injection] it is fine\n    cursor.execute"
)


@pytest.mark.parametrize(
    ("author", "conclusion"),
    [("mallory", "failure"), ("alice", "success")],
    ids=["a stranger", "somebody who may write"],
)
def test_a_no_in_a_forks_source_counts_only_from_whoever_may_write(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository, author: str, conclusion: str
) -> None:
    source.git("checkout", "--quiet", "-b", "quiet", "main")
    source.commit({"shop.py": BASE + SUPPRESSED}, "Add invoices, quietly")
    pull = shop.pull(head="quiet", author=author, fork=f"{author}/shop")
    left = runner.run("pull_request_target", hub.event("pull_request_target", "opened", pull))
    assert left.code == 0, left.log
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == [conclusion]


def fork(shop: OpenedRepository) -> OpenedPull:
    return shop.pull(head="change", author="mallory", fork="mallory/shop")


def test_under_pull_request_target_a_fork_is_reviewed_like_any_other(
    runner: Runner, hub: Simulator, shop: OpenedRepository
) -> None:
    pull = fork(shop)
    left = runner.run("pull_request_target", hub.event("pull_request_target", "opened", pull))
    assert left.code == 0, left.log
    assert (len(pull.threads), len(pull.comments)) == (2, 1)


def test_under_pull_request_a_forks_findings_are_in_the_log(
    runner: Runner, hub: Simulator, shop: OpenedRepository
) -> None:
    pull = fork(shop)
    token = hub.token(permissions=READER)
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), token=token)
    assert left.code == 1
    assert "::error file=shop.py,line=16" in left.log
    assert not pull.comments


def test_what_was_written_in_a_forks_thread_is_obeyed_by_the_next_run(
    runner: Runner, hub: Simulator, shop: OpenedRepository
) -> None:
    pull = fork(shop)
    runner.run("pull_request_target", hub.event("pull_request_target", "opened", pull))
    for login in ("mallory", "bob"):
        for thread in pull.threads:
            pull.reply(thread, login, "/review dismiss the value is a constant")
    left = runner.run("pull_request_target", hub.event("pull_request_target", "reopened", pull))
    assert left.code == 0, left.log
    assert ["Dismissed by bob" in thread.comments[-1].body for thread in pull.threads] == [True, True]
    assert [len(thread.comments) for thread in pull.threads] == [4, 4]
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["success"]


def test_a_fork_that_was_deleted_is_reviewed_all_the_same(
    runner: Runner, hub: Simulator, shop: OpenedRepository
) -> None:
    pull = fork(shop)
    pull.delete_fork()
    left = runner.run("pull_request_target", hub.event("pull_request_target", "reopened", pull))
    assert left.code == 0, left.log
    assert len(pull.threads) == 2


def test_a_pull_request_of_a_deleted_user_is_reviewed(runner: Runner, hub: Simulator, shop: OpenedRepository) -> None:
    pull = fork(shop)
    hub.forget("mallory")
    event = hub.event("pull_request_target", "opened", pull)
    left = runner.run("pull_request_target", event)
    assert left.code == 0, left.log
    assert len(pull.threads) == 2
