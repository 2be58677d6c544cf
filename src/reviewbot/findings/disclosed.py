"""Leave out of an audit what a public repository must not show: security findings go to code scanning alone."""

from collections.abc import Mapping
from dataclasses import replace

from reviewbot.domain.audit import AuditReport, RootCause
from reviewbot.domain.coverage import CellState
from reviewbot.domain.levels import Severity
from reviewbot.findings.veil import SECURITY


def disclosed(report: AuditReport) -> AuditReport:
    """Give the report as everybody may read it: without security causes, and without what leads to their places.

    What an agent says of threats and failures names weaknesses that nobody has repaired, so it stays out too.
    """
    causes = tuple(one for one in report.causes if not _is_secret(one))
    hidden = {one.first.item for one in report.causes if _is_secret(one)}
    cells = tuple(one for one in report.coverage.cells if one.state is not CellState.FINDING or one.item not in hidden)
    design = replace(report.design, threats=(), failures=()) if report.design else None
    return replace(report, causes=causes, coverage=replace(report.coverage, cells=cells), design=design)


def secluded(report: AuditReport) -> Mapping[Severity, int]:
    """Count the security causes that stand, by severity, the worst first; what nobody has is left out."""
    standing = [one.severity for one in report.causes if _is_secret(one) and _stands(one)]
    return {severity: standing.count(severity) for severity in reversed(Severity) if severity in standing}


def _is_secret(cause: RootCause) -> bool:
    return any(one.area == SECURITY for one in cause.findings)


def _stands(cause: RootCause) -> bool:
    return cause.acceptance is None and any(one.suppressed is None for one in cause.findings)
