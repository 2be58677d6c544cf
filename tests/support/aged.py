"""Audits of a repository that changes from day to day: places of findings in, reports out, ids as they really are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from reviewbot.domain.audit import Acceptance, Audited, AuditReport, CauseId, RootCause, SeenSlice
from reviewbot.domain.coverage import Cell, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement, Suppression
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Digests, Run, Status
from reviewbot.domain.tracked import Known, Life, Lived, Memory
from reviewbot.findings.life import lived
from reviewbot.findings.root import Claim, rooted

MONDAY = date(2026, 11, 2)
ACCEPTED = Acceptance("ada", "the peer is ours", "https://github.example/acme/shop/issues/7#issuecomment-1")


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding before anybody made one of it."""

    path: str = "shop/orders.py"
    symbol: str = "Orders.pay"
    quote: str = "requests.post(url, json=order)"
    line: int = 10
    item: str = "call-without-timeout"
    area: str = "reliability"
    source: str = "detector"
    severity: Severity = Severity.HIGH
    suppressed: Suppression | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What an audit looked at besides what it found.

    States of files and the reasons of some, cells, files that an agent read now and those that it ever read.
    """

    files: Mapping[str, FileState] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()
    read: tuple[str, ...] = ()
    engine: Engine = Engine.ALL
    reasons: Mapping[str, str] = field(default_factory=dict)
    ever: tuple[str, ...] = ()
    checklist: str = "c" * 64


NOTHING_ELSE = Scene()


def causes(*spots: Spot) -> tuple[RootCause, ...]:
    """Make root causes of findings, as an audit does."""
    return rooted(Claim(_finding(one), one.symbol) for one in spots)


def cause_id(spot: Spot) -> CauseId:
    """Give the id that an audit makes of a finding."""
    return causes(spot)[0].id


def audited(number: int, *spots: Spot, scene: Scene = NOTHING_ELSE) -> AuditReport:
    """Give the audit of the commit with this number: every file of `spots` was reviewed."""
    states = {one.path: FileState.REVIEWED for one in spots} | dict(scene.files)
    covered = tuple(CoveredFile(path, state, scene.reasons.get(path, "")) for path, state in states.items())
    day = MONDAY + timedelta(weeks=number)
    slices = (SeenSlice("shop", "shop", day, Sha("0" * 40), scene.ever, True),) if scene.ever else ()
    return AuditReport(
        tool="1.0.0",
        run=Run(f"{number:016x}", scene.engine, "whole"),
        snapshot=Audited("acme/shop", "main", Sha(f"{number:040x}"), MONDAY),
        digests=Digests("d" * 64, scene.checklist, "p" * 64),
        status=Status.COMPLETE,
        causes=causes(*spots),
        coverage=Coverage(covered, scene.cells),
        read=scene.read,
        slices=slices,
    )


def after(*reports: AuditReport) -> Lived:
    """Give what became of everything after several audits."""
    *earlier, last = reports
    memory: Memory | None = None
    for report in earlier:
        memory = going_on(memory, report).memory
    return going_on(memory, last)


def going_on(
    memory: Memory | None,
    report: AuditReport,
    accepted: Mapping[CauseId, Acceptance] | None = None,
    withdrawn: Iterable[CauseId] = (),
) -> Lived:
    """Give what became of everything after one more audit, as many weeks after the first Monday as its number."""
    day = MONDAY + timedelta(weeks=int(report.snapshot.sha, 16))
    return lived(report, memory, accepted or {}, day, frozenset(withdrawn))


def lives(life: Lived) -> dict[CauseId, Life]:
    """Give what became of each remembered cause."""
    return {one.id: one.life for one in life.memory.causes}


def only(life: Lived) -> Known:
    """Give the one cause that is remembered."""
    (known,) = life.memory.causes
    return known


def _finding(spot: Spot) -> Finding:
    return Finding(
        item=spot.item,
        area=spot.area,
        title="A slow peer holds this worker",
        message="Pass `timeout=10`.",
        path=spot.path,
        side=Side.RIGHT,
        start_line=spot.line,
        line=spot.line,
        severity=spot.severity,
        confidence=Confidence.HIGH,
        source=spot.source,
        evidence=Evidence(spot.quote, "When the peer does not answer."),
        related=(),
        suggestion=None,
        fingerprint=Fingerprint("0" * 16),
        placement=Placement.SUMMARY,
        placement_reason="",
        suppressed=spot.suppressed,
    )
