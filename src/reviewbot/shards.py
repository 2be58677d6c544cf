"""Divide an audit over several machines, and join what they report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from heapq import heapify, heapreplace
from itertools import chain, takewhile
from math import ceil
from typing import TypeVar

from reviewbot.audit import Auditable, settled, status
from reviewbot.domain.audit import AuditReport, Extent, SeenSlice, Shard, Slice
from reviewbot.domain.coverage import EVERY, Cell, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import FileKind
from reviewbot.domain.inventory import united
from reviewbot.domain.paths import PathClass, path_class
from reviewbot.domain.report import Cost, Status
from reviewbot.errors import UsageError
from reviewbot.findings.root import joined
from reviewbot.git.changes import LARGEST_FILE
from reviewbot.git.snapshot import Entry
from reviewbot.inventory.link import linked
from reviewbot.inventory.slices import sliced
from reviewbot.syntax.languages import grammar_of

_Thing = TypeVar("_Thing")

MOST = 256
"""GitHub starts at most so many jobs of one matrix."""

_WORTH_A_JOB = 240.0
"""CPU-seconds: to start a job takes half a minute by itself."""

_START = 3.5
"""CPU-seconds that each run takes before it looks at its first file."""

# CPU-seconds a megabyte: 20 MB of Python, the installed packages of a virtual environment, took 33 beside the start.
# Most detectors ask about Python and TypeScript; what decides over shards is only what one costs beside the other.
_COSTS: Mapping[str | None, float] = {"python": 1.7, "typescript": 1.7, "tsx": 1.7, "javascript": 1.7}
_OTHER_COST = 0.3
_LEFT_OUT = frozenset({PathClass.VENDORED, PathClass.GENERATED})
_HINT = "Run `reviewbot audit run --shard I/N` once for each I from 1 to N, at the same commit, and pass all N reports."


@dataclass(frozen=True, slots=True)
class Given:
    """A shard's report, and the file that it came in, for errors."""

    report: AuditReport
    file: str


def seconds(entries: Iterable[Entry]) -> float:
    """Estimate the CPU-seconds that detectors take for some files, without the start."""
    return sum(map(_seconds, entries))


def worth(entries: Iterable[Entry]) -> int:
    """Say how many machines an audit is worth: one for a small repository, at most as many as GitHub starts."""
    return min(max(ceil(seconds(entries) / _WORTH_A_JOB), 1), MOST)


def part(work: Auditable, shard: Shard) -> Auditable:
    """Leave one shard's files to look at: whole slices, chosen by nothing but what is in the snapshot."""
    mine = frozenset(_divided(work.entries, shard.of)[shard.number - 1])
    return replace(work, mine=tuple(one for one in work.entries if one.path in mine), shard=shard)


def loads(entries: Sequence[Entry], of: int) -> tuple[float, ...]:
    """Estimate the CPU-seconds of each of so many shards, its start included."""
    by_path = {one.path: one for one in entries}
    return tuple(_START + seconds(by_path[path] for path in paths) for paths in _divided(entries, of))


def whole(shards: Sequence[Given], work: Auditable | None = None) -> AuditReport:
    """Join the reports of all shards of one audit, in whatever order they come.

    Raises UsageError for a shard that is missing, there twice, or of another audit, by its number and file. With the
    `work` that was divided a missing one is no error: none of its files was looked at then.
    """
    ordered = _checked(shards if work is None else (*shards, *_lost(shards, work)))
    first, reports = ordered[0], ordered
    covered = tuple(sorted(_all(one.coverage.files for one in reports), key=lambda one: one.path))
    problem = next((one.problem for one in reports if one.problem), None)
    return replace(
        first,
        status=status(covered, problem, is_whole=all(map(_is_complete, reports))),
        causes=settled(joined(_all(one.causes for one in reports)), first.baseline, covered),
        coverage=Coverage(covered, _cells(reports)),
        inventory=linked(united([one.inventory for one in reports])),
        extent=_extent(_all(one.extent for one in reports)),
        design=next((one.design for one in reports if one.design), None),
        read=tuple(sorted(_all(one.read for one in reports))),
        slices=_slices(_all(one.slices for one in reports)),
        unsure=sum(one.unsure for one in reports),
        notes=_notes([one.notes for one in reports]),
        problem=problem,
        cost=_cost([one.cost for one in reports]),
        shard=None,
    )


def _lost(shards: Sequence[Given], work: Auditable) -> Iterator[Given]:
    """Give a report of nothing for each shard that has none, by the example of one that is there."""
    if not shards or shards[0].report.shard is None:
        return
    first, of = shards[0].report, shards[0].report.shard.of
    there = {one.report.shard.number for one in shards if one.report.shard}
    for number in sorted(frozenset(range(1, of + 1)) - there):
        missing = part(work, Shard(number, of))
        reason = f"shard {number} of {of} left no report"
        files = tuple(CoveredFile(one.path, FileState.FAILED, reason) for one in missing.mine)
        nothing = AuditReport(
            tool=first.tool,
            run=first.run,
            snapshot=first.snapshot,
            digests=first.digests,
            status=Status.FAILED,
            causes=(),
            coverage=Coverage(files),
            baseline=first.baseline,
            shard=missing.shard,
            notes=first.notes,
        )
        yield Given(nothing, reason)


