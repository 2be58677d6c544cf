"""Build what is measured, and run all of it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.change import ChangedFile, change, new_files, python_tree
from benchmarks.count import git_processes
from benchmarks.process import Command, Cost, cost, costs
from benchmarks.repository import changed_lines, repository

SIZES = (200, 2_000, 50_000)
"""Files of the repositories in which the same 20 files change."""

_LARGE = (400, 31_000)
"""Files and lines to make: git finds some of the removed lines again, and 30,000 are left."""

WHOLE = 1_000_000
"""Lines of Python, all new."""

_OTHERS = (("store.go",), ("service.java",))
_OTHER_LINES = 10_000

_SMALL = (20, 1_550)
_REVIEWBOT = str(Path(sys.executable).with_name("reviewbot"))


@dataclass(frozen=True, slots=True)
class Bench:
    """Where things are built and how often short and long commands run; `say` tells what is being done."""

    root: Path
    folder: Path
    runs: int
    long_runs: int
    say: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was measured, by name: `20 in N` and `tree` change 20 files, `large` changes 400, `whole` is all new."""

    costs: Mapping[str, Sequence[Cost]]
    gits: Mapping[str, int]
    small_lines: int
    large_lines: int
    whole_lines: int


def large_change() -> tuple[ChangedFile, ...]:
    """Make the change of 30,000 lines in 400 files."""
    return change(*_LARGE)


def other_languages() -> tuple[ChangedFile, ...]:
    """Make files in the languages that the change does not have."""
    return tuple(file for styles in _OTHERS for file in new_files(styles, _OTHER_LINES))


def taken(bench: Bench) -> Taken:
    """Build the repositories, once, and run every command."""
    bench.say("building repositories")
    small = {size: repository(bench.folder, size, change(*_SMALL), on_disk=size == SIZES[-1]) for size in SIZES}
    large = repository(bench.folder, 2_000, large_change())
    short = {f"20 in {size}": _review(folder, "--head", "change") for size, folder in small.items()}
    whole = repository(bench.folder, 1, python_tree(WHOLE))
    long = {"large": _review(large, "--head", "change"), "tree": _review(small[SIZES[-1]], "--worktree")}
    bench.say("reviewing 20 files in repositories of three sizes")
    cheap = costs({**_starts(), **short}, bench.runs)
    bench.say("reviewing 30,000 lines in 400 files, and a working tree of 50,000 files")
    status = Command(("git", "-C", str(small[SIZES[-1]]), "status", "--porcelain"))
    dear = costs({**long, "status": status}, bench.long_runs)
    bench.say("reviewing a million lines of Python")
    # Once: it takes long enough for the noise of a machine to even out.
    dear = {**dear, "whole": (cost(_review(whole, "--head", "change")),)}
    bench.say("counting git processes")
    gits = {name: git_processes(command, bench.folder) for name, command in {**short, **long}.items()}
    lines = [changed_lines(one) for one in (small[SIZES[0]], large, whole)]
    return Taken({**cheap, **dear}, gits, *lines)


def _starts() -> Mapping[str, Command]:
    return {
        "empty": Command((sys.executable, "-c", "pass")),
        "help": Command((_REVIEWBOT, "--help")),
        "imports": Command((sys.executable, "-c", "import reviewbot.cli, reviewbot.commands.review")),
    }


def _review(folder: Path, *words: str) -> Command:
    return Command((_REVIEWBOT, "review", "--repo", str(folder), "--base", "main", "--engine", "detectors", *words))
