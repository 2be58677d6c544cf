"""Let an agent read slices of a whole branch, whoever's turn it is, as far as its money goes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from reviewbot.domain.audit import AuditReport, Design, RootCause, SeenSlice, Sketch, Slice
from reviewbot.domain.chunk import Gap
from reviewbot.domain.coverage import EVERY, NO_AGENT, UNREAD, Cell, CellState, Coverage, FileState
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Cost, Status
from reviewbot.findings.remarks import notes_of
from reviewbot.findings.root import joined, ranked_causes, rooted
from reviewbot.inventory.risk import Signs, rated
from reviewbot.inventory.turns import carried, in_turn
from reviewbot.reading import Agent
from reviewbot.touring import ENDS, Ground, Tour, read_wave, waves

_NEXT = 3
"""Slices that are named of those that come first next time."""


class Designer(Protocol):
    """Whoever judges the design of a repository."""

    def design(self, sketch: Sketch, is_fit: Callable[[str], bool], /) -> Design | Gap:
        """Judge it by its facts; `is_fit` tells which texts may be shown to people."""

    def cost(self) -> Cost:
        """Give what it all came to."""


def audited_by(agent: Agent, report: AuditReport, ground: Ground) -> AuditReport:
    """Add to an audit what an agent says of the slices whose turn it is.

    They are read in waves, each doubted before the next begins, until all are read or the money is spent: what is not
    read is a gap in the coverage, and comes first next time.
    """
    seen = carried(ground.slices, ground.before)
    order = _in_turn(report, ground, seen)
    tour, engine = Tour(), report.run.engine
    for wave in waves(order, agent.chunk_bytes):
        read_wave(wave, agent, ground, (engine, tour))
        if tour.ended:
            break
    return _with(report, tour, order, _seen_now(order, tour, report, seen), agent.cost())


def designed_by(
    agent: Designer, report: AuditReport, facts: Callable[[], Inventory], is_fit: Callable[[str], bool]
) -> AuditReport:
    """Add to an audit what an agent makes of the whole repository's facts; without it the report says why.

    It comes before the slices are read, or the money would be spent. Of an audit in several parts the first one judges,
    and reads the `facts` of the whole repository for it.
    """
    number, of = (report.shard.number, report.shard.of) if report.shard else (1, 1)
    if number > 1:
        return report
    is_part = of > 1
    known = facts() if is_part else report.inventory
    if known.is_empty:
        return report
    counts = None if is_part else Counter(one.item for cause in report.causes for one in cause.findings)
    said = agent.design(Sketch(report.snapshot.repository, known, counts), is_fit)
    if isinstance(said, Gap):
        return replace(report, notes=(*report.notes, f"Nobody judged the design: {said}."), cost=agent.cost())
    return replace(report, design=said, cost=agent.cost())


def _in_turn(report: AuditReport, ground: Ground, seen: Mapping[str, SeenSlice]) -> tuple[Slice, ...]:
    """Order the slices, with those of their files alone that are looked at at all."""
    asked = {one.path for one in report.coverage.files if one.state is FileState.REVIEWED}
    hits = dict[str, int]()
    for cause in report.causes:
        for one in cause.findings:
            hits[one.path] = hits.get(one.path, 0) + 1
    here = (replace(one, paths=tuple(path for path in one.paths if path in asked)) for one in ground.slices)
    slices = rated([one for one in here if one.paths], Signs(report.inventory, hits, ground.changes))
    return in_turn(slices, seen, report.snapshot.day, ground.changed)


def _seen_now(
    order: Sequence[Slice], tour: Tour, report: AuditReport, seen: Mapping[str, SeenSlice]
) -> tuple[SeenSlice, ...]:
    """Say of every slice when it was last read, with this run."""
    answered = {path for one in tour.readings if one.gap not in ENDS for path in one.chunk.paths}
    shown = {path for one in tour.readings for path in one.chunk.paths}
    now = dict(seen)
    for one in order:
        mine = shown.intersection(one.paths)
        is_tried = not answered.isdisjoint(one.paths) or not mine
        if report.snapshot.day and tour.opened.issuperset(one.paths) and is_tried:
            read = tour.read.intersection(one.paths)
            fresh = SeenSlice(one.id, one.title, report.snapshot.day, report.snapshot.sha, (), is_whole=mine <= read)
            now[one.id] = _continued(fresh, seen.get(one.id), one, read)
    return tuple(now[name] for name in sorted(now))


def _continued(fresh: SeenSlice, before: SeenSlice | None, one: Slice, read: Collection[str]) -> SeenSlice:
    """Add what was read before where only the rest was left: of both days the older one counts."""
    is_rest = before is not None and not before.is_whole and not set(before.paths) & set(one.paths)
    if before is None or not is_rest:
        return replace(fresh, paths=tuple(sorted(read)))
    return replace(fresh, day=before.day, sha=before.sha, paths=tuple(sorted({*before.paths, *read})))


def _with(
    report: AuditReport, tour: Tour, order: Sequence[Slice], slices: tuple[SeenSlice, ...], cost: Cost
) -> AuditReport:
    has_read = any(one.gap is None for one in tour.readings)
    causes = _causes(report, tour, has_read=has_read)
    found = {(one.path, one.item) for cause in causes for one in cause.findings}
    return replace(
        report,
        status=_status(report, tour),
        causes=causes,
        coverage=Coverage(
            report.coverage.files,
            (
                *(one for one in report.coverage.cells if not _is_answered(one, found, has_read=has_read)),
                *(Cell(path, item, CellState.FINDING) for path, item in sorted(found)),
                *dict.fromkeys(tour.cells),
                *_unread(order, tour, slices),
            ),
        ),
        read=tuple(sorted(tour.read)),
        slices=slices,
        notes=(*report.notes, *notes_of(tour.doubts, 0), *_told(order, tour)),
        problem=report.problem or tour.problem,
        cost=cost,
    )


def _is_answered(cell: Cell, found: Collection[tuple[str, str]], *, has_read: bool) -> bool:
    """Tell whether a cell of the detectors' is told anew, or is no gap any more."""
    return cell.state is CellState.FINDING or (cell.path, cell.item) in found or (has_read and cell.reason == NO_AGENT)


