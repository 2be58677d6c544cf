"""Commands in comments: who may give them, and what they get."""

from collections.abc import Callable

import httpx
import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import Thread
from support.command import Repository
from support.items import OWN_ITEM
from support.job import Left, Runner
from support.shop import BASE


def said(runner: Runner, hub: Simulator, pull: OpenedPull, login: str, body: str) -> Left:
    comment = pull.comment(login, body)
    return runner.run("issue_comment", hub.event("issue_comment", "created", pull, sender=login, comment=comment))


def reactions(pull: OpenedPull) -> list[str]:
    return [reaction.content for comment in pull.comments for reaction in comment.reactions]


def test_whoever_may_push_may_ask_for_a_review(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    left = said(runner, hub, pull, "bob", "Please look:\n\n/review\n")
    assert left.code == 0, left.log
    assert len(pull.threads) == 2
    assert sorted(reactions(pull)) == ["eyes", "rocket"]


def test_a_command_costs_three_calls_more(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    said(runner, hub, pull, "bob", "/review")
    assert len(hub.api_calls) == 10


def test_a_command_on_a_reviewed_head_reviews_again_and_says_nothing_twice(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    said(runner, hub, pull, "bob", "/review")
    said(runner, hub, pull, "bob", "/review full")
    assert len(pull.threads) == 2
    assert [comment.body.startswith("<!-- reviewbot:") for comment in pull.comments] == [False, True, False]


def test_a_stranger_costs_one_call_and_hears_nothing(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    left = said(runner, hub, pull, "mallory", "/review")
    assert (left.code, left.outputs) == (0, {"run": "false"})
    assert [call.path for call in hub.api_calls] == ["/repos/acme/shop/collaborators/mallory/permission"]
    assert len(pull.comments) == 1


@pytest.mark.parametrize(
    "body",
    ["Nice work", "```\n/review\n```", "> /review", "<!-- reviewbot:summary x -->\n/review"],
    ids=["talk", "code", "a quote", "a mark of ours"],
)
def test_what_is_no_command_costs_no_call(runner: Runner, hub: Simulator, pull: OpenedPull, body: str) -> None:
    said(runner, hub, pull, "bob", body)
    assert not hub.api_calls


def test_a_bot_that_the_team_does_not_name_gives_no_commands(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    hub.user("helper[bot]", "write")
    left = said(runner, hub, pull, "helper[bot]", "/review")
    assert (left.code, left.outputs) == (0, {"run": "false"})
    assert not hub.writes


def test_an_unknown_word_is_answered_with_the_nearest(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    left = said(runner, hub, pull, "bob", "/review ful")
    assert left.outputs == {"run": "false"}
    assert "Did you mean `/review full`?" in pull.comments[-1].body
    assert reactions(pull) == ["confused"]
    assert not pull.threads


def test_help_lists_the_commands(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    said(runner, hub, pull, "bob", "/review help")
    assert "`/review full`" in pull.comments[-1].body


def test_a_command_on_a_closed_pull_request_is_answered(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    pull.close()
    said(runner, hub, pull, "bob", "/review")
    assert "closed" in pull.comments[-1].body
    assert not pull.threads


@pytest.mark.parametrize(("login", "count"), [("bob", 2), ("mallory", 1)], ids=["writer", "stranger"])
def test_on_an_issue_only_who_may_command_is_answered(
    runner: Runner, hub: Simulator, shop: OpenedRepository, login: str, count: int
) -> None:
    issue = shop.issue()
    comment = shop.comment(issue, login, "/review")
    left = runner.run("issue_comment", hub.issue_event(shop, issue, comment))
    assert left.code == 0, left.log
    assert len(issue.comments) == count


def test_a_command_in_a_review_thread_is_obeyed(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    comment = pull.reply(pull.threads[0], "bob", "/review")
    event = hub.event("pull_request_review_comment", "created", pull, sender="bob", comment=comment)
    left = runner.run("pull_request_review_comment", event)
    assert left.code == 0, left.log
    assert [reaction.content for reaction in comment.reactions] == ["eyes", "rocket"]


def answered(runner: Runner, hub: Simulator, pull: OpenedPull, thread: Thread, body: str) -> Callable[[], Left]:
    comment = pull.reply(thread, "bob", body)
    event = hub.event("pull_request_review_comment", "created", pull, sender="bob", comment=comment)
    return lambda: runner.run("pull_request_review_comment", event)


def test_a_dismissal_is_answered_in_its_thread_and_the_check_is_concluded_anew_once(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    (critical,) = [thread for thread in pull.threads if "**Critical" in thread.comments[0].body]
    dismiss = answered(runner, hub, pull, critical, "/review dismiss the value is a constant")
    calls = len(hub.api_calls)
    for _ in range(2):
        left = dismiss()
        assert left.code == 0, left.log
    assert "Dismissed by bob" in critical.comments[-1].body
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "success"
    assert "1 dismissed by bob" in str(check.title)
    # Who may, what is shown, the reply, the check, the summary and the reaction; again the first two and the last.
    assert len(hub.api_calls) - calls == 6 + 3
    assert "Since this was written: no finding fails the check any more, 1 dismissed by bob." in pull.comments[0].body
    assert len(critical.comments) == 3


def test_without_a_key_a_dismissal_is_obeyed_at_the_next_push(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    (critical,) = [thread for thread in pull.threads if "**Critical" in thread.comments[0].body]
    pull.reply(critical, "mallory", "/review dismiss I do not like it")
    pull.reply(critical, "bob", "/review dismiss the value is a constant")
    source.commit({"README.md": "The shop, and more.\n"}, "Say more")
    pull.push()
    runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.conclusion, critical.comments[-1].body.count("Dismissed by bob")) == ("success", 1)
    assert len(critical.comments) == 4


def test_a_teams_own_item_is_explained_and_asked_for_by_its_name(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot/checklist/no-sum.md": OWN_ITEM}, "Ask our own question")
    shop.push("main")
    source.git("checkout", "--quiet", "-b", "own")
    source.commit({"shop.py": BASE + "\n\ndef more(numbers):\n    return sum(numbers)\n"}, "Sum more")
    shop.push("own")
    pull = shop.pull(head="own")
    left = said(runner, hub, pull, "bob", "/review no-sum")
    assert left.code == 0, left.log
    (thread,) = pull.threads
    left = answered(runner, hub, pull, thread, "/review explain")()
    assert left.code == 0, left.log
    assert "A sum here is always too slow." in thread.comments[-1].body


def test_a_part_leaves_the_verdict_of_the_whole(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    left = said(runner, hub, pull, "bob", "/review docs/**")
    assert left.code == 0, left.log
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["failure", "failure"]
    assert len(pull.threads) == 2


def test_while_paused_pushes_are_skipped_and_a_resume_reviews_them(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    said(runner, hub, pull, "bob", "/review pause")
    runner.run("pull_request", hub.event("pull_request", "synchronize", pull))
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.conclusion, check.title) == ("skipped", "Skipped: paused by bob: `/review resume` goes on")
    assert not pull.threads
    said(runner, hub, pull, "bob", "/review resume")
    assert len(pull.threads) == 2
    assert sum("reviewbot:pause" in comment.body for comment in pull.comments) == 1


def test_an_answer_that_github_lost_is_not_given_twice(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    hub.fault(Fault("POST", "/comments", status=502, is_after=True))
    left = said(runner, hub, pull, "bob", "/review help")
    assert left.code == 0, left.log
    assert len(pull.comments) == 2


def test_a_command_in_the_text_of_a_review_is_obeyed(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    token = hub.personal("bob")
    said = {"body": "Good, but:\n\n/review", "event": "COMMENT"}
    httpx.post(
        f"{hub.url}/api/v3/repos/acme/shop/pulls/1/reviews", json=said, headers={"Authorization": f"Bearer {token}"}
    ).raise_for_status()
    event = hub.event("pull_request_review", "submitted", pull, sender="bob", review=pull.reviews[0])
    left = runner.run("pull_request_review", event)
    assert left.code == 0, left.log
    assert len(pull.threads) == 2
    assert [reaction.content for reaction in pull.reviews[0].reactions] == ["eyes", "rocket"]


def test_a_command_of_a_deleted_user_is_not_obeyed(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    comment = pull.comment("carol", "/review")
    event = hub.event("issue_comment", "created", pull, sender="carol", comment=comment)
    hub.forget("carol")
    event["comment"] = {**event["comment"], "user": None}  # type: ignore[dict-item]
    left = runner.run("issue_comment", event)
    assert (left.code, left.outputs) == (0, {"run": "false"}), left.error
    assert not hub.api_calls
