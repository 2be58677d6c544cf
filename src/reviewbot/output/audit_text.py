"""An audit in the terminal: the ten worst root causes, counts of all, what was not looked at, the verdict last."""

import re
from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reviewbot.domain.audit import AuditReport, RootCause
from reviewbot.domain.finding import Finding
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.domain.visible import visible
from reviewbot.errors import Place
from reviewbot.output.audit_sum import AuditSum, audit_shortfall, audit_sum, audit_verdict, holdings
from reviewbot.output.paint import ALARM, BOLD, DIM, LINK, MARKS, Hanging, chip, code, prose
from reviewbot.output.screen import Terminal
from reviewbot.output.tally import WORST_FIRST, Gap
from reviewbot.output.wording import because, counted, found_by, listed, place

_MOST_CAUSES = 10
_MOST_PLACES = 4
_MOST_LINES = 4
_MOST_NAMES = 3
_MOST_REASONS = 8
_MOST_FAILED = 5
_COMMAND = re.compile(r"(?m)^(?:\s|\x1b\[[0-9;]*m)*:(?=:)|##(?=\[)")
"""Where GitHub's runner would begin to read a workflow command: `::` first on a line, `##[` anywhere."""

_Block = Text | Padding | Hanging | Table


def audit_text(report: AuditReport, terminal: Terminal) -> str:
    """Write an audit for a person at a terminal; nothing in it but our colours can steer that terminal."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=terminal.width,
        force_terminal=terminal.is_coloured,
        color_system="standard" if terminal.is_coloured else None,
        legacy_windows=False,
        highlight=False,
        # The environment decided already, where `terminal` was made.
        _environ={},
    )
    for block in _blocks(report, terminal):
        console.print(block)
    text = "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))
    if terminal.is_actions:
        text = _COMMAND.sub(r"\g<0>\\", text)
    shown = text.replace("…", terminal.glyphs.ellipsis)
    return shown.encode(terminal.encoding, "backslashreplace").decode(terminal.encoding)


def _blocks(report: AuditReport, terminal: Terminal) -> Iterator[_Block]:
    total = audit_sum(report)
    yield from _head(report, terminal)
    for cause in total.open[:_MOST_CAUSES]:
        yield from _cause(cause, terminal)
        yield Text()
    yield from _others(total)
    yield from _settled(total, terminal)
    yield from _coverage(report, total, terminal)
    yield Text()
    yield _verdict(report, total, terminal)


def _head(report: AuditReport, terminal: Terminal) -> Iterator[_Block]:
    one, shard = report.snapshot, report.shard
    at = f"{one.branch} at {one.sha[:10]}" if one.branch else one.sha[:10]
    parts = [
        "",
        visible(one.repository),
        visible(at),
        f"of {one.day}" if one.day else "",
        f"engine {report.run.engine}",
    ]
    parts += [f"shard {shard.number} of {shard.of}"] if shard else []
    dot = f" {terminal.glyphs.dot} "
    yield Text.assemble((visible(report.tool), BOLD), (dot.join(("", *filter(None, parts))), DIM))
    yield from (prose(note, terminal) for note in report.notes)
    if report.problem:
        where = f"{Place(report.problem.file, report.problem.line)}: " if report.problem.file else ""
        yield Text(visible(f"{where}{report.problem.kind}: {report.problem.hint}"), ALARM)
    yield Text()


def _cause(cause: RootCause, terminal: Terminal) -> Iterator[_Block]:
    one, count = cause.first, len(cause.findings)
    places = Text(f"  {counted(count, 'place')}", DIM) if count > 1 else Text()
    yield Text.assemble(
        chip(one.severity.upper(), one.severity, terminal), "  ", prose(one.title, terminal, BOLD), places
    )
    notes = [
        visible(one.item),
        f"{one.confidence} confidence",
        found_by(one),
        f"in {visible(cause.symbol)}" * bool(cause.symbol),
    ]
    dot = f" {terminal.glyphs.dot} "
    yield _indented(Text.assemble((place(one), LINK), (dot + dot.join(filter(None, [*notes, cause.id])), DIM)))
    yield _indented(prose(one.evidence.trigger, terminal))
    yield from _code(one, terminal)
    if count > 1:
        named = [place(other) for other in cause.findings[1 : _MOST_PLACES + 1]]
        more = count - 1 - len(named)
        yield _indented(
            Text.assemble(("Also at ", DIM), ", ".join(named), (f" and {more:,} more" if more else "", DIM))
        )
    yield _indented(Text.assemble(("Repair: ", DIM), prose(one.message, terminal)))


def _code(finding: Finding, terminal: Terminal) -> Iterator[_Block]:
    lines = finding.evidence.quote.split("\n")
    digits = len(str(finding.start_line + len(lines)))
    for number, text in enumerate(lines[:_MOST_LINES], finding.start_line):
        shown = code(text, finding.path, terminal.width - digits - 7, terminal)
        mark = (f"  {number:>{digits}} {terminal.glyphs.mark} ", MARKS[finding.severity])
        yield Text.assemble(mark, shown)
    if len(lines) > _MOST_LINES:
        yield Text(f"  {terminal.glyphs.ellipsis} and {counted(len(lines) - _MOST_LINES, 'line')} more", DIM)


def _others(total: AuditSum) -> Iterator[_Block]:
    """Count all root causes by area, and say where the rest can be read."""
    if not total.open:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("  root causes")
    for severity in WORST_FIRST:
        table.add_column(severity, justify="right")
    for area, counts in total.by_area:
        table.add_row(f"  {area}", *(f"{count:,}" if count else "" for count in counts.values()))
    yield table
    more = len(total.open) - _MOST_CAUSES
    if more > 0:
        yield Text(f"  {more:,} more: `-o audit.html` shows all of them, with their code", DIM)
    yield Text()


def _settled(total: AuditSum, terminal: Terminal) -> Iterator[_Block]:
    for noun, causes in (("accepted", total.accepted), ("suppressed", total.suppressed)):
        if causes:
            names = listed(sorted({one.first.item for one in causes}), _MOST_NAMES)
            yield Hanging(prose(f"{counted(len(causes), 'root cause')} {noun} ({visible(names)})", terminal, DIM))
    if total.accepted or total.suppressed:
        yield Text()


def _coverage(report: AuditReport, total: AuditSum, terminal: Terminal) -> Iterator[_Block]:
    seen = total.coverage
    yield Text("Coverage", BOLD)
    yield Hanging(Text(f"{counted(seen.files, 'file')} looked at, {counted(seen.lines, 'line')}: {_languages(report)}"))
    for file in seen.failed[:_MOST_FAILED]:
        said = prose(file.reason, terminal, ALARM)
        yield Hanging(Text(f"{terminal.glyphs.cross} NOT AUDITED {visible(file.path)}: ", ALARM) + said)
    if len(seen.failed) > _MOST_FAILED:
        yield Text(f"  and {len(seen.failed) - _MOST_FAILED:,} more that were not audited", ALARM)
    for gap in seen.unread[:_MOST_REASONS]:
        yield Hanging(Text(f"{terminal.glyphs.cross} NOT READ BY THE AGENT ", ALARM) + _gap("file", "", gap, terminal))
    yield from (Hanging(_gap("file", "excluded", gap, terminal)) for gap in seen.excluded[:_MOST_REASONS])
    yield from (Hanging(_gap("question", "not asked", gap, terminal)) for gap in seen.unasked[:_MOST_REASONS])
    if report.unsure:
        yield Text(f"  {counted(report.unsure, 'hit')} too unsure to be findings, not listed", DIM)
    held = holdings(report.inventory)
    if held:
        yield Text("Inventory", BOLD)
        yield Hanging(Text(held))


def _languages(report: AuditReport) -> str:
    most = sorted(report.extent, key=lambda one: (-one.lines, one.language))
    return listed([f"{one.language or 'plain text'} {one.lines:,}" for one in most], _MOST_NAMES) or "none"


def _gap(noun: str, word: str, gap: Gap, terminal: Terminal) -> Text:
    reason = because(word, gap.reason) if word else gap.reason
    why = prose(f"{counted(len(gap.names), noun)} {reason}", terminal, DIM)
    return why + Text(f" ({visible(listed(gap.names, _MOST_NAMES))})", DIM)


def _verdict(report: AuditReport, total: AuditSum, terminal: Terminal) -> Text:
    worst = next((severity for severity, count in total.by_severity.items() if count), None)
    said = Text(audit_verdict(report, total), BOLD)
    if report.status is Status.FAILED:
        said.stylize(ALARM)
    elif worst and worst >= Severity.HIGH:
        said = chip(said.plain, worst, terminal)
    no = f", {len(total.accepted):,} accepted" if total.accepted else ""
    missing = audit_shortfall(report, total)
    return Text.assemble(said, no, (f", {missing}" if missing else "", ALARM))


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))
