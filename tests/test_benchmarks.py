"""The benchmarks: made-up code that is code, repositories of the right size, costs that are the command's own."""

import platform
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.audits import Audits, audit_rows
from benchmarks.change import ChangedFile, change, new_files, python_tree
from benchmarks.count import git_processes
from benchmarks.dice import Dice
from benchmarks.document import document, machine
from benchmarks.hub import FILES, pull_change
from benchmarks.installed import on_disk
from benchmarks.measures import rows
from benchmarks.process import Command, Cost, cost, costs, figure
from benchmarks.repository import changed_lines, git, repository
from benchmarks.row import Row, Unit
from benchmarks.scene import SIZES, Taken
from benchmarks.speed import ItemCost, LanguageSpeed, Speed, speed
from reviewbot.checklist.load import checklist
from reviewbot.detectors.detect import detect
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of
from reviewbot.syntax.tree import faults, parsed


@pytest.fixture(scope="module")
def made() -> tuple[ChangedFile, ...]:
    return change(40, 3_000)


def python(code: str) -> Command:
    return Command((sys.executable, "-c", code))


def test_the_seed_alone_decides_what_dice_give() -> None:
    first, again, other = (Dice(seed) for seed in ("a", "a", "b"))
    rolls = [[dice.number(1_000) for _ in range(20)] for dice in (first, again, other)]
    assert rolls[0] == rolls[1] != rolls[2]
    assert len(set(rolls[0])) > 10


def test_a_change_is_made_the_same_every_time(made: tuple[ChangedFile, ...]) -> None:
    assert change(40, 3_000) == made


def test_a_change_has_the_files_asked_for_each_with_a_path_of_its_own(made: tuple[ChangedFile, ...]) -> None:
    assert len({file.path for file in made}) == 40
    assert {grammar_of(file.path) for file in made} == {"python", "typescript", "yaml"}
    assert 5 < sum(file.base is None for file in made) < 25


def test_made_up_code_parses_without_a_fault(made: tuple[ChangedFile, ...]) -> None:
    for file in made:
        for text in (file.base, file.head):
            assert text is None or not faults(parsed(text, grammar_of(file.path) or "")), file.path
            assert "§" not in (text or "")


@pytest.mark.parametrize("files", FILES[:2])
def test_a_pull_request_on_github_has_something_to_post(files: int) -> None:
    items = checklist({}).items
    found = [
        one
        for file in pull_change(files)
        for one in detect(Source(file.path, file.head, grammar_of(file.path)), items)
        if one.confidence is not Confidence.LOW
    ]
    assert "sql-injection" in {one.item for one in found}


def test_made_up_python_is_python(made: tuple[ChangedFile, ...]) -> None:
    for file in made:
        if file.path.endswith(".py"):
            compile(file.head, file.path, "exec")


def test_a_repository_has_the_files_and_the_change_asked_for(tmp_path: Path, made: tuple[ChangedFile, ...]) -> None:
    target = repository(tmp_path, 700, made)
    assert len(git(target, "ls-tree", "-r", "--name-only", "main").splitlines()) == 700
    assert 2_700 <= changed_lines(target) <= 3_100
    assert len(git(target, "diff", "--name-only", "main", "change").splitlines()) == 40


def test_a_repository_that_was_built_before_is_taken_again(tmp_path: Path, made: tuple[ChangedFile, ...]) -> None:
    target = repository(tmp_path, 50, made)
    (target / "mark").touch()
    assert repository(tmp_path, 50, made) == target
    assert (target / "mark").exists()
    assert repository(tmp_path, 51, made) != target


def test_on_disk_the_change_stands_in_the_working_tree(tmp_path: Path) -> None:
    made = change(3, 120)
    target = repository(tmp_path, 30, made, on_disk=True)
    shown = git(target, "status", "--porcelain", "--untracked-files=all").decode().splitlines()
    assert {line[3:] for line in shown} == {file.path for file in made}


def test_a_cost_is_the_command_s_own_and_not_that_of_who_starts_it() -> None:
    mine = b"x" * 120_000_000
    assert cost(python("pass")).peak_bytes < len(mine) / 2


def test_a_command_that_works_costs_more_than_one_that_does_not() -> None:
    # Work in a child process of the command counts too.
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(4_000_000))'])"
    taken = costs({"idle": python("pass"), "busy": python(work)}, 1)
    assert taken["busy"][0].cpu_seconds > taken["idle"][0].cpu_seconds + 0.03


def test_a_command_that_fails_is_no_measure() -> None:
    with pytest.raises(RuntimeError, match="ended with 3: sorry"):
        cost(python("import sys; sys.exit(print('sorry', file=sys.stderr) or 3)"))


def test_git_processes_are_counted(tmp_path: Path) -> None:
    code = "import subprocess\nfor _ in range(3): subprocess.run(['git', '--version'])"
    assert git_processes(python(code), tmp_path) == 3


