"""The demo: built the same everywhere, and reviewed as a good engineer would review it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reviewbot.domain.coverage import FileState
from reviewbot.domain.finding import Finding
from reviewbot.domain.report import Report
from reviewbot.output.report_file import loaded

DEMO = Path(__file__).resolve().parent.parent / "demo"
BRANCH = "add-orders-api"

Entry = dict[str, str]
Said = tuple[str, str, str, int]

EXPECTED: dict[str, list[Entry]] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def build(target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DEMO / "build.py"), str(target)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("demo") / "shop"
    assert build(target).returncode == 0
    return target


@pytest.fixture(scope="module")
def report(shop: Path) -> Report:
    command = [sys.executable, "-m", "reviewbot", "review", "--repo", str(shop), "--format", "json"]
    done = subprocess.run([*command, "--base", "main", "--head", BRANCH], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return loaded(done.stdout.decode(), "report.json")


def place(shop: Path, entry: Entry) -> tuple[str, str, int]:
    """Find the line on which the text that an entry names begins; it must be there once."""
    side = entry.get("side", "RIGHT")
    text = git(shop, "show", f"{'main' if side == 'LEFT' else BRANCH}:{entry['path']}")
    assert text.count(entry["line"]) == 1, entry
    return entry["path"], side, text[: text.index(entry["line"])].count("\n") + 1


def wanted(shop: Path, kind: str) -> set[Said]:
    return {(entry["item"], *place(shop, entry)) for entry in EXPECTED[kind]}


def said(findings: Iterable[Finding]) -> set[Said]:
    return {(one.item, one.path, one.side, one.start_line) for one in findings}


def test_the_same_commits_come_out_whatever_the_machine_is_set_to(shop: Path, tmp_path: Path) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[core]\n\tautocrlf = true\n[commit]\n\tgpgSign = true\n[init]\n\tdefaultBranch = trunk\n")
    odd = {"GIT_CONFIG_GLOBAL": str(config), "GIT_AUTHOR_DATE": "1 +0000", "GIT_DIR": "/", "TZ": "Asia/Tokyo"}
    assert build(tmp_path / "again", **odd).returncode == 0
    shas = ("rev-parse", "main", BRANCH)
    assert git(tmp_path / "again", *shas) == git(shop, *shas)


def test_the_branch_is_checked_out_and_clean(shop: Path) -> None:
    assert git(shop, "status", "--porcelain", "--branch") == f"## {BRANCH}\n"


def test_an_earlier_demo_is_built_anew(tmp_path: Path) -> None:
    build(tmp_path / "shop")
    (tmp_path / "shop" / "scribble").touch()
    assert build(tmp_path / "shop").returncode == 0
    assert not (tmp_path / "shop" / "scribble").exists()


@pytest.mark.parametrize("mine", ["notes.txt", ".git/config"])
def test_what_the_demo_did_not_make_is_never_removed(tmp_path: Path, mine: str) -> None:
    (tmp_path / mine).parent.mkdir(exist_ok=True)
    (tmp_path / mine).write_text("mine")
    refused = build(tmp_path)
    assert refused.returncode == 2
    assert "name a folder that is empty" in refused.stderr
    assert (tmp_path / mine).read_text() == "mine"


def test_the_review_says_what_a_good_engineer_would_say_and_nothing_else(shop: Path, report: Report) -> None:
    assert said(one for one in report.findings if not one.suppressed) == wanted(shop, "findings")


def test_a_suppressed_finding_is_kept_apart(shop: Path, report: Report) -> None:
    assert said(one for one in report.findings if one.suppressed) == wanted(shop, "suppressed")


def test_evidence_that_is_no_finding_is_worth_a_look(shop: Path, report: Report) -> None:
    assert said(report.worth_a_look) == wanted(shop, "worth_a_look")


def test_what_was_there_before_is_counted_and_not_said(shop: Path, report: Report) -> None:
    assert report.preexisting == len(wanted(shop, "preexisting"))


@pytest.mark.parametrize("entry", EXPECTED["quiet"], ids=lambda entry: f"{entry['path']}: {entry['why']}")
def test_code_that_only_looks_wrong_is_left_alone(shop: Path, report: Report, entry: Entry) -> None:
    assert place(shop, entry) not in {one[1:] for one in said(report.findings + report.worth_a_look)}


def test_every_file_of_the_change_is_accounted_for(shop: Path, report: Report) -> None:
    changed = git(shop, "diff", "--name-only", "-M", f"main...{BRANCH}").split()
    assert sorted(file.path for file in report.coverage.files) == sorted(changed)
    left_out = {file.path for file in report.coverage.files if file.state is not FileState.REVIEWED}
    assert left_out == {entry["path"] for entry in EXPECTED["excluded"]}


def test_many_items_of_the_checklist_occur(report: Report) -> None:
    assert len({one.item for one in report.findings + report.worth_a_look}) == 18
