"""The whole audit of a branch, on one page."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain

from reviewbot.checklist.load import Checklist
from reviewbot.classes import ClassOf, class_of
from reviewbot.config.keys import Config
from reviewbot.config.resolve import for_path, is_off
from reviewbot.config.write import digest
from reviewbot.detectors.revisions import Given
from reviewbot.diff.attributes import FILE
from reviewbot.diff.source import source_of
from reviewbot.domain.audit import Audited, AuditReport, BaselineEntry, Extent, RootCause, Shard
from reviewbot.domain.coverage import EVERY, NO_AGENT, SWITCHED_OFF, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.inventory import Inventory, united
from reviewbot.domain.item import ContractDetector, Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Digests, Problem, Run, Status
from reviewbot.findings.baseline import accepted
from reviewbot.findings.root import is_settled, ranked_causes, rooted
from reviewbot.git.objects import Unread
from reviewbot.git.snapshot import Entry
from reviewbot.inventory.link import linked
from reviewbot.look import Detectors, Lens
from reviewbot.survey import Facts, Seen, excluded, stated, survey

_AHEAD = 4
"""Files that wait for a worker, for each: enough that none ever waits for us."""

_NO_FACTS = Inventory()
_MOST_ATTRIBUTES = 1_000
_LARGEST_ATTRIBUTES = 100_000

Read = Callable[[Sequence[Entry]], Iterable[tuple[Entry, bytes | Unread]]]
"""Gives the contents of entries, in their order, and holds only some of them at a time."""


@dataclass(frozen=True, slots=True)
class Auditable:
    """A version of a branch that is ready to be read: everything in it, and which entries this run looks at."""

    snapshot: Audited
    entries: tuple[Entry, ...]
    mine: tuple[Entry, ...]
    read: Read
    shard: Shard | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What an audit goes by besides the snapshot.

    `problem` is what kept part of what was asked for from running; `jobs` is how many files are looked at at a time.
    `prompts` is the digest of what an agent is told; `facts` reads what a file states, and `baseline` are
    the risks that the team's file accepts.
    """

    tool: str
    run: Run
    config: Config
    checklist: Checklist
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    jobs: int = 1
    prompts: str = ""
    facts: Facts = lambda _: _NO_FACTS
    baseline: tuple[BaselineEntry, ...] = ()


