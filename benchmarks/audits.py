"""Audit whole branches: on one machine, in shards, in very many files; and join what many shards left."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.change import ChangedFile, python_tree
from benchmarks.process import Command, Cost, Figure, cost, figure
from benchmarks.repository import changed_lines, repository
from benchmarks.row import Row, Unit
from benchmarks.scene import WHOLE, Bench
from benchmarks.shards import Size, shard_files

_SHARDS = 8
_MANY = 50_000
_JOINED = Size()
_MEGABYTE = 1_000_000
_REVIEWBOT = str(Path(sys.executable).with_name("reviewbot"))


@dataclass(frozen=True, slots=True)
class Audits:
    """What audits cost: of `lines` on one machine and in shards, of very many files, and joining 256 shards."""

    lines: int
    whole: Cost
    shards: Sequence[Cost]
    many: Cost
    joined: Cost


def audits(bench: Bench) -> Audits:
    """Run every audit once: each takes long enough for the noise of a machine to even out."""
    whole = repository(bench.folder, 1, python_tree(WHOLE))
    many = repository(bench.folder, 1, tuple(_small(number) for number in range(_MANY)))
    reports = [str(one) for one in shard_files(bench.folder / "shards", _JOINED)]
    bench.say("auditing a million lines of Python")
    one = cost(_audit(whole))
    bench.say(f"auditing them in {_SHARDS} shards")
    several = tuple(cost(_audit(whole, "--shard", f"{number}/{_SHARDS}")) for number in range(1, _SHARDS + 1))
    bench.say(f"auditing {_MANY:,} files, and joining {_JOINED.shards} shards")
    merge = Command((_REVIEWBOT, "audit", "merge", *reports, "--format", "json"))
    return Audits(changed_lines(whole), one, several, cost(_audit(many)), cost(merge))


def audit_rows(taken: Audits) -> Iterator[Row]:
    """Hold what audits cost against their limits."""
    pace = taken.lines / taken.whole.cpu_seconds
    what = f"Audit of {taken.lines:,} lines of Python"
    clock = figure([taken.whole.wall_seconds])
    yield Row(what, Unit.SECONDS, clock, 60, note=f"by the clock; {pace:,.0f} lines a CPU second")
    yield Row("… its largest process", Unit.MEGABYTES, _peak(taken.whole), 400)
    ratio = sum(one.cpu_seconds for one in taken.shards) / taken.whole.cpu_seconds
    yield Row(f"… {_SHARDS} shards together against one machine", Unit.TIMES, figure([ratio]), 1.15, note="of CPU")
    wall = f"{taken.many.wall_seconds:.1f} s by the clock"
    yield Row(f"Audit of {_MANY:,} files: its largest process", Unit.MEGABYTES, _peak(taken.many), 400, note=wall)
    what = f"Joining {_JOINED.shards} shards with {_JOINED.findings:,} findings"
    yield Row(what, Unit.SECONDS, figure([taken.joined.wall_seconds]), 20, note="by the clock")
    yield Row("… its process", Unit.MEGABYTES, _peak(taken.joined))


def _small(number: int) -> ChangedFile:
    text = f'"""Part {number}."""\n\n\ndef part() -> int:\n    return {number}\n'
    return ChangedFile(f"shop/parts{number % 500}/part_{number}.py", None, text)


def _audit(folder: Path, *words: str) -> Command:
    wanted = ("audit", "run", "--repo", str(folder), "--rev", "change", "--engine", "detectors", "--format", "json")
    return Command((_REVIEWBOT, *wanted, *words))


def _peak(taken: Cost) -> Figure:
    return figure([taken.peak_bytes / _MEGABYTE])
