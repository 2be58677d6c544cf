"""Events: official examples about our own pull requests."""

import json

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Client


@pytest.mark.parametrize("name", ["pull_request", "pull_request_target"], ids=str)
@pytest.mark.parametrize(
    "action",
    ["opened", "synchronize", "reopened", "closed", "labeled", "ready_for_review", "converted_to_draft"],
    ids=str,
)
def test_a_pull_request_event_is_about_ours(pull: OpenedPull, hub: Simulator, name: str, action: str) -> None:
    event = json.loads(json.dumps(hub.event(name, action, pull, sender="bela", label="skip-review", before="1" * 40)))
    assert (event["action"], event["number"], event["repository"]["full_name"]) == (action, 1, "acme/shop")
    found = event["pull_request"]
    assert (found["head"]["sha"], found["base"]["sha"], found["user"]["login"]) == (
        pull.head_sha,
        pull.base_sha,
        "alice",
    )
    assert event["sender"]["login"] == "bela"
    assert ("before" in event, "label" in event) == (action == "synchronize", action == "labeled")


def test_a_push_tells_both_heads(pull: OpenedPull, hub: Simulator, source: Repository) -> None:
    source.commit({"new.py": "x = 1\n"})
    before = pull.push()
    event = hub.event("pull_request", "synchronize", pull, before=before)
    assert (event["before"], event["after"]) == (before, pull.head_sha)


def test_a_fork_is_told_by_the_heads_repository(shop: OpenedRepository, hub: Simulator) -> None:
    event = json.loads(json.dumps(hub.event("pull_request", "opened", shop.pull(head="change", fork="mallory/shop"))))
    head = event["pull_request"]["head"]["repo"]
    assert (head["fork"], head["full_name"]) == (True, "mallory/shop")


def test_a_comment_below_a_pull_request_has_no_head(pull: OpenedPull, hub: Simulator) -> None:
    comment = pull.comment("carol", "/review")
    event = json.loads(json.dumps(hub.event("issue_comment", "created", pull, sender="carol", comment=comment)))
    assert (event["comment"]["body"], event["comment"]["user"]["login"]) == ("/review", "carol")
    assert (event["issue"]["number"], "pull_request" in event["issue"], "pull_request" in event) == (1, True, False)


def test_a_comment_on_a_plain_issue_says_so_by_what_it_lacks(shop: OpenedRepository, hub: Simulator) -> None:
    issue = shop.issue()
    event = json.loads(json.dumps(hub.issue_event(shop, issue, shop.comment(issue, "carol", "/review"))))
    assert (event["issue"]["number"], "pull_request" in event["issue"]) == (1, False)
    assert event["sender"]["login"] == "carol"


def test_reviews_and_comments_on_lines_have_events(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    review = {"event": "COMMENT", "body": "/review", "comments": [{"path": "new.py", "line": 1, "body": "Why?"}]}
    client().post("/pulls/1/reviews", json=review)
    submitted = json.loads(json.dumps(hub.event("pull_request_review", "submitted", pull, review=pull.reviews[0])))
    assert (submitted["review"]["state"], submitted["review"]["body"]) == ("commented", "/review")
    comment = pull.threads[0].comments[0]
    created = json.loads(json.dumps(hub.event("pull_request_review_comment", "created", pull, comment=comment)))
    assert (created["comment"]["path"], created["pull_request"]["number"]) == ("new.py", 1)


def test_a_merge_queue_asks_for_a_commit(pull: OpenedPull, hub: Simulator) -> None:
    event = json.loads(json.dumps(hub.event("merge_group", "checks_requested", pull)))
    assert event["merge_group"]["head_sha"] == pull.record.merge_sha
    assert event["merge_group"]["base_ref"] == "refs/heads/main"


@pytest.mark.parametrize("name", ["schedule", "workflow_dispatch"], ids=str)
def test_the_clock_and_a_person_ask_for_the_default_branch(shop: OpenedRepository, hub: Simulator, name: str) -> None:
    event = json.loads(json.dumps(hub.repository_event(name, shop)))
    assert event["repository"]["default_branch"] == "main"


def test_nothing_of_the_example_is_left(pull: OpenedPull, hub: Simulator) -> None:
    text = json.dumps(hub.event("issue_comment", "created", pull, comment=pull.comment("carol", "Hello.")))
    for word in ("Codertocat", "Hello-World", "octo-org", "https://api.github.com", "installation"):
        assert word not in text


def test_an_action_that_github_does_not_have_is_an_error(pull: OpenedPull, hub: Simulator) -> None:
    with pytest.raises(LookupError, match="no example of pull_request exploded"):
        hub.event("pull_request", "exploded", pull)
