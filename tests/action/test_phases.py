"""The three phases as three jobs, and what is handed from one to the next."""

import json

import pytest
from simulator.call import Fault
from simulator.hub import READER, WRITER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.items import OWN_ITEM
from support.job import Runner
from support.shop import BASE

from reviewbot.commands.action import Phase


def requested(runner: Runner, hub: Simulator, pull: OpenedPull) -> str:
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), Phase.REQUEST)
    assert left.code == 0, left.log
    assert left.outputs["run"] == "true"
    return left.outputs["request"]


def test_three_jobs_do_what_one_does(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    review = runner.run("pull_request", event, Phase.REVIEW, token=hub.token(permissions=READER), request=request)
    assert (review.code, review.outputs["status"]) == (0, "complete")
    assert not pull.threads
    publish = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert publish.code == 0, publish.log
    assert (len(pull.threads), len(pull.comments)) == (2, 1)
    assert [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)] == ["failure"]
    # The bound of a paid review: two calls more than one job has, for the probe and for reading again.
    assert len(hub.api_calls) <= 10


def test_publishing_again_writes_nothing(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    runner.run("pull_request", event, Phase.PUBLISH, request=request)
    written = len(hub.writes)
    assert runner.run("pull_request", event, Phase.PUBLISH, request=request).code == 0
    assert len(hub.writes) == written


@pytest.mark.parametrize("missing", ["checks", "pull_requests"])
def test_a_permission_that_is_missing_is_named_before_anything_is_paid_for(
    runner: Runner, hub: Simulator, pull: OpenedPull, missing: str
) -> None:
    permissions = dict(WRITER) | {missing: "read", **({"issues": "read"} if missing == "pull_requests" else {})}
    token = hub.token(permissions=permissions)
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), Phase.REQUEST, token=token)
    assert left.code == 2
    assert left.outputs == {"run": "false"}
    assert left.error is not None
    assert f"`{missing.replace('_', '-')}: write`" in left.error.hint
    conclusions = [check.conclusion for check in hub.checks("acme/shop", pull.head_sha)]
    assert conclusions == ([] if missing == "checks" else ["failure"])


def test_a_push_meanwhile_makes_the_report_stale(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    before = pull.head_sha
    source.commit({"shop.py": BASE}, "Take it all back")
    pull.push()
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 0
    assert "is now" in left.log
    assert (pull.threads, pull.comments) == ((), ())
    (check,) = hub.checks("acme/shop", before)
    assert check.conclusion == "cancelled"


def test_a_pull_request_that_was_closed_meanwhile_is_left_alone(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    pull.merge()
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 0
    assert "is merged" in left.log
    assert not pull.threads


def test_a_pull_request_that_became_a_draft_meanwhile_is_left_alone(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    pull.record.is_draft = True
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 0, left.log
    assert not pull.threads
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.conclusion, "is a draft now" in str(check.title)) == ("skipped", True)


def test_no_report_is_a_failed_check(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    request = requested(runner, hub, pull)
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), Phase.PUBLISH, request=request)
    assert left.code == 2
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "failure"


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"tool": 7},
        {"run": {"id": "-->", "engine": "detectors", "scope": "full"}},
        {"change": {"pull": 9}},
        {"change": {"pull": None}},
    ],
    ids=["another version", "wrong type", "identity", "another pull request", "no pull request"],
)
def test_a_report_that_is_not_ours_is_refused_where_a_person_sees_it(
    runner: Runner, hub: Simulator, pull: OpenedPull, change: dict[str, object]
) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    report = json.loads(runner.report.read_text())
    for key, value in change.items():
        report[key] = {**report[key], **value} if isinstance(value, dict) else value
    runner.report.write_text(json.dumps(report))
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 2
    assert (pull.threads, pull.comments) == ((), ())
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "failure"


