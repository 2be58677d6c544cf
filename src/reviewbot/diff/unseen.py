"""Which lines of a change a complete review of it, before the last pushes, has not covered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewbot.domain.diff import ChangedLines, FileDiff, Line, LineKind


@dataclass(frozen=True, slots=True)
class Before:
    """A file as it was reviewed: what the change did to it then, and how its head and its base have changed since.

    `head` and `base` compare the version of then with that of now; None where they are the same.
    """

    file: FileDiff
    head: FileDiff | None = None
    base: FileDiff | None = None


def unseen(file: FileDiff, before: Before | None) -> ChangedLines:
    """Give the changed lines of a file that were not in the reviewed change, all of them where it was not there.

    An added line was in it if the head of then has that line too, and the change of then had added it; the same goes
    for a removed line and the base. Where the line stood, and what stood around it, makes no difference.
    """
    if before is None:
        return changed(file)
    return ChangedLines(
        file.added - frozenset(_kept(before.head, before.file.added, file.added)),
        file.removed - frozenset(_kept(before.base, before.file.removed, file.removed)),
    )


def changed(file: FileDiff) -> ChangedLines:
    """Give all changed lines of a file."""
    return ChangedLines(file.added, file.removed)


def only(lines: Iterable[Line], wanted: ChangedLines) -> Iterator[Line]:
    """Show some changed lines as changed: other added ones as if they had been there, other removed ones not at all."""
    for line in lines:
        if line.kind is LineKind.CONTEXT or is_among(line, wanted):
            yield line
        elif line.kind is LineKind.ADDED:
            yield Line(LineKind.CONTEXT, None, line.head, line.text)


def is_among(line: Line, wanted: ChangedLines) -> bool:
    """Tell whether a line of a diff is one of some changed lines."""
    if line.kind is LineKind.ADDED:
        return line.head in wanted.added
    return line.kind is LineKind.REMOVED and line.base in wanted.removed


def _kept(move: FileDiff | None, then: frozenset[int], now: frozenset[int]) -> Iterator[int]:
    """Give those numbers of today's lines that were among the lines of then."""
    if move is None:
        yield from then & now
        return
    for old, new in _pairs(move, max(now, default=0)):
        if old in then:
            yield new


def _pairs(move: FileDiff, last: int) -> Iterator[tuple[int, int]]:
    """Pair the numbers of the lines that two versions share, up to a line of the newer: they keep their order."""
    added, removed, old = move.added, move.removed, 0
    for new in range(1, last + 1):
        if new in added:
            continue
        old += 1
        while old in removed:
            old += 1
        yield old, new