def _seconds(entry: Entry) -> float:
    size = entry.size or 0
    if entry.kind is not FileKind.FILE or size > LARGEST_FILE or path_class(entry.path) in _LEFT_OUT:
        return 0.0
    return _COSTS.get(grammar_of(entry.path), _OTHER_COST) * size / 1_000_000


def _divided(entries: Sequence[Entry], of: int) -> tuple[tuple[str, ...], ...]:
    """Give each slice to the shard that has least to do, the dearest first: then none has much more than others."""
    cost = {one.path: _seconds(one) for one in entries}
    slices = sliced([(one.path, one.size or 0) for one in entries])
    shards: list[tuple[float, int, list[str]]] = [(0.0, number, []) for number in range(of)]
    heapify(shards)
    for weight, one in sorted(((_weight(one, cost), one) for one in slices), key=lambda pair: (-pair[0], pair[1].id)):
        load, number, paths = shards[0]
        heapreplace(shards, (load + weight, number, [*paths, *one.paths]))
    return tuple(tuple(paths) for _, _, paths in sorted(shards, key=lambda one: one[1]))


def _weight(one: Slice, cost: Mapping[str, float]) -> float:
    # A file that is not looked at takes its line in the report all the same.
    return sum(cost[path] + 0.0001 for path in one.paths)


def _checked(shards: Sequence[Given]) -> list[AuditReport]:
    """Put shards in their order; raises UsageError for any that do not make one audit."""
    seen: dict[int, Given] = {}
    for one in shards:
        shard = one.report.shard
        if shard is None:
            raise UsageError(f"`{one.file}` is the report of a whole audit, not of a shard.", _HINT)
        if shard.number in seen:
            files = f"`{seen[shard.number].file}` and `{one.file}`"
            raise UsageError(f"Shard {shard.number} of {shard.of} is there twice: {files}.", _HINT)
        foreign = _foreign(one.report, shards[0].report)
        if foreign:
            raise UsageError(f"`{one.file}` is no shard of the same audit as `{shards[0].file}`: {foreign}.", _HINT)
        seen[shard.number] = one
    of = shards[0].report.shard.of if shards and shards[0].report.shard else 0
    missing = [str(number) for number in range(1, of + 1) if number not in seen]
    if missing:
        noun = "Shard" if len(missing) == 1 else "Shards"
        raise UsageError(f"{noun} {', '.join(missing)} of {of} {'is' if len(missing) == 1 else 'are'} missing.", _HINT)
    return [seen[number].report for number in sorted(seen)]


def _foreign(one: AuditReport, first: AuditReport) -> str:
    """Say in what a shard differs from the first one that all of an audit must have in common."""
    ours, theirs = one.shard, first.shard
    pairs = {
        "the repository": (one.snapshot.repository, first.snapshot.repository),
        "the commit": (one.snapshot.sha, first.snapshot.sha),
        "the branch": (one.snapshot.branch, first.snapshot.branch),
        "the number of shards": (ours and ours.of, theirs and theirs.of),
        "the program": (one.tool, first.tool),
        "the configuration": (one.digests.config, first.digests.config),
        "the checklist": (one.digests.checklist, first.digests.checklist),
        "what the agent is told": (one.digests.prompts, first.digests.prompts),
        "the run": (one.run, first.run),
        "the baseline": (one.baseline, first.baseline),
    }
    return next((f"{name} is another one" for name, (mine, other) in pairs.items() if mine != other), "")


def _is_complete(report: AuditReport) -> bool:
    """Tell whether a shard did all but files that failed, which its coverage names."""
    return status(report.coverage.files, report.problem) is report.status


def _all(several: Iterable[Iterable[_Thing]]) -> Iterator[_Thing]:
    return chain.from_iterable(several)


def _cells(reports: Sequence[AuditReport]) -> tuple[Cell, ...]:
    """Keep the cells of all files once, those of one file sorted: as one machine lists them."""
    cells = dict.fromkeys(_all(one.coverage.cells for one in reports))
    everywhere = [one for one in cells if one.path == EVERY]
    return (*everywhere, *sorted((one for one in cells if one.path != EVERY), key=lambda one: (one.path, one.item)))


def _extent(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    files, lines = Counter[str](), Counter[str]()
    for one in extents:
        files[one.language] += one.files
        lines[one.language] += one.lines
    return tuple(Extent(name, files[name], lines[name]) for name in sorted(files))


def _slices(several: Iterable[SeenSlice]) -> tuple[SeenSlice, ...]:
    """Keep of each slice when it was read last."""
    last: dict[str, SeenSlice] = {}
    for one in sorted(several, key=lambda one: (one.day, one.is_whole, one.paths)):
        last[one.id] = one
    return tuple(last[name] for name in sorted(last))


def _notes(several: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Keep what all say in its order, then the others sorted: an audit says first what it goes by."""
    common = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*several, strict=False))]
    others = {note for notes in several for note in notes[len(common) :]}
    return (*common, *sorted(others))


def _cost(costs: Sequence[Cost]) -> Cost:
    return Cost(**{one.name: sum(getattr(cost, one.name) for cost in costs) for one in fields(Cost)})