def test_what_is_on_disk_is_counted_in_all_folders(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("one", "below/two"):
        (tmp_path / name).write_bytes(b"x" * 100_000)
    assert 200_000 <= on_disk(tmp_path) < 250_000
    assert on_disk(tmp_path / "one") == on_disk(tmp_path) / 2


@pytest.mark.parametrize(
    ("median", "limit", "verdict"),
    [(1.0, 1.0, "ok"), (1.01, 1.0, "over"), (9.0, None, "")],
    ids=["at the limit", "above it", "without one"],
)
def test_the_median_decides(median: float, limit: float | None, verdict: str) -> None:
    row = Row("a review", Unit.CPU_SECONDS, figure([0.5, median, 10.0]), limit)
    assert row.verdict == verdict
    assert row.is_over == (verdict == "over")


def test_a_row_writes_the_range_only_of_several_runs() -> None:
    row = Row("a review", Unit.CPU_SECONDS, figure([0.5, 0.7, 0.6]), 1)
    assert (row.allowed, row.measured) == ("≤ 1 CPU s", "0.60 CPU s (0.50 to 0.70)")
    assert replace(row, unit=Unit.MEGABYTES, figure=figure([148.4]), limit=None).measured == "148 MB"


@pytest.fixture
def taken() -> Taken:
    seconds = {"help": 0.1, "empty": 0.02, "imports": 0.5, "large": 8.5, "tree": 1.0, "status": 0.2, "whole": 50.0}
    seconds |= {f"20 in {size}": number for size, number in zip(SIZES, (0.9, 0.92, 1.3), strict=True)}
    measured = {name: (Cost(number, number, 50_000_000),) * 3 for name, number in seconds.items()}
    return Taken(measured, dict.fromkeys(seconds, 7), 1_500, 30_000, 1_000_000)


def test_measures_are_held_against_their_limits(taken: Taken) -> None:
    found = {row.what: row for row in rows(taken, 161_000_000)}
    assert [row.what for row in found.values() if row.is_over] == [
        "Review of 400 files, 30,000 lines",
        "Installed",
        "20 files: repository of 50,000 files against 200",
    ]
    assert found["… beyond imports"].figure.median == pytest.approx(0.4)
    assert found["20 files: repository of 50,000 files against 200"].figure.median == pytest.approx(2.0)
    assert found["One changed line: 400 files against 20"].figure.median == pytest.approx(1.0)
    assert found["Review of 1,000,000 new lines of Python"].note == "by the clock; 20,000 lines a CPU second"
    assert found["Review of 20 files, 1,500 lines"].note == "7 git processes; 0.9 s by the clock"


def test_the_page_says_when_how_and_what(taken: Taken) -> None:
    times = Speed((ItemCost("query-in-loop", 0.5, 12),), (LanguageSpeed("python", 2, 300, 0.1),))
    page = document(tuple(rows(taken, 1)), times, date(2026, 11, 23), "Linux")
    assert "Measured on 2026-11-23 with `make bench` on Linux" in page
    assert "| Review of 400 files, 30,000 lines | ≤ 5 s | 8.50 s | over | by the clock; 7 git processes |" in page
    assert "| query-in-loop | 0.50 | 12 |" in page
    assert "| python | 2 | 300 | 3,000 |" in page


def test_the_machine_is_described_without_its_name() -> None:
    assert f"Python {platform.python_version()}" in machine()
    assert platform.node() not in machine()


def test_items_are_timed_one_by_one(made: tuple[ChangedFile, ...]) -> None:
    times = speed(made[:3])
    assert "query-in-loop" in {one.item for one in times.items}
    assert [one.cpu_seconds for one in times.items] == sorted((one.cpu_seconds for one in times.items), reverse=True)


def test_languages_that_the_change_has_not_are_timed_beside_it_and_all_together(made: tuple[ChangedFile, ...]) -> None:
    times = speed(made[:2], new_files(("store.go", "service.java"), 150))
    assert [one.language for one in times.languages] == ["go", "java", "python", "typescript", "any"]
    *single, together = times.languages
    assert (together.files, together.lines) == (sum(one.files for one in single), sum(one.lines for one in single))


def test_new_files_have_the_lines_asked_for_and_no_base() -> None:
    made = python_tree(2_000)
    assert 2_000 <= sum(file.head.count("\n") for file in made) < 2_500
    assert {file.base for file in made} == {None}
    assert {grammar_of(file.path) for file in made} == {"python"}
    assert len({file.path for file in made}) == len(made)


@pytest.mark.parametrize("style", ["store.go", "service.java"])
def test_code_in_other_languages_parses_without_a_fault(style: str) -> None:
    for file in new_files((style,), 1_500):
        assert not faults(parsed(file.head, grammar_of(file.path) or "")), file.path


def test_shards_are_held_against_one_machine_by_their_cpu() -> None:
    one, shard = Cost(10.0, 5.0, 300_000_000), Cost(1.5, 1.0, 90_000_000)
    found = {row.what: row for row in audit_rows(Audits(80_000, one, (shard,) * 8, shard, one))}
    ratio = found["… 8 shards together against one machine"]
    assert (ratio.figure.median, ratio.is_over) == (1.2, True)
    assert found["Audit of 80,000 lines of Python"].note == "by the clock; 8,000 lines a CPU second"
    assert found["… its largest process"].figure.median == 300