def _causes(report: AuditReport, tour: Tour, *, has_read: bool) -> tuple[RootCause, ...]:
    """Put what was said of the files that were read in the place of what detectors alone said of them."""
    if report.run.engine is Engine.AGENT:
        return rooted(tour.claims) if has_read else report.causes
    told = {one.finding.path for one in tour.claims} | tour.read
    acceptances = {one.id: one.acceptance for one in report.causes}
    others = [
        replace(cause, findings=left)
        for cause in report.causes
        if (left := tuple(one for one in cause.findings if one.path not in told))
    ]
    causes = joined((*others, *rooted(tour.claims)))
    return ranked_causes(replace(one, acceptance=acceptances.get(one.id)) for one in causes)


def _status(report: AuditReport, tour: Tour) -> Status:
    """Tell whether everything was looked at that this run had money for: the rest is what the next ones are for."""
    gaps = {one.gap for one in tour.readings} - {None, Gap.BUDGET}
    if tour.problem and report.run.engine is Engine.AGENT and not tour.read:
        return Status.FAILED
    return Status.PARTIAL if gaps and report.status is Status.COMPLETE else report.status


def _unread(order: Sequence[Slice], tour: Tour, slices: Sequence[SeenSlice]) -> Iterator[Cell]:
    """List the files of slices that nobody began; of what was read before, when."""
    days = {path: one.day for one in slices for path in one.paths}
    for path in sorted(path for one in order for path in one.paths if path not in tour.opened):
        before = f", last read on {days[path]}" if path in days else ""
        yield Cell(path, EVERY, CellState.NOT_EXAMINED, f"{UNREAD}{tour.ended}{before}")


def _told(order: Sequence[Slice], tour: Tour) -> Iterator[str]:
    """Say how much was read, and what comes next and why."""
    unpaid = {path for one in tour.readings if one.gap in ENDS for path in one.chunk.paths}
    left = [one for one in order if not tour.opened.issuperset(one.paths) or not unpaid.isdisjoint(one.paths)]
    read = [one for one in order if not tour.read.isdisjoint(one.paths)]
    yield f"The agent read {_counted(tour.read, 'file')} of {_counted(read, 'slice')}; there are {len(order):,} slices."
    if tour.ended:
        following = "; ".join(_named(one) for one in left[:_NEXT])
        yield f"It ended there: {tour.ended}. Next time comes first what is left: {following}."


def _named(one: Slice) -> str:
    return f"{one.title} ({', '.join(one.reasons)})" if one.reasons else one.title


def _counted(things: Collection[object], noun: str) -> str:
    return f"{len(things):,} {noun}" if len(things) == 1 else f"{len(things):,} {noun}s"
