"""GitHub workflow commands: findings as annotations on the lines of a run's files."""

from collections.abc import Iterator, Mapping

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report
from reviewbot.domain.visible import visible
from reviewbot.output.tally import Tally, shortfall, tally, verdict
from reviewbot.output.wording import counted

_KINDS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}
_MOST = 10
"""GitHub shows ten annotations of each kind a step and drops the others silently."""


def annotations(report: Report, items: Mapping[str, Item]) -> str:
    """Write a report as workflow commands, worst first; the last is the verdict and what GitHub will not show.

    Each finding is one line. A file that failed is an error, so that nobody takes silence for clean.
    """
    tallied = tally(report, items)
    commands = [*_failures(tallied), *(_annotation(finding) for finding in tallied.findings)]
    shown = list(_first(commands))
    return "".join(f"{command}\n" for command in (*shown, _last(report, tallied, len(commands) - len(shown))))


def _first(commands: list[str]) -> Iterator[str]:
    room = {"error": _MOST, "warning": _MOST, "notice": _MOST - 1}
    for command in commands:
        kind = command[2:].partition(" ")[0]
        room[kind] -= 1
        if room[kind] >= 0:
            yield command


def _annotation(finding: Finding) -> str:
    parts = [visible(finding.evidence.trigger), visible(finding.message), f"({finding.item})"]
    if finding.side is Side.LEFT:
        parts.insert(0, f"In the base version, line {finding.line}.")
    is_on_lines = finding.side is Side.RIGHT and finding.placement is not Placement.SUMMARY
    return _command(
        _KINDS[finding.severity],
        {
            "file": finding.path,
            **({"line": str(finding.start_line), "endLine": str(finding.line)} if is_on_lines else {}),
            "title": visible(f"{finding.severity}: {finding.title}"),
        },
        "\n".join(part for part in parts if part),
    )


def _failures(tallied: Tally) -> Iterator[str]:
    for file in tallied.failed:
        yield _command("error", {"file": file.path, "title": "not reviewed"}, visible(file.reason))


def _last(report: Report, tallied: Tally, more: int) -> str:
    dropped = f" {counted(more, 'annotation')} more than GitHub shows for one step." if more else ""
    notes = "".join(f" {visible(note)}" for note in report.notes)
    missing = shortfall(report, tallied)
    said = f"{verdict(report, tallied)}, {missing}" if missing else verdict(report, tallied)
    return _command("notice", {"title": "reviewbot"}, f"{said}.{notes}{dropped}")


def _command(kind: str, properties: Mapping[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
