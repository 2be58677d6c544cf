"""A fork whose change attacks whoever reviews it, under the workflow of three jobs that a team uses."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from simulator.call import Call
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.act import Ran, team
from support.github import simulated
from support.hostile import BRANCH, FAULTY, TITLE, Hostile, hostile
from support.workflow import WITH_A_KEY, tool

from reviewbot.domain.coverage import FileState
from reviewbot.domain.report import Report
from reviewbot.output.report_file import loaded

pytestmark = [pytest.mark.slow, pytest.mark.node]

MARK = "the-secret-of-this-runner"
KEY = "sk-ant-api03-of-ours-0123456789abcdefghij"


@dataclass(frozen=True, slots=True)
class Attacked:
    """What became of the fork's event: first under `pull_request`, then under `pull_request_target`."""

    made: Hostile
    hub: Simulator
    pull: OpenedPull
    first: Ran
    first_calls: tuple[Call, ...]
    second: Ran
    report: Report

    @property
    def said(self) -> str:
        """Join all that anybody can read afterwards."""
        shown = (repr(self.pull.repository), repr(self.report), *self.second.printed.values())
        return "".join((*shown, *self.second.summaries.values()))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Let a stranger open the pull request, and a runner that has secrets and every driver of git take it."""
    folder = tmp_path_factory.mktemp("attacked")
    with simulated(folder / "github") as hub:
        made = hostile(folder / "made", f"{hub.url}/listening")
        shop = hub.repository("acme/shop", made.source.root)
        hub.user("mallory", "read")
        pull = shop.pull(head=BRANCH, author="mallory", fork="mallory/shop", title=TITLE, body=TITLE)
        machine = {"SECRET_OF_THE_RUNNER": MARK, "GIT_CONFIG_GLOBAL": str(made.configuration)}
        secrets = {"GITHUB_TOKEN": hub.token(), "ANTHROPIC_API_KEY": KEY}
        place = made.canaries.parent / "act"
        place.mkdir()
        jobs = team(place, WITH_A_KEY.read_text("utf-8"), Path(tool("reviewbot")))

        def happens(event: str) -> Ran:
            payload = hub.event(event, "opened", pull, sender="mallory")
            return jobs.run(event, payload, environment=hub.environment() | machine, secrets=secrets)

        first, calls = happens("pull_request"), hub.calls
        second = happens("pull_request_target")
        (report,) = (place / "kept").rglob("*.json")
        yield Attacked(made, hub, pull, first, calls, second, loaded(report.read_text("utf-8"), "the report"))


def test_under_pull_request_no_job_starts(attacked: Attacked) -> None:
    assert attacked.first.results == {}
    assert attacked.first_calls == ()


def test_under_pull_request_target_the_review_comes_out(attacked: Attacked) -> None:
    assert attacked.second.results == {"request": "success", "review": "success", "publish": "success"}
    (check,) = attacked.hub.checks("acme/shop", attacked.pull.head_sha)
    assert (check.status, check.conclusion) == ("completed", "failure")
    (thread,) = (one for one in attacked.pull.threads if one.path == FAULTY)
    assert thread.line == 16
    assert "SQL injection" in thread.comments[0].body


def test_every_file_is_reviewed_or_left_out_with_its_reason(attacked: Attacked) -> None:
    files = attacked.report.coverage.files
    assert {one.path for one in files} == attacked.made.paths
    left_out = {one.reason for one in files if one.state is not FileState.REVIEWED}
    assert left_out == {"symbolic link", "submodule", "empty", "binary or too large"}
    assert not [one.path for one in files if one.state is FileState.FAILED]


def test_nothing_of_the_change_ran(attacked: Attacked) -> None:
    assert attacked.made.sprung() == []


def test_nothing_of_the_runner_is_said(attacked: Attacked) -> None:
    lines = Path("/etc/passwd").read_text("utf-8").splitlines()
    values = [MARK, KEY, os.environ["PATH"], *lines[:3]]
    assert not [value for value in values if value in attacked.said]
    assert "SQL injection" in attacked.said


def test_nothing_that_the_change_names_is_asked_for(attacked: Attacked) -> None:
    asked = [call.path for call in attacked.hub.calls]
    assert {path.partition(".git/")[0] for path in asked if ".git/" in path} == {"/acme/shop"}
    assert not [path for path in asked if "listening" in path]


def test_the_settings_of_the_change_decide_nothing_and_it_is_told_so(attacked: Attacked) -> None:
    assert [note for note in attacked.report.notes if note.startswith("This change ")]
    assert attacked.report.gate
    assert attacked.report.gate.fails
