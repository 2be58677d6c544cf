"""What is ours on a pull request, and what only looks like it."""

from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.command import Repository
from support.job import Runner


def synchronized(runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository) -> None:
    source.commit({"README.md": "The shop, again.\n"}, "Say it again")
    pull.push()
    left = runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    assert left.code == 0, left.log


def test_a_mark_in_somebody_elses_comment_is_not_believed(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    ours = pull.comments[0].body
    pull.comments[0].body = "removed"
    pull.comment("mallory", ours)
    synchronized(runner, hub, pull, source)
    assert [comment.author.login for comment in pull.comments if comment.author] == [
        "github-actions[bot]", "mallory", "github-actions[bot]",
    ]  # fmt: skip
    assert pull.comments[1].body == ours


def test_a_summary_that_a_person_edited_stays_the_one_summary(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    (summary,) = pull.comments
    summary.body += "\nEdited by a person."
    summary.editor = hub.user("bob")
    synchronized(runner, hub, pull, source)
    assert len(pull.comments) == 1
    assert "Edited by a person" not in pull.comments[0].body


def test_a_check_of_the_same_name_without_our_state_does_not_count_as_a_review(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    check = hub.checks("acme/shop", pull.head_sha)[0]
    check.external_id = "1 complete"
    left = runner.run("pull_request", hub.event("pull_request", "reopened", pull))
    assert left.outputs.get("run") != "false"
    assert len(pull.threads) == 2


def test_a_review_of_the_same_commit_for_another_pull_request_does_not_count(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    source.git("branch", "same-commit", "change")
    runner.repository.push("same-commit")
    other = runner.repository.pull(head="same-commit")
    left = runner.run("pull_request", hub.event("pull_request", "opened", other))
    assert left.code == 0, left.log
    assert (other.head_sha, len(other.threads)) == (pull.head_sha, 2)


def test_a_summary_below_a_hundred_comments_is_found(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    for number in range(120):
        pull.comment("alice", f"Remark {number}")
    synchronized(runner, hub, pull, source)
    assert sum(1 for comment in pull.comments if comment.body.startswith("<!-- reviewbot:")) == 1
