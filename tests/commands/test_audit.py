"""`reviewbot audit` on a small service, as a user runs it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.command import Ran, Repository, Run

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import EVERY, SWITCHED_OFF, Cell, CellState, FileState
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.output.audit_file import dumped, loaded

CLIENT = """\
import requests


def price(item):
    return requests.get(f"https://prices.example/{item}").json()
"""
FILES: Mapping[str, str | bytes] = {
    "shop/prices.py": CLIENT,
    "shop/stock/prices.py": CLIENT,
    "shop/routes.py": """\
from flask import Flask

app = Flask(__name__)


@app.get("/orders/<int:number>")
def order(number):
    return {"number": number}
""",
    "shop/quiet.py": CLIENT.replace(".json()", ".text  # reviewbot: ignore[call-without-timeout] a batch job"),
    "vendor/lib.py": CLIENT,
    "yarn.lock": "x\n",
    "logo.png": b"\x89PNG\0",
    "nothing.py": "",
    "notes.txt": "hello\n",
}


@pytest.fixture
def shop(repository: Repository) -> Repository:
    """Commit the small service."""
    repository.commit(FILES)
    return repository


@pytest.fixture
def audit(reviewbot: Run, shop: Repository) -> Run:
    """Audit the repository, as JSON."""

    def run(*arguments: object) -> Ran:
        return reviewbot("audit", "run", "--repo", shop.root, "--engine", "detectors", "--format", "json", *arguments)

    return run


def read(text: str) -> AuditReport:
    """Read a report."""
    return loaded(text, "standard output")


def test_one_cause_is_told_once_with_all_its_places(audit: Run) -> None:
    ran = audit()
    cause = read(ran.out).causes[0]
    assert ran.code == 0
    assert (cause.first.item, cause.symbol) == ("call-without-timeout", "price")
    assert [(one.path, one.line) for one in cause.findings] == [("shop/prices.py", 5), ("shop/stock/prices.py", 5)]


def test_every_file_is_in_the_ledger_with_its_reason(audit: Run) -> None:
    files = {one.path: (one.state, one.reason) for one in read(audit().out).coverage.files}
    assert files == {
        "logo.png": (FileState.EXCLUDED, "binary or too large"),
        "notes.txt": (FileState.REVIEWED, "no grammar for this kind of file: read as plain text"),
        "nothing.py": (FileState.EXCLUDED, "empty"),
        "shop/prices.py": (FileState.REVIEWED, ""),
        "shop/quiet.py": (FileState.REVIEWED, ""),
        "shop/routes.py": (FileState.REVIEWED, ""),
        "shop/stock/prices.py": (FileState.REVIEWED, ""),
        "vendor/lib.py": (FileState.EXCLUDED, "vendored"),
        "yarn.lock": (FileState.EXCLUDED, "lock file"),
    }


def test_a_comment_that_says_no_is_heeded(audit: Run) -> None:
    (hushed,) = (one for one in read(audit().out).causes if one.first.suppressed)
    assert (hushed.first.path, hushed.first.suppressed and hushed.first.suppressed.reason) == (
        "shop/quiet.py",
        "a batch job",
    )


def test_the_inventory_names_the_routes(audit: Run) -> None:
    assert [(one.method, one.path) for one in read(audit().out).inventory.routes] == [("GET", "/orders/{number}")]


def test_the_same_commit_gives_the_same_bytes(audit: Run) -> None:
    assert audit().out == audit().out


@pytest.mark.parametrize("of", [1, 3])
def test_shards_join_to_what_one_machine_says(audit: Run, reviewbot: Run, tmp_path: Path, of: int) -> None:
    files = [tmp_path / f"{number}.json" for number in range(1, of + 1)]
    for number, file in enumerate(files, 1):
        assert audit("--shard", f"{number}/{of}", "-o", file).code == 0
    assert reviewbot("audit", "merge", *files[::-1], "--format", "json").out == audit().out


def test_a_missing_shard_is_named(audit: Run, reviewbot: Run, tmp_path: Path) -> None:
    audit("--shard", "1/2", "-o", tmp_path / "1.json")
    ran = reviewbot("audit", "merge", tmp_path / "1.json")
    assert ran.code == 2
    assert "Shard 2 of 2 is missing." in ran.err


def test_a_file_that_is_no_report_is_refused(reviewbot: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"\xff")
    ran = reviewbot("audit", "merge", tmp_path / "bad.json")
    assert ran.code == 2
    assert "cannot be read" in ran.err


def test_what_the_baseline_accepts_is_last_and_fails_nothing(audit: Run, shop: Repository) -> None:
    assert audit("--fail-on", "low").code == 1
    assert audit("--write-baseline").code == 0
    shop.commit({"shop/stock/prices.py": "\n" + CLIENT})
    ran = audit("--fail-on", "low")
    assert ran.code == 0
    assert all(one.acceptance or one.first.suppressed for one in read(ran.out).causes)


def test_a_broken_baseline_is_an_error_with_its_place(audit: Run, shop: Repository) -> None:
    shop.commit({BASELINE_FILE: '{"version": 7}'})
    ran = audit()
    assert ran.code == 2
    assert BASELINE_FILE in ran.err


def test_no_baseline_is_written_of_a_shard(audit: Run, shop: Repository) -> None:
    assert audit("--write-baseline", "--shard", "1/2").code == 2
    assert not (shop.root / BASELINE_FILE).exists()


def test_configuration_and_code_are_those_of_the_commit(audit: Run, shop: Repository) -> None:
    shop.write({"shop/prices.py": "x = 1\n", ".github/reviewbot.yml": "items: {call-without-timeout: off}\n"})
    assert read(audit().out).causes[0].first.item == "call-without-timeout"


def test_attributes_and_excludes_of_the_repository_count(audit: Run, shop: Repository) -> None:
    shop.commit(
        {
            "shop/.gitattributes": "prices.py linguist-generated\n",
            ".github/reviewbot.yml": "paths: {exclude: [shop/stock/]}\n",
        }
    )
    report = read(audit().out)
    reasons = {one.path: one.reason for one in report.coverage.files}
    assert reasons["shop/prices.py"] == "generated"
    assert reasons["shop/stock/prices.py"] == "excluded by `paths.exclude`: shop/stock/"


def test_an_item_that_is_off_is_said_to_be(audit: Run, shop: Repository) -> None:
    shop.commit({".github/reviewbot.yml": "items: {call-without-timeout: off}\n"})
    report = read(audit().out)
    assert report.causes == ()
    assert Cell(EVERY, "call-without-timeout", CellState.NOT_EXAMINED, SWITCHED_OFF) in report.coverage.cells


def test_thresholds_leave_out_and_say_so(audit: Run, shop: Repository) -> None:
    shop.commit({".github/reviewbot.yml": "min_severity: critical\n"})
    report = read(audit().out)
    assert report.causes == ()
    assert "Findings below `min_severity` or `min_confidence` are left out." in report.notes


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("text", "waits without limit when the other side stalls  2 places"),
        ("markdown", "### high: `requests.get` waits without limit"),
        ("sarif", '"ruleId": "call-without-timeout"'),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_every_format_says_it(reviewbot: Run, shop: Repository, form: str, says: str) -> None:
    ran = reviewbot("audit", "run", "--repo", shop.root, "--engine", "detectors", "--format", form)
    assert ran.code == 0
    assert says.lower() in ran.out.lower()


def test_an_unknown_suffix_writes_nothing(audit: Run, tmp_path: Path) -> None:
    ran = audit("-o", tmp_path / "a.json", "-o", tmp_path / "a.doc")
    assert (ran.code, (tmp_path / "a.json").exists()) == (2, False)


def test_the_agent_without_a_key_is_a_problem(audit: Run) -> None:
    ran = audit("--engine", "all")
    assert ran.code == 3
    assert read(ran.out).problem is not None
    assert "needs a model key" in ran.err


def test_a_repository_without_commits_says_so(reviewbot: Run, repository: Repository) -> None:
    ran = reviewbot("audit", "run", "--repo", repository.root)
    assert ran.code == 2
    assert "no commit yet" in ran.err


def test_an_empty_commit_is_not_called_clean(reviewbot: Run, repository: Repository) -> None:
    repository.commit({})
    ran = reviewbot("audit", "run", "--repo", repository.root)
    assert "Nothing was audited" in ran.out


def test_a_commit_that_is_not_there_says_so(audit: Run) -> None:
    ran = audit("--rev", "v9")
    assert ran.code == 2
    assert "`v9`" in ran.err


def test_a_bare_repository_is_audited(reviewbot: Run, shop: Repository, tmp_path: Path) -> None:
    shop.git("clone", "--quiet", "--bare", str(shop.root), str(tmp_path / "bare.git"))
    ran = reviewbot("audit", "run", "--repo", tmp_path / "bare.git", "--format", "json", "--engine", "detectors")
    assert ran.code == 0
    assert read(ran.out).snapshot.branch == "main"


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("git@github.com:acme/shop.git", "acme/shop"),
        ("https://github.com/acme/shop", "acme/shop"),
        ("https://example.org/acme/shop.git", "service"),
    ],
)
def test_the_repository_goes_by_its_name_on_github(audit: Run, shop: Repository, origin: str, name: str) -> None:
    shop.git("remote", "add", "origin", origin)
    assert read(audit().out).snapshot.repository == name


def test_a_plan_is_a_matrix_for_github_actions(reviewbot: Run, shop: Repository) -> None:
    plan = ("audit", "plan", "--repo", shop.root)
    assert json.loads(reviewbot(*plan).out) == {"include": [{"shard": "1/1", "max_usd": ""}]}
    money = json.loads(reviewbot(*plan, "--shards", 3, "--max-usd", 1).out)["include"]
    assert money == [{"shard": f"{number}/3", "max_usd": "0.333"} for number in (1, 2, 3)]
    assert "3 jobs" in reviewbot(*plan, "--shards", 3, "--format", "text").out


def test_too_little_money_for_so_many_jobs_is_refused(reviewbot: Run, shop: Repository) -> None:
    assert reviewbot("audit", "plan", "--repo", shop.root, "--shards", 256, "--max-usd", 0.1).code == 2


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1/257", "x", "1/0"])
def test_an_impossible_shard_is_refused(audit: Run, shard: str) -> None:
    assert audit("--shard", shard).code == 2


def test_a_merge_accepts_what_the_baseline_lists(audit: Run, reviewbot: Run, shop: Repository, tmp_path: Path) -> None:
    audit("--write-baseline")
    shop.commit({})
    for number in (1, 2):
        audit("--shard", f"{number}/2", "-o", tmp_path / f"{number}.json")
    ran = reviewbot("audit", "merge", tmp_path / "1.json", tmp_path / "2.json", "--format", "json", "--fail-on", "low")
    assert ran.code == 0
    assert read(ran.out) == read(audit().out)
    assert dumped(read(ran.out)) == ran.out
