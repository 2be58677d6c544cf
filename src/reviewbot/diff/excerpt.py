"""What a reader has to see of a changed file: its changed lines, the definitions around them, the imports used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.diff.imports import imports
from reviewbot.diff.unseen import changed, only
from reviewbot.domain.diff import ChangedLines, FileDiff, Hunk, Line, LineKind
from reviewbot.domain.source import Source
from reviewbot.syntax.definitions import Definition, definitions
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import parsed

_CONTEXT = 4
"""Lines around a change that stands in no definition."""

_WIDE_CONTEXT = 20
"""Lines around a change in a definition that is too long to be shown whole, or that cannot be told."""

_LONGEST_DEFINITION = 120


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of positions in the unified lines, both ends included, and the name of the definition around it."""

    first: int
    last: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Unified:
    """All lines of the head with the removed ones between them.

    `positions` and `definitions` are those of the head's lines, by their numbers; `context` is how many lines to show
    around a change in none.
    """

    lines: tuple[Line, ...]
    positions: Mapping[int, int]
    definitions: Mapping[int, tuple[Definition, ...]]
    context: int


def excerpts(file: FileDiff, head: Source, wanted: ChangedLines | None = None) -> tuple[Hunk, ...]:
    """Cut out what a reader of the change needs, in the order of the file; `section` names the definition around it.

    Removed lines stand where they were. Of a fragment only the hunks are known. What is imported comes first. Where
    only some changed lines are `wanted`, the others look as if they were not changed.
    """
    if head.is_fragment or not file.hunks:
        return file.hunks
    unified = _unified(file, head, changed(file) if wanted is None else wanted)
    spans = _merged(span for first, last in _runs(unified.lines) for span in _spans(unified, first, last))
    shown = tuple(Hunk(unified.lines[span.first : span.last + 1], span.name) for span in spans)
    used = imports(unified.lines, shown)
    return (Hunk(used, "imports"), *shown) if used else shown


def _unified(file: FileDiff, head: Source, wanted: ChangedLines) -> _Unified:
    lines = tuple(only(_lines(file, head), wanted))
    positions = {line.head: position for position, line in enumerate(lines) if line.head is not None}
    if head.language is None:
        return _Unified(lines, positions, {}, _CONTEXT)
    if not is_tame(head):
        return _Unified(lines, positions, {}, _WIDE_CONTEXT)
    return _Unified(lines, positions, definitions(parsed(head.text, head.language)), _CONTEXT)


def _lines(file: FileDiff, head: Source) -> Iterator[Line]:
    """Give all lines of both versions, numbered on both sides."""
    changed = {line.head: line for line in file.lines if line.head is not None}
    removed = _removed_before(file)
    base = 1
    for number, text in enumerate(head.lines if head.text else (), 1):
        gone = removed.pop(number, ())
        base += len(gone)
        line = changed.get(number) or Line(LineKind.CONTEXT, base, number, text)
        base += line.kind is LineKind.CONTEXT
        yield from (*gone, line)
    yield from (line for number in sorted(removed) for line in removed[number])


def _removed_before(file: FileDiff) -> dict[int, list[Line]]:
    """Give the removed lines by the number of the head's line that follows them."""
    removed: dict[int, list[Line]] = {}
    ahead = 0
    for line in file.lines:
        if line.base is not None and line.head is None:
            # A hunk without context names no line of the head: where it stands follows from what came before it.
            removed.setdefault(max(1, line.base + ahead), []).append(line)
            ahead -= 1
        ahead += line.base is None
    return removed


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give the ranges of positions without an unchanged line."""
    start: int | None = None
    for position, line in enumerate(lines):
        is_changed = line.kind is not LineKind.CONTEXT
        if is_changed and start is None:
            start = position
        elif not is_changed and start is not None:
            yield start, position - 1
            start = None
    if start is not None:
        yield start, len(lines) - 1


def _spans(unified: _Unified, first: int, last: int) -> Iterator[_Span]:
    """Give what to show around a run: short definitions whole, of a long one its head and the lines around the run."""
    around = _around(unified, first, last)
    if not around:
        yield _Span(max(0, first - unified.context), min(len(unified.lines) - 1, last + unified.context))
    for one in around:
        start, end = unified.positions[one.first], unified.positions.get(one.last, len(unified.lines) - 1)
        if one.last - one.first < _LONGEST_DEFINITION:
            yield _Span(min(start, first), max(end, last), one.name)
        else:
            yield _Span(start, start + _CONTEXT, one.name)
            # The run may reach out of the definition at either end.
            before, behind = max(start, first - _WIDE_CONTEXT), min(end, last + _WIDE_CONTEXT)
            yield _Span(min(before, first), max(behind, last), one.name)


def _around(unified: _Unified, first: int, last: int) -> tuple[Definition, ...]:
    """Give the smallest definition around all of a run, and the smallest at either end of it."""
    numbers = _numbers(unified.lines[first : last + 1])
    # Where lines were only removed, those beside them tell.
    numbers = numbers or _numbers(unified.lines[max(0, first - 1) : last + 2])
    if not numbers:
        return ()
    at_first, at_last = (unified.definitions.get(number, ()) for number in (numbers[0], numbers[-1]))
    around = [one for one in at_first if one.last >= numbers[-1]]
    return tuple(dict.fromkeys((*around[-1:], *at_first[-1:], *at_last[-1:])))


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [line.head for line in lines if line.head is not None]


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Join what overlaps or touches; the name of what begins first stays."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if merged and span.first <= merged[-1].last + 1:
            before = merged[-1]
            merged[-1] = _Span(before.first, max(before.last, span.last), before.name)
        else:
            merged.append(span)
    return merged