def test_a_finding_whose_identity_was_changed_is_refused(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    report = json.loads(runner.report.read_text())
    report["findings"][0]["fingerprint"] = "0 --><script>"
    runner.report.write_text(json.dumps(report))
    assert runner.run("pull_request", event, Phase.PUBLISH, request=request).code == 2
    assert not pull.threads


@pytest.mark.parametrize("request_text", ["", "{}", '{"pull": 7}', "x"])
def test_a_request_that_is_none_is_refused(runner: Runner, hub: Simulator, pull: OpenedPull, request_text: str) -> None:
    event = hub.event("pull_request", "opened", pull)
    assert runner.run("pull_request", event, Phase.REVIEW, request=request_text).code == 2
    assert not hub.api_calls


def test_a_configuration_that_cannot_be_obeyed_fails_the_check_and_says_where(
    runner: Runner, hub: Simulator, shop: OpenedRepository, pull: OpenedPull, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "version: 1\nfail_onn: low\n"}, "Misspell")
    shop.push("main")
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert left.code == 0
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "failure"
    assert "fail_on" in f"{check.summary}{check.text}"
    assert ".github/reviewbot.yml" in f"{check.summary}{check.text}"


@pytest.mark.parametrize(
    ("text", "words"), [("version: 1\n", "is valid"), ("version: 3\n", "invalid")], ids=["valid", "invalid"]
)
def test_a_change_of_the_configuration_is_told_whether_it_is_valid(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository, text: str, words: str
) -> None:
    source.commit({".github/reviewbot.yml": text}, "Configure")
    pull.push()
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert words in f"{check.summary}{check.text}" + pull.comments[0].body


@pytest.mark.parametrize("token", ["ghp_wrong", "expired"])
def test_a_token_that_is_wrong_or_expired_is_said_to_be(
    runner: Runner, hub: Simulator, pull: OpenedPull, token: str
) -> None:
    known = hub.expired() if token == "expired" else token  # noqa: S105
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull), token=known)
    assert left.code == 2
    assert left.error is not None
    assert "wrong, expired or revoked" in left.error.message
    assert not hub.writes


def test_a_head_that_was_pushed_away_before_the_review_is_cancelled_and_the_new_one_untouched(
    runner: Runner, hub: Simulator, pull: OpenedPull, source: Repository
) -> None:
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    before = pull.head_sha
    source.git("reset", "--quiet", "--hard", "main")
    source.commit({"shop.py": BASE + "\n\nVERSION = 2\n"}, "Begin anew")
    pull.push()
    assert runner.run("pull_request", event, Phase.REVIEW, request=request).code == 0
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 0, left.log
    assert [check.conclusion for check in hub.checks("acme/shop", before)] == ["cancelled"]
    assert hub.checks("acme/shop", pull.head_sha) == ()
    assert not pull.comments


def test_a_teams_own_item_has_its_page_in_three_jobs_too(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot/checklist/no-sum.md": OWN_ITEM}, "Ask our own question")
    shop.push("main")
    source.git("checkout", "--quiet", "-b", "own")
    source.commit({"shop.py": BASE + "\n\ndef more(numbers):\n    return sum(numbers)\n"}, "Sum more")
    shop.push("own")
    pull = shop.pull(head="own")
    event = hub.event("pull_request", "opened", pull)
    request = requested(runner, hub, pull)
    runner.run("pull_request", event, Phase.REVIEW, request=request)
    left = runner.run("pull_request", event, Phase.PUBLISH, request=request)
    assert left.code == 0, left.log
    (thread,) = pull.threads
    assert "A sum here is always too slow." in thread.comments[0].body
    assert "/.github/reviewbot/checklist/no-sum.md" in thread.comments[0].body


def test_an_outage_while_publishing_does_not_leave_the_check_in_progress(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    hub.fault(Fault("POST", "/reviews", status=502), times=3)
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert left.code == 3
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "failure"
    again = runner.run("pull_request", hub.event("pull_request", "reopened", pull))
    assert again.code == 0, again.log
    assert len(pull.threads) == 2
