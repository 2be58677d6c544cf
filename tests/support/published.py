"""Reports about a pull request that lives, and their publishing: findings are named by the line they are on."""

from collections.abc import Mapping
from dataclasses import replace

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Change, Digests, Gate, Report, Run, Status
from reviewbot.output.links import Links
from reviewbot.post import Writer
from reviewbot.publication import Publication
from reviewbot.publish import Published, Reader, publish
from support.life import Life

FIRST_OF_THE_AGENT = 5
"""Findings from this line on are an agent's; those on odd lines fail the check."""


def fingerprint(line: int) -> Fingerprint:
    """Give what the finding on a line is known by."""
    return Fingerprint(f"{line:016x}")


def finding(line: int) -> Finding:
    """Make the finding on a line."""
    return Finding(
        item="sql-injection",
        area="security",
        title="Something breaks",
        message="Do it another way.",
        path=f"shop/{line % 2}.py",
        side=Side.RIGHT,
        start_line=line,
        line=line,
        severity=Severity.CRITICAL if line % 2 else Severity.HIGH,
        confidence=Confidence.HIGH,
        source="agent" if line >= FIRST_OF_THE_AGENT else "detector",
        evidence=Evidence(f"call({line})", "When it is called, it breaks."),
        related=(),
        suggestion=None,
        fingerprint=fingerprint(line),
        placement=Placement.INLINE,
        placement_reason="",
        suppressed=None,
    )


def report(life: Life, *lines: int, run: int = 1, **more: object) -> Report:
    """Make the report of a complete review of the head that found something on some lines; further fields by name."""
    plain = Report(
        tool="reviewbot 0.1.0",
        run=Run(f"{run:016x}", Engine.ALL, "full"),
        change=Change("acme/shop", 7, Sha("b" * 40), Sha("c" * 40), life.pull.head_sha),
        digests=Digests("d" * 64, "e" * 64, ""),
        status=Status.COMPLETE,
        findings=tuple(map(finding, lines)),
        coverage=Coverage(tuple(CoveredFile(f"shop/{one}.py", FileState.REVIEWED) for one in (0, 1))),
        gate=Gate(tuple(fingerprint(one) for one in lines if one % 2)),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def published(
    life: Life,
    about: Report,
    reader: Reader | None = None,
    writer: Writer | None = None,
    items: Mapping[str, Item] | None = None,
) -> Published:
    """Publish without waiting; who reads and writes is the pull request itself unless another is given."""
    links = Links("https://github.example", "acme/shop", 7, life.pull.head_sha, "b" * 40, "c" * 40)
    return publish(Publication(about, items or {}, links), reader or life, writer or life, pause=lambda _seconds: None)
