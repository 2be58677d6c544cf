"""Reviewdog Diagnostic Format: one JSON object a line for each finding."""

from collections.abc import Mapping

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report
from reviewbot.output.encode import Json, encoded
from reviewbot.output.references import reference

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.HIGH: "ERROR",
    Severity.MEDIUM: "WARNING",
    Severity.LOW: "INFO",
}


def rdjsonl(report: Report, items: Mapping[str, Item]) -> str:
    """Write the findings that nobody suppressed for reviewdog, worst first."""
    findings = (finding for finding in report.findings if not finding.suppressed)
    return "".join(encoded(_diagnostic(finding, items), indent=None) + "\n" for finding in findings)


def _diagnostic(finding: Finding, items: Mapping[str, Item]) -> Json:
    return {
        "message": _message(finding),
        "location": {"path": finding.path, **_range(finding)},
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "reviewbot"},
        "code": {"value": finding.item, **_url(items.get(finding.item))},
        "suggestions": [{**_range(finding), "text": finding.suggestion.text}] if finding.suggestion else [],
        "original_output": finding.evidence.quote,
    }


def _message(finding: Finding) -> str:
    side = f"In the base version, line {finding.line}." if finding.side is Side.LEFT else ""
    parts = (finding.title, side, finding.evidence.trigger, finding.message)
    return "\n".join(part for part in parts if part)


def _range(finding: Finding) -> dict[str, Json]:
    """Give whole lines, both ends included, by leaving columns out; a line of the base has no place here."""
    if finding.side is Side.LEFT:
        return {}
    return {"range": {"start": {"line": finding.start_line}, "end": {"line": finding.line}}}


def _url(item: Item | None) -> dict[str, Json]:
    urls = [reference(text).url for text in item.references] if item else []
    return next(({"url": url} for url in urls if url), {})
