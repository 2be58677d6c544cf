"""A finding in the terminal: what happens, when, where, and what to write instead."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rich.padding import Padding
from rich.text import Text

from reviewbot.domain.diff import Diff, Line, LineKind, Side
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.visible import visible
from reviewbot.output.frame import FrameLine, frame, suggestion_lines
from reviewbot.output.paint import BOLD, CHANGES, DIM, LINK, MARKS, Hanging, chip, code, folded, prose
from reviewbot.output.screen import Terminal
from reviewbot.output.wording import counted, found_by, listed, place

Block = Text | Padding | Hanging
_MOST_RELATED = 8


def finding_blocks(
    group: Sequence[Finding], diff: Diff, items: Mapping[str, Item], terminal: Terminal
) -> Iterator[Block]:
    """Write findings that read the same: the first in full, of each other its code and what differs."""
    first = group[0]
    yield _title(group, terminal)
    yield _indented(_where(first, items, terminal))
    yield from _paragraph(prose(first.evidence.trigger, terminal))
    yield from _code(first, diff, terminal, context=2)
    yield from _labelled("Path", _steps(first, terminal))
    yield from _labelled("Repair", prose(first.message, terminal))
    yield from _suggestion(first, terminal)
    for before, other in pairwise(group):
        yield from _further(other, before, diff, terminal)
    yield from _labelled("Same cause", _related(first))
    yield from _labelled("See", Text(", ".join(_references(first, items, is_address=True)), DIM))


def _further(finding: Finding, before: Finding, diff: Diff, terminal: Terminal) -> Iterator[Block]:
    yield Text()
    yield _indented(Text(place(finding), LINK))
    if finding.evidence.trigger != before.evidence.trigger:
        yield _indented(prose(finding.evidence.trigger, terminal))
    yield from _code(finding, diff, terminal, context=0)
    yield from _labelled("Path", _steps(finding, terminal))
    if finding.message != before.message:
        yield from _labelled("Repair", prose(finding.message, terminal))
    yield from _suggestion(finding, terminal)
    yield from _labelled("Same cause", _related(finding))


def _title(group: Sequence[Finding], terminal: Terminal) -> Text:
    finding = group[0]
    word = chip(finding.severity.upper(), finding.severity, terminal)
    places = Text(f"  {counted(len(group), 'place')}", DIM) if len(group) > 1 else Text()
    return Text.assemble(word, "  ", prose(finding.title, terminal, BOLD), places)


def _where(finding: Finding, items: Mapping[str, Item], terminal: Terminal) -> Text:
    notes = [visible(finding.item), *_references(finding, items, is_address=False)]
    notes.append(f"{finding.confidence} confidence")
    if finding.side is Side.LEFT:
        notes.append("in the base")
    if finder := found_by(finding):
        notes.append(finder)
    if finding.placement is not Placement.INLINE:
        notes.append(visible(finding.placement_reason))
    dot = f" {terminal.glyphs.dot} "
    return Text.assemble((place(finding), LINK), (dot + dot.join(notes), DIM))


def _code(finding: Finding, diff: Diff, terminal: Terminal, context: int) -> Iterator[Block]:
    cut = frame(finding, diff, context)
    if not cut.lines:
        return
    yield Text()
    digits = max(len(str(line.number)) for line in cut.lines)
    anchored = [line for line in cut.lines if line.is_anchored]
    for line in cut.lines:
        yield _row(finding, line, digits, terminal)
        if cut.hidden and line is anchored[-1]:
            yield Text(f"  {terminal.glyphs.ellipsis} and {counted(cut.hidden, 'line')} more", DIM)


def _row(finding: Finding, line: FrameLine, digits: int, terminal: Terminal) -> Text:
    glyphs, style = terminal.glyphs, MARKS[finding.severity]
    bar = (glyphs.mark, style) if line.is_anchored else (glyphs.bar, DIM)
    number = (f"  {line.number:>{digits}} ", style if line.is_anchored else DIM)
    shown = code(line.text, finding.path, terminal.width - digits - 7, terminal)
    return Text.assemble(number, bar, (f" {line.kind} ", CHANGES[line.kind]), shown)


def _steps(finding: Finding, terminal: Terminal) -> Text:
    steps = [
        Text.assemble(
            prose(f"`{step.text.replace('`', '')}`", terminal),
            (f" L{step.line}" if step.path == finding.path else f" {visible(step.path)}:{step.line}", LINK),
        )
        for step in finding.evidence.path
    ]
    return Text(f" {terminal.glyphs.arrow} ").join(steps)


def _suggestion(finding: Finding, terminal: Terminal) -> Iterator[Block]:
    if finding.suggestion:
        yield Text()
        for line in suggestion_lines(finding):
            yield from _changed(line, finding.path, terminal)
        yield _indented(Text(f"Proven: {visible(finding.suggestion.proof)}", DIM))


def _changed(line: Line, path: str, terminal: Terminal) -> Iterator[Text]:
    """Show a line of a suggestion; one that changes is folded, for the difference may lie far to the right."""
    width, style = terminal.width - 6, CHANGES[line.kind]
    if line.kind is LineKind.CONTEXT:
        yield Text.assemble("      ", code(line.text, path, width, terminal), style=style)
        return
    for number, part in enumerate(folded(line.text, width, terminal)):
        yield Text(f"    {' ' if number else line.kind} {part}", style)


def _related(finding: Finding) -> Text:
    return Text(listed([place(anchor) for anchor in finding.related], _MOST_RELATED), LINK)


def _references(finding: Finding, items: Mapping[str, Item], *, is_address: bool) -> Iterator[str]:
    item = items.get(finding.item)
    for text in item.references if item else ():
        if text.startswith("https://") is is_address:
            yield visible(text)


def _labelled(label: str, text: Text) -> Iterator[Block]:
    if text.plain:
        yield from _paragraph(Text.assemble((f"{label}: ", BOLD), text))


def _paragraph(text: Text) -> Iterator[Block]:
    yield Text()
    yield _indented(text)


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))
