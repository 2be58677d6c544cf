"""The code around the place of an older diff's excerpt, as it is now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewbot.domain.diff import FileDiff, Hunk, Line, LineKind
from reviewbot.domain.source import Source

_AROUND = 40
_MOST_CHANGED = 200
_LONGEST_LINE = 2_000
_TELLING = 8
"""Letters and digits from which on a line is hardly found where it does not belong."""

_HEADER = re.compile(r"@@ -\d{1,9}(?:,\d{1,9})? \+(?P<first>\d{1,9})(?:,\d{1,9})? @@")


def signed_lines(excerpt: str) -> tuple[str, ...]:
    """Give the lines of an excerpt that begin with a sign, without the header above and the remarks below them."""
    return tuple(line for line in excerpt.split("\n") if line[:1] in {*LineKind})


def place_of(excerpt: str, head: Source) -> int:
    """Give the line of the head where an excerpt ends, or where it would: what is nearest to its end still stands."""
    kept = [line[1:].strip() for line in signed_lines(excerpt) if line[:1] != LineKind.REMOVED]
    header = _HEADER.match(excerpt)
    last = int(header["first"]) + len(kept) - 1 if header else 1
    lines = [line.strip() for line in head.lines]
    for text in reversed(kept):
        if sum(map(str.isalnum, text)) >= _TELLING and text in lines:
            return min(
                (number for number, line in enumerate(lines, 1) if line == text), key=lambda one: abs(one - last)
            )
    return min(max(last, 1), len(lines))


def window(head: Source, file: FileDiff | None, line: int) -> Hunk:
    """Show the lines of the head around one of them, those that the change adds as such."""
    added = file.added if file else frozenset()
    first, last = max(1, line - _AROUND), min(len(head.lines), line + _AROUND)
    numbered = enumerate(head.lines[first - 1 : last], first)
    return Hunk(
        tuple(
            Line(LineKind.ADDED, None, number, text[:_LONGEST_LINE])
            if number in added
            else Line(LineKind.CONTEXT, number, number, text[:_LONGEST_LINE])
            for number, text in numbered
        )
    )


def nearest(hunks: Sequence[Hunk], line: int) -> tuple[Hunk, ...]:
    """Give the hunks that are nearest to a line of the head, in their order, as far as there is room for them."""
    ordered = sorted(range(len(hunks)), key=lambda one: _distance(hunks[one], line))
    return tuple(hunk for _, hunk in sorted(_fitting(hunks, ordered), key=lambda one: one[0]))


def _fitting(hunks: Sequence[Hunk], ordered: Sequence[int]) -> Iterator[tuple[int, Hunk]]:
    left = _MOST_CHANGED
    for one in ordered:
        lines = tuple(replace(line, text=line.text[:_LONGEST_LINE]) for line in hunks[one].lines[:left])
        left -= len(lines)
        if lines:
            yield one, replace(hunks[one], lines=lines)


def _distance(hunk: Hunk, line: int) -> int:
    numbers = [one.head or one.base or 0 for one in hunk.lines]
    return min((abs(number - line) for number in numbers), default=0)
