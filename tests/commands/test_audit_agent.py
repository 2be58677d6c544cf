"""An audit with a key: the whole way from the command to a simulated API and back."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator, running
from support.command import Repository, Run

from reviewbot.domain.audit import AuditReport, Design
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Status
from reviewbot.output.audit_file import loaded

Audit = Callable[..., AuditReport]

_PAD = ("# " + "database request order payment " * 28 + "\n") * 15
_ROUTE = "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.post('/orders')\ndef create():\n    return {}\n"
_CLOSE = "def close(order):\n    order.total = order.sum()\n    order.save()\n    Ledger(order=order).save()\n"
_HALF = "    Ledger(order=order).save()"
_FILES = {
    "shop/orders/api.py": _ROUTE + _CLOSE + _PAD,
    "shop/notes/text.py": _CLOSE + _PAD,
    "shop/a/b.py": _CLOSE + _PAD,
}
_KINDS = ("technology", "bottlenecks", "threats", "failures", "monitoring")
_ONE_SLICE = 0.15
"""Dollars that pay for one conversation and its doubts, and no second one."""


def finds_half(request: Request) -> Answer:
    """Claim half a write in the file with the route, confirm it, and draw the design."""
    if "Judge the design" in request.text:
        return say_json({"overview": ["It takes orders."], **{kind: [] for kind in _KINDS}})
    if "## Claim 1" in request.text:
        told = {"path": "shop/orders/api.py", "line": 12, "quote": _HALF, "reason": "Nothing holds them together."}
        return say_json({"verdicts": [{"claim": "1", "verdict": "confirmed", **told}]})
    asked = next(line for line in request.text.split("\n") if line.startswith("Ask: "))
    claims = [_CLAIM] if "shop/orders/api.py" in request.text else []
    return say_json({"examined": asked.removeprefix("Ask: ").split(", "), "candidates": claims})


_CLAIM = {
    "item": "write-path-without-transaction",
    "rule": "",
    "path": "shop/orders/api.py",
    "side": "RIGHT",
    "line": 12,
    "quote": _HALF,
    "title": "Half of an order is written",
    "trigger": "When it stops between the two, one is there alone.",
    "message": "Put both into one transaction.",
    "refute": "A transaction around both.",
    "severity": "",
    "related": [],
    "replacement": "",
    "replacement_start": 0,
    "replacement_end": 0,
}


@pytest.fixture
def branch(repository: Repository) -> Repository:
    """Commit three modules."""
    repository.commit(_FILES)
    return repository


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """Let the command find a server."""
    with running(finds_half) as served:
        for name, value in served.environment().items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def audit(branch: Repository, reviewbot: Run) -> Audit:
    """Audit the branch, and read the report."""

    def call(*options: object) -> AuditReport:
        ran = reviewbot("audit", "run", "--repo", branch.root, "--format", "json", *options)
        return loaded(ran.out, "standard output")

    return call


def test_an_audit_with_a_key_reads_every_slice_and_judges_the_design(server: Simulator, audit: Audit) -> None:
    report = audit()
    assert (report.run.engine, report.status) == (Engine.ALL, Status.COMPLETE)
    assert report.read == tuple(sorted(_FILES))
    assert {one.id for one in report.slices if one.is_whole} == {"shop/a", "shop/notes", "shop/orders"}
    assert [(one.first.item, one.first.path) for one in report.causes if one.first.source == "agent"] == [
        ("write-path-without-transaction", "shop/orders/api.py")
    ]
    assert report.design == Design("It takes orders.")
    assert report.cost.calls == len(server.messages)
    assert not any("detectors alone" in one for one in report.notes)


def test_what_is_sent_says_that_it_is_an_audit(server: Simulator, audit: Audit) -> None:
    audit()
    reading = [one for one in server.requests if "Ask: " in one.text]
    assert all("# This task: audit existing code" in json.dumps(one.body) for one in reading)
    assert "file_diff" not in json.dumps([one.body for one in server.requests])


def test_under_a_budget_later_audits_read_what_is_left(server: Simulator, audit: Audit, tmp_path: Path) -> None:
    read, options = list[str](), list[object]()
    for number in range(3):
        path = tmp_path / f"{number}.json"
        report = audit("--effort", "quick", "--max-usd", _ONE_SLICE, "--engine", "agent", "-o", path, *options)
        assert report.cost.usd <= _ONE_SLICE
        read += report.read
        options = ["--previous", path]
    assert sorted(read) == sorted(_FILES)
    assert server.messages


def test_the_design_of_the_same_facts_is_judged_once(server: Simulator, audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "first.json"
    first = audit("--effort", "quick", "-o", path)
    asked = len(server.messages)
    again = audit("--effort", "quick", "--previous", path)
    assert first.design == again.design == Design("It takes orders.")
    assert not any("Judge the design" in one.text for one in server.requests[asked:])


@pytest.mark.usefixtures("server")
def test_two_shards_read_all_and_no_file_twice(audit: Audit) -> None:
    parts = [audit("--effort", "quick", "--shard", f"{number}/2") for number in (1, 2)]
    assert sorted(path for one in parts for path in one.read) == sorted(_FILES)
    assert [one.design for one in parts] == [Design("It takes orders."), None]


def test_a_rehearsal_writes_what_would_be_sent(branch: Repository, reviewbot: Run, tmp_path: Path) -> None:
    ran = reviewbot("audit", "run", "--repo", branch.root, "--dry-run-prompts", tmp_path / "prompts")
    assert {one.name for one in (tmp_path / "prompts").iterdir()} == {
        "001.md", "002.md", "003.md", "index.txt", "prefix.md",
    }  # fmt: skip
    assert "003.md: at most" in ran.out


def test_without_a_key_the_detectors_are_alone(audit: Audit) -> None:
    report = audit()
    assert (report.run.engine, report.read, report.slices) == (Engine.DETECTORS, (), ())


def test_a_report_that_is_not_there_is_wrong_use(branch: Repository, reviewbot: Run, tmp_path: Path) -> None:
    ran = reviewbot("audit", "run", "--repo", branch.root, "--previous", tmp_path / "none.json")
    assert (ran.code, "cannot be read" in ran.err) == (2, True)
