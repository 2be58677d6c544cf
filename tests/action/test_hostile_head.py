"""A change that attacks, before the other ways to look at one: a job that only reads, the command line, the agent."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from anthropic_simulator.answer import Answer, Call, say_json, use
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import running
from simulator.hub import READER, Simulator
from support.hostile import BRANCH, FAULTY, LINK, TITLE, Hostile, hostile, lay_out
from support.job import Runner
from support.workflow import tool

from reviewbot.domain.coverage import FileState
from reviewbot.domain.report import Report
from reviewbot.output.report_file import loaded

MARK = "the-secret-of-this-machine"
ASK = re.compile(r"^Ask: (.*)$", re.MULTILINE)
LEADING = ("::error ", "::warning ", "::notice ")
UNREADABLE = {"git~1/config", ".g\u200cit/config", "encoded.py"}
"""What git itself refuses to take from a working tree, by system."""

RUNNERS: Mapping[str, tuple[str, ...]] = {
    "0": ("find", "names", "-type", "f", "-exec", "sh", "-c", 'eval "echo $1"', "sh", "{}", ";"),
    "conftest.py": ("python3", "-c", "import conftest"),
    "configure": ("./configure",),
    "Makefile": ("make",),
    "git-driver": ("git", "add", FAULTY),
}
"""What runs something of a change, by the canary that it leaves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an agent looked up and was sent, and the report of the review."""

    report: Report
    look_ups: Sequence[Call]
    requests: Sequence[Request]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile(tmp_path_factory.mktemp("hostile"), "http://127.0.0.1:9/listening")


def _machine(made: Hostile, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(made.canaries.parent), "SECRET": MARK, **more}


def _report(made: Hostile, *arguments: str, **more: str) -> Report:
    command = (tool("reviewbot"), "review", "--base", "main", "--config-from", "main", "--format", "json")
    done = subprocess.run(
        (*command, *arguments),
        cwd=made.source.root,
        env=_machine(made, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 3}, done.stderr
    assert _outside(done.stdout + done.stderr) == []
    return loaded(done.stdout, "standard output")


def _outside(text: str) -> list[str]:
    """List what a text shows of this machine."""
    passwords = Path("/etc/passwd").read_text("utf-8").splitlines()
    return [value for value in (MARK, *passwords[:3]) if value in text]


def _found(report: Report) -> set[tuple[str, int]]:
    return {(one.path, one.line) for one in report.findings if one.item == "sql-injection"}


def test_whoever_runs_something_of_the_change_is_noticed(tmp_path: Path) -> None:
    trap = hostile(tmp_path, "")
    lay_out(trap)
    for command in RUNNERS.values():
        machine = _machine(trap, GIT_CONFIG_GLOBAL=str(trap.configuration))
        subprocess.run(command, cwd=trap.source.root, env=machine, capture_output=True, check=False, timeout=60)
    assert RUNNERS.keys() <= set(trap.sprung())


def test_a_job_that_only_reads_says_nothing_that_a_name_commands(
    hub: Simulator, made: Hostile, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # So large that contents are fetched as they are needed.
    shop = hub.repository("acme/shop", made.source.root, kilobytes=600_000)
    pull = shop.pull(head=BRANCH, author="mallory", fork="mallory/shop", title=TITLE, body=TITLE)
    runner = Runner(hub, shop, tmp_path / "jobs", capfd)
    event = hub.event("pull_request", "opened", pull, sender="mallory")
    left = runner.run("pull_request", event, token=hub.token(permissions=READER))
    assert left.code == 1
    assert f"::error file={FAULTY},line=16" in left.log
    commands = [line for line in re.split(r"[\r\n]", left.log) if line.startswith("::")]
    assert not [line for line in commands if not line.startswith(LEADING) or "all is well" in line.partition("::")[2]]
    assert {one.path for one in loaded(runner.report.read_text("utf-8"), "").coverage.files} == made.paths
    assert (made.sprung(), _outside(left.log + left.summary)) == ([], [])


def test_a_working_tree_is_read_without_running_anything(made: Hostile) -> None:
    laid_out = lay_out(made)
    report = _report(made)
    files = report.coverage.files
    assert {one.path for one in files} == laid_out
    assert {one.path for one in files if one.state is FileState.FAILED} <= UNREADABLE
    assert (FAULTY, 16) in _found(report)
    assert made.sprung() == []


def _look_ups(made: Hostile) -> Iterator[Call]:
    """Ask for every link, for what it leads to, and by words that mean something to a shell or to git."""
    links = [path.decode() for path, (mode, _) in made.files.items() if mode == LINK]
    leading = {data.decode() for mode, data in made.files.values() if mode == LINK}
    for path in (*links, *leading, "links/above/etc/passwd", "../outside.py", ".git/config"):
        yield Call("read_lines", {"path": path, "side": "RIGHT", "first": 0, "last": 0})
    for under in ("links", "links/above", "/etc", "/proc/self"):
        yield Call("search", {"text": "root:|SECRET", "is_expression": True, "under": under})
        yield Call("list_files", {"under": under})
    for name in ("$(touch canary-of-a-look-up)", "--open-files-in-pager=touch canary-of-a-look-up"):
        yield Call("find_definition", {"name": name})
        yield Call("search", {"text": name, "is_expression": False, "under": name})


def _nothing(request: Request) -> Answer:
    """Examine all that is asked, and find nothing."""
    asked = {item for line in ASK.findall(request.text) for item in line.split(", ")}
    return say_json({"examined": sorted(asked), "candidates": []})


@pytest.fixture(scope="module")
def asked(made: Hostile) -> Asked:
    """Let an agent that asks for everything at its first turn read the two commits."""
    look_ups = tuple(_look_ups(made))

    def curious(request: Request) -> Answer:
        return use(*look_ups) if request.number == 1 else _nothing(request)

    with running(curious) as server:
        machine = {"GIT_CONFIG_GLOBAL": str(made.configuration), **server.environment()}
        report = _report(made, "--head", BRANCH, **machine)
    return Asked(report, look_ups, server.requests)


def test_two_commits_are_compared_without_running_anything(made: Hostile, asked: Asked) -> None:
    assert {one.path for one in asked.report.coverage.files} == made.paths
    assert (FAULTY, 16) in _found(asked.report)
    assert made.sprung() == []


def test_no_look_up_follows_a_link(asked: Asked) -> None:
    answers = [result.text for request in asked.requests for result in request.results]
    read = [text for call, text in zip(asked.look_ups, answers, strict=True) if call.name == "read_lines"]
    assert not [text for text in read if not ("is no file of the head" in text or "Only files of the" in text)]


def test_no_secret_of_the_machine_is_sent_to_the_model(asked: Asked) -> None:
    assert asked.report.cost.calls == len(asked.requests) > 1
    assert _outside(json.dumps([request.body for request in asked.requests])) == []
