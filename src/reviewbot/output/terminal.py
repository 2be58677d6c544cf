"""The review in the terminal: findings worst first, then what was not looked at, the verdict last."""

import re
from collections.abc import Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Change, Problem, Report, Status
from reviewbot.domain.visible import visible
from reviewbot.errors import Place
from reviewbot.output.objection import CONFIGURATION, can_hold_comment, override
from reviewbot.output.paint import ALARM, BOLD, DIM, Hanging, chip, prose
from reviewbot.output.quoted import as_quoted
from reviewbot.output.screen import Terminal
from reviewbot.output.tally import Gap, Tally, grouped, shortfall, tally, verdict
from reviewbot.output.terminal_finding import Block, finding_blocks
from reviewbot.output.wording import TIMES, because, counted, listed, place

_MOST_WORTH_A_LOOK = 5
_MOST_NAMES = 3
_COMMAND = re.compile(r"(?m)^(?:\s|\x1b\[[0-9;]*m)*:(?=:)|##(?=\[)")
"""Where GitHub's runner would begin to read a workflow command: `::` first on a line, `##[` anywhere."""


def printed(report: Report, diff: Diff, items: Mapping[str, Item], terminal: Terminal) -> str:
    """Write a report for a person at a terminal; nothing in it but our colours can steer that terminal."""
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
    for block in _blocks(report, as_quoted(diff, report), items, terminal):
        console.print(block)
    text = "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))
    if terminal.is_actions:
        text = _COMMAND.sub(r"\g<0>\\", text)
    shown = text.replace("…", terminal.glyphs.ellipsis)
    return shown.encode(terminal.encoding, "backslashreplace").decode(terminal.encoding)


def _blocks(report: Report, diff: Diff, items: Mapping[str, Item], terminal: Terminal) -> Iterator[Block]:
    tallied = tally(report, items)
    yield from _head(report, terminal)
    for group in grouped(tallied.findings):
        yield from finding_blocks(group, diff, items, terminal)
        yield Text()
    if tallied.findings:
        yield from (prose(said, terminal, DIM) for said in _objections(tallied))
        yield Text()
    yield from _suppressed(tallied, terminal)
    yield from _worth_a_look(report, terminal)
    yield from _coverage(report, tallied, terminal)
    yield Text()
    yield _verdict(report, tallied, terminal)


def _head(report: Report, terminal: Terminal) -> Iterator[Block]:
    files = counted(len(report.coverage.files), "file")
    parts = ["", *_change(report.change), files, f"engine {report.run.engine}"]
    dot = f" {terminal.glyphs.dot} "
    yield Text.assemble((visible(report.tool), BOLD), (dot.join(parts), DIM))
    yield from (prose(note, terminal) for note in report.notes)
    if report.problem:
        yield _problem(report.problem)
    yield Text()


def _change(change: Change) -> Iterator[str]:
    if change.repository:
        yield visible(change.repository) + (f"#{change.pull}" if change.pull else "")
    if change.head_sha:
        yield visible(f"{(change.merge_base_sha or change.base_sha)[:10]}..{change.head_sha[:10]}")


def _problem(problem: Problem) -> Text:
    where = f"{Place(problem.file, problem.line)}: " if problem.file else ""
    return Text(visible(f"{where}{problem.kind}: {problem.hint}"), ALARM)


def _objections(tallied: Tally) -> Iterator[str]:
    """Say how to disagree: in the source, and by the example of the first finding where a file holds no comments."""
    without = [one for one in tallied.findings if not can_hold_comment(one.path)]
    has_others = len(without) < len(tallied.findings)
    if has_others:
        yield "Wrong about one? Write a comment `reviewbot: ignore[ITEM] reason` beside it."
    for one in without[:1]:
        when = "Where a file can hold none, set such as" if has_others else "Wrong about one? Set"
        yield f"{when} `{override(one)}` in `{CONFIGURATION}`."


def _suppressed(tallied: Tally, terminal: Terminal) -> Iterator[Block]:
    if tallied.suppressed:
        yield Text("Suppressed", BOLD)
        for finding in tallied.suppressed:
            no = finding.suppressed
            yield _line(finding, (no.reason or f"by {no.by}") if no else "", terminal)
        yield Text()


def _worth_a_look(report: Report, terminal: Terminal) -> Iterator[Block]:
    if report.worth_a_look:
        yield Text.assemble(("Worth a look", BOLD), (", too unsure to be findings", DIM))
        for finding in report.worth_a_look[:_MOST_WORTH_A_LOOK]:
            yield _line(finding, finding.title, terminal)
        more = len(report.worth_a_look) - _MOST_WORTH_A_LOOK
        if more > 0:
            yield Text(f"  and {more:,} more", DIM)
        yield Text()


def _line(finding: Finding, said: str, terminal: Terminal) -> Hanging:
    return Hanging(Text(f"{place(finding)}  ", DIM) + prose(f"{finding.item}: {said}", terminal, DIM))


def _coverage(report: Report, tallied: Tally, terminal: Terminal) -> Iterator[Block]:
    yield Text("Coverage", BOLD)
    yield Text(f"  {counted(tallied.reviewed, 'file')} reviewed, {tallied.questions} each")
    for file in tallied.failed:
        said = prose(file.reason, terminal, ALARM)
        yield Hanging(Text(f"{terminal.glyphs.cross} NOT REVIEWED {visible(file.path)}: ", ALARM) + said)
    for gap in tallied.unread:
        names = visible(listed(gap.names, _MOST_NAMES))
        said = prose(gap.reason, terminal, ALARM)
        yield Hanging(Text(f"{terminal.glyphs.cross} NOT REVIEWED BY THE AGENT {names}: ", ALARM) + said)
    yield from (_gap("file", "excluded", gap, terminal) for gap in tallied.excluded)
    yield from (_gap("file", "not shown", gap, terminal) for gap in tallied.withheld)
    yield from (_gap("question", "not asked", gap, terminal) for gap in tallied.unasked)
    yield from (_gap("question", "not examined", gap, terminal) for gap in tallied.unexamined)
    if report.preexisting:
        yield Text(f"  {counted(report.preexisting, 'hit')} from before this change, not listed", DIM)


def _gap(noun: str, word: str, gap: Gap, terminal: Terminal) -> Hanging:
    why = prose(f"{counted(len(gap.names), noun)} {because(word, gap.reason)}", terminal, DIM)
    return Hanging(why + Text(f" ({visible(listed(gap.names, _MOST_NAMES))})", DIM))


def _verdict(report: Report, tallied: Tally, terminal: Terminal) -> Text:
    worst = next((severity for severity, count in tallied.by_severity.items() if count), None)
    said = Text(verdict(report, tallied).replace(TIMES, terminal.glyphs.times), BOLD)
    if report.status is Status.FAILED:
        said.stylize(ALARM)
    elif worst and worst >= Severity.HIGH:
        said = chip(said.plain, worst, terminal)
    suppressed = f", {len(tallied.suppressed)} suppressed" if tallied.suppressed else ""
    missing = shortfall(report, tallied)
    return Text.assemble(said, suppressed, (f", {missing}" if missing else "", ALARM))
