"""What an audit looked at: files by what became of them, and the slices that an agent reads in turn."""

from dataclasses import dataclass

from reviewbot.domain.audit import AuditReport, SeenSlice
from reviewbot.domain.coverage import EVERY, UNREAD, CellState, CoveredFile, FileState
from reviewbot.output.tally import Gap, gaps


@dataclass(frozen=True, slots=True)
class AuditCoverage:
    """The ledger of an audit, counted: what was looked at, and what was not and why.

    `unasked` are items that were put to no file, `unread` files that the agent should have read and did not.
    `slices` are those that were read at any time, the one longest ago first.
    """

    files: int
    lines: int
    failed: tuple[CoveredFile, ...]
    excluded: tuple[Gap, ...]
    unasked: tuple[Gap, ...]
    unread: tuple[Gap, ...]
    slices: tuple[SeenSlice, ...]


def audit_coverage(report: AuditReport) -> AuditCoverage:
    """Count the coverage of an audit."""
    files = report.coverage.files
    cells = [one for one in report.coverage.cells if one.state is CellState.NOT_EXAMINED]
    unread = [one for one in cells if one.item == EVERY and one.reason.startswith(UNREAD)]
    return AuditCoverage(
        files=sum(one.state is FileState.REVIEWED for one in files),
        lines=sum(one.lines for one in report.extent),
        failed=tuple(one for one in files if one.state is FileState.FAILED),
        excluded=gaps((one.reason, one.path) for one in files if one.state is FileState.EXCLUDED),
        unasked=gaps((one.reason, one.item) for one in cells if one.path == EVERY),
        unread=gaps((one.reason.removeprefix(UNREAD), one.path) for one in unread),
        slices=tuple(sorted(report.slices, key=lambda one: (one.day, one.title))),
    )
