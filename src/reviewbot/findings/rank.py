"""Put the worst first, and leave out what the thresholds leave out."""

from collections.abc import Iterable

from reviewbot.domain.finding import Finding
from reviewbot.domain.levels import Confidence, Severity


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by suppression, severity, confidence, then path, line and item: the same input, the same order."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[bool, int, int, str, int, str, str]:
    return (
        finding.suppressed is not None,
        -finding.severity.rank,
        -finding.confidence.rank,
        finding.path,
        finding.start_line,
        finding.item,
        finding.fingerprint,
    )


def reaches(finding: Finding, severity: Severity, confidence: Confidence) -> bool:
    """Tell whether a finding is grave and sure enough to be one."""
    return finding.severity >= severity and finding.confidence >= confidence