def audit(
    work: Auditable,
    setting: Setting,
    detectors: Detectors,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> AuditReport:
    """Look at every file of a snapshot, or of a shard of it, with the items that apply.

    `progress` is told how many of how many bytes were looked at.
    """
    lens = Lens(setting.checklist.items, setting.config, detectors, _kinds(work, setting.config))
    seen = sorted(_all_seen(work, lens, setting, progress), key=lambda one: one.covered.path)
    covered = tuple(one.covered for one in seen)
    found = rooted(chain.from_iterable(one.claims for one in seen))
    causes = found if work.shard else settled(found, setting.baseline, covered)
    # Where a router is mounted may stand in a file of another shard.
    facts = united([one.inventory for one in seen if not one.inventory.is_empty])
    return AuditReport(
        tool=setting.tool,
        run=setting.run,
        snapshot=work.snapshot,
        digests=Digests(digest(setting.config), setting.checklist.digest, setting.prompts),
        status=status(covered, setting.problem),
        causes=causes,
        coverage=Coverage(covered, (*_unasked(setting.checklist.items, setting.config), *_cells(seen, causes))),
        inventory=facts if work.shard else linked(facts),
        extent=_extent(seen),
        unsure=sum(one.unsure for one in seen),
        notes=(*setting.notes, *_noted(seen)),
        problem=setting.problem,
        shard=work.shard,
        baseline=setting.baseline,
    )


def inventory(work: Auditable, config: Config, detectors: Detectors, facts: Facts) -> Inventory:
    """Read what all files of a snapshot state, those of other shards too."""
    lens = Lens((), config, detectors, _kinds(replace(work, mine=work.entries), config))
    wanted = [one for one in work.entries if excluded(one, lens) is None]
    several = (stated(entry, data, lens, facts) for entry, data in work.read(wanted))
    return linked(united([one for one in several if not one.is_empty]))


def failing(report: AuditReport, config: Config) -> Iterator[RootCause]:
    """Give the root causes that are as grave as the `fail_on` of the path of one of their places."""
    for cause in report.causes:
        if not is_settled(cause) and any(_fails(one.path, one.severity, config) for one in cause.findings):
            yield cause


def settled(
    causes: tuple[RootCause, ...], baseline: Sequence[BaselineEntry], covered: Sequence[CoveredFile]
) -> tuple[RootCause, ...]:
    """Mark the root causes that the baseline accepts, and put them last; only with all causes it is plain which."""
    if not baseline:
        return tuple(causes)
    return ranked_causes(accepted(causes, baseline, frozenset(one.path for one in covered)))


def status(covered: Sequence[CoveredFile], problem: Problem | None, *, is_whole: bool = True) -> Status:
    """Tell whether everything that should be looked at was; `is_whole` where nothing else is known to be missing."""
    states = {one.state for one in covered}
    if states == {FileState.FAILED}:
        return Status.FAILED
    return Status.COMPLETE if is_whole and FileState.FAILED not in states and problem is None else Status.PARTIAL


def _fails(path: str, severity: Severity, config: Config) -> bool:
    least = for_path(config, path).fail_on.severity
    return least is not None and severity >= least


def _kinds(work: Auditable, config: Config) -> ClassOf:
    """Read the attributes of the whole snapshot: nobody hides a file from an audit that a review would show."""
    named = [one for one in work.entries if one.path.rpartition("/")[2] == FILE]
    small = [one for one in named if (one.size or 0) <= _LARGEST_ATTRIBUTES][:_MOST_ATTRIBUTES]
    texts = (source_of(entry.path, data) for entry, data in work.read(small) if isinstance(data, bytes))
    return class_of([one.path for one in work.mine], Given(tuple(texts)), config)


def _all_seen(work: Auditable, lens: Lens, setting: Setting, progress: Callable[[int, int], None]) -> Iterator[Seen]:
    left_out = {one.path: seen for one in work.mine if (seen := excluded(one, lens)) is not None}
    yield from left_out.values()
    wanted = [one for one in work.mine if one.path not in left_out]
    whole, done = sum(one.size or 0 for one in wanted), 0
    for entry, seen in _side_by_side(work.read(wanted), lens, setting):
        done += entry.size or 0
        progress(done, whole)
        yield seen


def _side_by_side(
    files: Iterable[tuple[Entry, bytes | Unread]], lens: Lens, setting: Setting
) -> Iterator[tuple[Entry, Seen]]:
    """Look at several files at a time, and hold no more of them than keeps the workers busy."""
    pool = ThreadPoolExecutor(setting.jobs)
    begun: deque[tuple[Entry, Future[Seen]]] = deque()
    try:
        for entry, data in files:
            begun.append((entry, pool.submit(survey, entry, data, lens, setting.facts)))
            if len(begun) > setting.jobs * _AHEAD:
                first, seen = begun.popleft()
                yield first, seen.result()
        for first, seen in begun:
            yield first, seen.result()
    finally:
        # Whoever interrupts must not wait for what nobody has begun.
        pool.shutdown(cancel_futures=True)


def _unasked(items: Sequence[Item], config: Config) -> Iterator[Cell]:
    for item in items:
        if is_off(item, config):
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, SWITCHED_OFF)
        elif not item.detectors:
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, NO_AGENT)
        elif all(isinstance(one, ContractDetector) for one in item.detectors):
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, "a question about a change, and an audit has none")


def _cells(seen: Sequence[Seen], causes: Sequence[RootCause]) -> Iterator[Cell]:
    """List by path what is not clean: items with a finding, and those of files that failed."""
    found = {(one.path, one.item) for cause in causes for one in cause.findings}
    failed = {(one.covered.path, name): one.covered.reason for one in seen for name in one.unanswered}
    for path, item in sorted(found | failed.keys()):
        is_found = (path, item) in found
        state = CellState.FINDING if is_found else CellState.NOT_EXAMINED
        yield Cell(path, item, state, "" if is_found else failed[path, item])


def _noted(seen: Sequence[Seen]) -> Iterator[str]:
    """Say what a reader should know besides, sorted: the order of shards must not show, nor their counts."""
    notes = {one.note for one in seen if one.note}
    if any(one.below for one in seen):
        notes.add("Findings below `min_severity` or `min_confidence` are left out.")
    yield from sorted(notes)


def _extent(seen: Sequence[Seen]) -> tuple[Extent, ...]:
    files, lines = Counter[str](), Counter[str]()
    for one in seen:
        if one.lines:
            files[one.language] += 1
            lines[one.language] += one.lines
    return tuple(Extent(name, files[name], lines[name]) for name in sorted(files))
