"""The measures that a release has to meet, each a row of the table."""

from collections.abc import Callable, Iterator

from benchmarks.process import Cost, Figure, figure
from benchmarks.row import Row, Unit
from benchmarks.scene import SIZES, Taken

_GROWTH = 1.25
"""Cost may not grow; a busy machine alone makes up to a quarter of difference."""

_MEGABYTE = 1_000_000


def rows(taken: Taken, installed_bytes: int) -> Iterator[Row]:
    """Hold what was measured against its limit."""
    yield from _starting(taken)
    yield from _reviewing(taken)
    yield Row("Installed", Unit.MEGABYTES, figure([installed_bytes / _MEGABYTE]), 160)
    yield from _growing(taken)


def _starting(taken: Taken) -> Iterator[Row]:
    yield Row("`reviewbot --help`", Unit.CPU_SECONDS, _cpu(taken, "help"), 0.25)
    yield Row("An empty Python program", Unit.CPU_SECONDS, _cpu(taken, "empty"))
    yield Row("Importing what a review needs", Unit.CPU_SECONDS, _cpu(taken, "imports"))


def _reviewing(taken: Taken) -> Iterator[Row]:
    few, lines = f"20 in {SIZES[0]}", taken.small_lines
    yield Row(f"Review of 20 files, {lines:,} lines", Unit.CPU_SECONDS, _cpu(taken, few), note=_note(taken, few))
    yield Row("… beyond imports", Unit.CPU_SECONDS, _beyond_imports(taken, few), 1)
    yield Row("… its largest process", Unit.MEGABYTES, _peak(taken, few), 150)
    what = f"Review of 400 files, {taken.large_lines:,} lines"
    clock = _figure(taken, "large", lambda cost: cost.wall_seconds)
    yield Row(what, Unit.SECONDS, clock, 5, note=f"by the clock; {taken.gits['large']} git processes")
    yield Row("… of all its processes", Unit.CPU_SECONDS, _cpu(taken, "large"))
    yield Row("… its largest process", Unit.MEGABYTES, _peak(taken, "large"))
    what = f"Review of {taken.whole_lines:,} new lines of Python"
    clock = _figure(taken, "whole", lambda cost: cost.wall_seconds)
    pace = taken.whole_lines / _cpu(taken, "whole").median
    yield Row(what, Unit.SECONDS, clock, 60, note=f"by the clock; {pace:,.0f} lines a CPU second")
    yield Row("… its largest process", Unit.MEGABYTES, _peak(taken, "whole"), 400)


def _growing(taken: Taken) -> Iterator[Row]:
    few, *others = (f"20 in {size}" for size in SIZES)
    for size, name in zip(SIZES[1:], others, strict=True):
        what = f"20 files: repository of {size:,} files against {SIZES[0]}"
        yield Row(what, Unit.TIMES, _ratio(taken, name, few), _GROWTH, note=_note(taken, name))
    small, large = _beyond_imports(taken, few), _beyond_imports(taken, "large")
    by_line = large.median / taken.large_lines / (small.median / taken.small_lines)
    yield Row("One changed line: 400 files against 20", Unit.TIMES, figure([by_line]), _GROWTH)
    what = f"Working tree of {SIZES[-1]:,} files, 20 changed, beyond imports"
    yield Row(what, Unit.CPU_SECONDS, _beyond_imports(taken, "tree"), note=_note(taken, "tree"))
    yield Row("… `git status` there", Unit.CPU_SECONDS, _cpu(taken, "status"))


def _cpu(taken: Taken, name: str) -> Figure:
    return _figure(taken, name, lambda cost: cost.cpu_seconds)


def _peak(taken: Taken, name: str) -> Figure:
    return _figure(taken, name, lambda cost: cost.peak_bytes / _MEGABYTE)


def _figure(taken: Taken, name: str, number: Callable[[Cost], float]) -> Figure:
    return figure([number(cost) for cost in taken.costs[name]])


def _beyond_imports(taken: Taken, name: str) -> Figure:
    imports = _cpu(taken, "imports").median
    return _figure(taken, name, lambda cost: cost.cpu_seconds - imports)


def _ratio(taken: Taken, name: str, other: str) -> Figure:
    """Compare two runs of the same round: a machine that slows down then slows both."""
    imports = _cpu(taken, "imports").median
    pairs = zip(taken.costs[name], taken.costs[other], strict=True)
    return figure([(one.cpu_seconds - imports) / (two.cpu_seconds - imports) for one, two in pairs])


def _note(taken: Taken, name: str) -> str:
    wall = _figure(taken, name, lambda cost: cost.wall_seconds).median
    return f"{taken.gits[name]} git processes; {wall:.1f} s by the clock"
