"""Reports of the shards of a large audit, made up, to measure how long it takes to join them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewbot.domain.audit import Audited, AuditReport, RootCause, Shard
from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement, Step
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Digests, Run, Status
from reviewbot.findings.root import Claim, rooted
from reviewbot.output.audit_file import dumped

_SEVERITIES = tuple(Severity)
_QUOTES = 40
"""Different lines that a definition's findings quote: some causes have many places, in several shards."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large an audit is: its shards, and in all of them together its findings and files."""

    shards: int = 256
    findings: int = 100_000
    files: int = 50_000


def shard_files(folder: Path, size: Size) -> tuple[Path, ...]:
    """Write the report of each shard, as `audit run --shard` does, and give the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"{number}.json" for number in range(1, size.shards + 1))
    for number, file in enumerate(files, 1):
        file.write_text(dumped(_report(number, size)), "utf-8")
    return files


def _report(number: int, size: Size) -> AuditReport:
    mine = range(number - 1, size.files, size.shards)
    causes = rooted(_claims(number, size))
    return AuditReport(
        tool="reviewbot 0",
        run=Run("0" * 16, Engine.DETECTORS, "audit"),
        snapshot=Audited("acme/shop", "main", Sha("1" * 40), date(2026, 1, 1)),
        digests=Digests("", "", ""),
        status=Status.COMPLETE,
        causes=causes,
        coverage=Coverage(tuple(CoveredFile(_path(one), FileState.REVIEWED) for one in mine), tuple(_cells(causes))),
        shard=Shard(number, size.shards),
    )


def _claims(number: int, size: Size) -> Iterator[Claim]:
    for count in range(number - 1, size.findings, size.shards):
        yield Claim(_finding(count, count % size.files), f"module{count % 997}.Orders.total")


def _finding(count: int, file: int) -> Finding:
    return Finding(
        item=f"item-{count % 101}",
        area="data-access",
        title="N+1: one query per order",
        message="Load the relation together with the list, by one query for all of them.",
        path=_path(file),
        side=Side.RIGHT,
        start_line=count % 400 + 1,
        line=count % 400 + 1,
        severity=_SEVERITIES[count % len(_SEVERITIES)],
        confidence=Confidence.HIGH,
        source="detector",
        evidence=Evidence(
            f"    names.append(order.customer{count % _QUOTES}.name)",
            "When the list has n orders, each round loads one customer: 1 + n round trips.",
            (Step(_path(file), count % 400, "for order in orders"),),
        ),
        related=(),
        suggestion=None,
        fingerprint=Fingerprint("0" * 16),
        placement=Placement.SUMMARY,
        placement_reason="an audit is of no change: there is no line of a diff",
        suppressed=None,
    )


def _cells(causes: tuple[RootCause, ...]) -> Iterator[Cell]:
    for path, item in sorted({(one.path, one.item) for cause in causes for one in cause.findings}):
        yield Cell(path, item, CellState.FINDING)


def _path(number: int) -> str:
    return f"services/module{number % 211}/orders_{number}.py"
