"""The commands that speak with GitHub, as a person runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository, Run

from reviewbot.output.report_file import loaded

Login = Callable[[str], None]


@pytest.fixture
def here(hub: Simulator, monkeypatch: pytest.MonkeyPatch) -> Login:
    """Set the environment to this GitHub; a token is given by the test."""
    for name, value in hub.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GH_TOKEN", raising=False)
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    return lambda token: monkeypatch.setenv("GITHUB_TOKEN", token)


def test_a_pull_request_is_reviewed_and_nothing_written(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run
) -> None:
    ran = reviewbot("review", "--pull", "acme/shop#1", "--format", "json")
    assert ran.code == 0, ran.err
    assert [(item, line) for item, _, line in ran.found] == [("sql-injection", 16), ("call-without-timeout", 21)]
    assert (ran.report.change.repository, ran.report.change.pull) == ("acme/shop", 1)
    assert not hub.writes


@pytest.mark.usefixtures("here")
def test_a_change_that_edits_a_template_is_told_whether_it_is_valid(
    pull: OpenedPull, source: Repository, reviewbot: Run
) -> None:
    source.git("checkout", "--quiet", "change")
    source.commit({".github/reviewbot/templates/comment.md.j2": "\n{{ titel }}"}, "Say it our way")
    pull.push()
    ran = reviewbot("review", "--pull", "acme/shop#1", "--format", "json")
    assert ran.code == 0, ran.err
    (note,) = (one for one in ran.report.notes if one.startswith("This change makes the configuration invalid: "))
    assert ".github/reviewbot/templates/comment.md.j2:2: There is no value `titel`. Did you mean `title`?" in note


def test_a_merged_pull_request_can_be_read_but_not_published(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path
) -> None:
    pull.merge()
    report = tmp_path / "report.json"
    ran = reviewbot("review", "--pull", "acme/shop#1", "-o", report)
    assert ran.code == 0, ran.err
    assert len(loaded(report.read_text(), "report").findings) == 2
    here(hub.token())
    published = reviewbot("publish", report)
    assert published.code == 2
    assert "is merged" in published.err
    assert not hub.writes


def test_a_report_is_published_and_published_again_without_a_write(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    reviewbot("review", "--pull", "acme/shop#1", "-o", report)
    here(hub.token())
    first = reviewbot("publish", report)
    assert first.code == 0, first.err
    assert len(pull.threads) == 2
    written = len(hub.writes)
    again = reviewbot("publish", report)
    assert (again.code, len(hub.writes)) == (0, written)


def test_a_rehearsal_says_what_would_be_written(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    reviewbot("review", "--pull", "acme/shop#1", "-o", report)
    here(hub.token())
    ran = reviewbot("publish", report, "--dry-run")
    assert ran.code == 0, ran.err
    assert "== post a review with 2 comments" in ran.out
    assert "conclude it as failure" in ran.out
    assert not hub.writes


def test_a_token_that_may_not_write_is_told_which_line_to_add(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    reviewbot("review", "--pull", "acme/shop#1", "-o", report)
    here(hub.token(permissions={"metadata": "read", "pull_requests": "read", "checks": "write"}))
    ran = reviewbot("publish", report)
    assert ran.code == 2
    assert "`pull-requests: write`" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("review", "--pull", "acme/shop"), "names no pull request"),
        (("review", "--pull", "acme/shop#99"), "nothing of that name"),
        (("review", "--pull", "acme/shop#1", "--base", "main"), "brings its own base"),
        (("publish", "missing.json"), "cannot be read"),
        (("try", "acme"), "names no repository"),
    ],
    ids=["no number", "not there", "a base", "no report", "no repository"],
)
def test_what_cannot_be_done_is_one_sentence_and_a_hint(
    pull: OpenedPull, here: Login, reviewbot: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = reviewbot(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.strip().splitlines()) == 2


def test_publishing_needs_a_token(pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    reviewbot("review", "--pull", "acme/shop#1", "-o", report)
    ran = reviewbot("publish", report)
    assert ran.code == 2
    assert "GITHUB_TOKEN" in ran.err


def test_a_report_of_a_local_change_is_not_published(
    hub: Simulator, here: Login, reviewbot: Run, repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"a.py": "one = 1\n"})
    repository.write({"a.py": "one = 2\n"})
    report = tmp_path / "report.json"
    reviewbot("review", "--repo", repository.root, "--base", "HEAD", "-o", report)
    here(hub.token())
    ran = reviewbot("publish", report)
    assert ran.code == 2
    assert "not about a pull request" in ran.err


@pytest.mark.parametrize("address", ["github.com", "ftp://example.org", "https://me:secret@example.org"])
def test_an_address_that_is_none_is_refused(
    hub: Simulator, here: Login, reviewbot: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("GITHUB_API_URL", address)
    ran = reviewbot("review", "--pull", "acme/shop#1")
    assert ran.code == 2
    assert "GITHUB_API_URL" in ran.err
    assert "secret" not in ran.err


def test_the_action_outside_of_a_job_says_what_to_use_instead(
    hub: Simulator, here: Login, reviewbot: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_EVENT_NAME", raising=False)
    ran = reviewbot("action")
    assert ran.code == 2
    assert "reviewbot review --pull" in ran.err


def test_the_action_runs_in_a_job(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "event.json").write_text(json.dumps(hub.event("pull_request", "opened", pull)))
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/shop")
    monkeypatch.setenv("REVIEWBOT_REPORT", str(tmp_path / "report.json"))
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    here(hub.token())
    ran = reviewbot("action")
    assert ran.code == 0, ran.err
    assert len(pull.threads) == 2


def test_merged_pull_requests_are_tried_and_nothing_is_written(
    hub: Simulator, shop: OpenedRepository, pull: OpenedPull, here: Login, reviewbot: Run, tmp_path: Path
) -> None:
    pull.merge()
    page = tmp_path / "try.html"
    ran = reviewbot("try", "acme/shop", "--last", "5", "-o", page)
    assert ran.code == 0, ran.err
    assert "2 comments on 1 pull request." in ran.err
    assert "acme/shop#1" in page.read_text()
    assert not hub.writes
    assert len(hub.api_calls) == 2


def test_a_repository_without_merged_pull_requests_has_nothing_to_try(
    hub: Simulator, pull: OpenedPull, here: Login, reviewbot: Run
) -> None:
    ran = reviewbot("try", "acme/shop")
    assert ran.code == 2
    assert "no merged pull request" in ran.err


def test_without_a_token_known_vulnerabilities_are_not_looked_up_and_that_is_said(
    hub: Simulator, shop: OpenedRepository, source: Repository, here: Login, reviewbot: Run
) -> None:
    source.commit({"requirements.txt": "django==5.1.2\n"}, "Pin")
    shop.push("change")
    shop.pull(head="change")
    ran = reviewbot("review", "--pull", "acme/shop#1", "--format", "json")
    assert any("not looked up: there is no token for GitHub." in one for one in ran.report.notes)
    assert not [call for call in hub.api_calls if "/dependency-graph/" in call.path]
