"""The same change read again: on another day, with other processes, by another seed of hashes, in the same bytes."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from support.command import Repository, Run

from reviewbot.detectors.run import Detectors
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Run as ReportRun
from reviewbot.git.repository import open_repository
from reviewbot.git.revisions import resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.local import Range, local_change
from reviewbot.output.report_file import dumped
from reviewbot.review import Setting, review
from reviewbot.setting import team_setting

PYTHON = """\
import requests

TOKEN = "ghp_{key}"


def price_{number}(request, cursor, {names}):
    cursor.execute(f"SELECT id FROM prices WHERE name = '{{request.args['name']}}'")
    try:
        sku = request.args["sku"]
        return requests.get(f"https://prices.example/{{sku}}", verify=False).json()
    except Exception as error:
        return {{"error": str(error), "names": [{names}]}}
"""
TYPESCRIPT = """\
import axios from "axios";

app.get("/prices/:sku", async (req, res) => {{
  const rows = await db.query(`SELECT id FROM prices{number} WHERE name = '${{req.query.name}}'`);
  for (const row of rows) {{
    await db.query("INSERT INTO seen VALUES ('" + row.name + "')");
  }}
  try {{ await axios.get(req.query.next); }} catch (error) {{}}
  res.send(`<b>${{req.params.sku}}</b>`);
}});
"""
WAITS = "import requests\n\n\ndef price(sku):\n    return requests.get(sku).json()\n"
MIGRATION = (
    "ALTER TABLE orders ADD COLUMN kind{number} text NOT NULL DEFAULT now();\nCREATE INDEX i ON orders (kind);\n"
)
SPEC = """\
openapi: 3.1.0
info: {title: shop, version: 1.0.0}
paths:
  /v1/orders:
    get:
      deprecated: true
      x-sunset: "2024-06-30"
      responses: {"200": {description: Orders.}}
    post: {responses: {"201": {description: Placed.}}}
"""
SHORTER = "".join(line for line in SPEC.splitlines(keepends=True) if not line.startswith(("    get", "      ")))


def files(number: int) -> dict[str, str]:
    names = ", ".join(f"{word}_{number}" for word in ("alpha", "beta", "gamma", "delta"))
    key = f"{number:02d}Zk9Qw3RtY7uIoP1aSdF4gHjK6lXcVbN8mQ"
    return {
        f"app/p{number}.py": PYTHON.format(number=number, names=names, key=key),
        f"web/w{number}.ts": TYPESCRIPT.format(number=number),
        f"migrations/{number:03d}.sql": MIGRATION.format(number=number),
    }


@pytest.fixture
def large(repository: Repository) -> Repository:
    """Change more files than one process is started for, with something to say of each."""
    repository.commit({"README.md": "The shop.\n", "openapi.yaml": SPEC})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit(files(1) | files(2) | {f"app/f{n}.py": WAITS for n in range(60)} | {"openapi.yaml": SHORTER})
    return repository


@pytest.fixture
def small(repository: Repository) -> Repository:
    """Change a file of each kind, which this process reads by itself."""
    repository.commit({"README.md": "The shop.\n", "openapi.yaml": SPEC})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit(files(1) | {"openapi.yaml": SHORTER})
    return repository


def read(repository: Repository, jobs: int) -> str:
    opened = open_repository(repository.root)
    team = team_setting(Snapshot(opened, resolve(opened, "main")))
    setting = Setting(
        "reviewbot", ReportRun("1", Engine.DETECTORS, "full"), team.loaded.config, team.checklist, jobs=jobs
    )
    with (
        local_change(opened, Range("main", "feature")) as work,
        Detectors(team.checklist.items, seconds=60, jobs=jobs) as detectors,
    ):
        return dumped(review(work, setting, detectors))


def test_a_report_does_not_depend_on_the_number_of_processes(large: Repository) -> None:
    alone = read(large, 1)
    assert alone.count('"fingerprint"') > 70
    assert [read(large, jobs) == alone for jobs in (1, 2, 3)] == [True, True, True]


def test_a_report_does_not_depend_on_the_order_of_hashes(small: Repository) -> None:
    command = (
        sys.executable,
        "-m",
        "reviewbot",
        "review",
        "--repo",
        str(small.root),
        "--base",
        "main",
        "--head",
        "feature",
    )

    def said(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run((*command, "--format", "json"), env=environment, capture_output=True, check=True)
        return done.stdout

    first = said("1")
    assert first.count(b'"fingerprint"') > 10
    assert said("2") == first


def removed_on(repository: Repository, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day.isoformat()}T12:00:00Z")
    repository.commit({"openapi.yaml": SPEC})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit({"openapi.yaml": SHORTER})


@pytest.mark.parametrize(
    ("day", "items"),
    [(date(2024, 6, 29), ["openapi-early-removal"]), (date(2024, 6, 30), [])],
    ids=["before the sunset", "on its day"],
)
@pytest.mark.parametrize("arguments", [("--head", "feature"), ("--base", "main")], ids=["a commit", "working tree"])
def test_a_sunset_is_judged_by_the_day_of_the_last_commit(
    repository: Repository,
    review: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, str],
    day: date,
    items: list[str],
) -> None:
    removed_on(repository, day, monkeypatch)
    assert [item for item, _, _ in review(*arguments).found] == items


def test_a_sunset_is_judged_by_the_day_of_the_head_that_comes_with_a_diff(
    repository: Repository, review: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    removed_on(repository, date(2024, 6, 29), monkeypatch)
    diff = tmp_path / "change.diff"
    diff.write_text(repository.git("diff", "main", "feature") + "\n")
    found = review("--diff", diff, "--head", "feature").found
    assert [item for item, _, _ in found] == ["openapi-early-removal"]
