"""Cut a change into what one conversation is about: files that belong together, as many as fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from reviewbot.diff.related import related
from reviewbot.domain.chunk import Chunk, Piece
from reviewbot.domain.diff import Hunk, Line, Side
from reviewbot.domain.finding import Anchor

_FRAME = 8
"""Bytes around a line: its number and sign."""

_CLOSING = (")", "]", "}")
_NOWHERE = 1_000

_Thing = TypeVar("_Thing")


def chunked(pieces: Sequence[Piece], limit: int, risk: Callable[[Piece], int]) -> tuple[Chunk, ...]:
    """Bring pieces together: related ones first, then neighbours, up to `limit` bytes of code a chunk.

    A piece that is larger by itself is split at its definitions. Every line of every piece is in exactly one chunk.
    """
    groups = [group for family in _families(pieces, limit) for group in _packed(family, size, limit)]
    return tuple(
        Chunk(
            tuple(piece for group in several for piece in group),
            max(risk(piece) for group in several for piece in group),
        )
        for several in _packed(groups, lambda group: sum(map(size, group)), limit)
    )


def parts(piece: Piece, limit: int) -> tuple[Piece, ...]:
    """Split a piece of more than `limit` bytes between its excerpts, and a longer excerpt between its definitions."""
    if size(piece) <= limit:
        return (piece,)
    windows = [window for excerpt in piece.excerpts for window in _windows(excerpt, limit)]
    groups = list(_packed(windows, _bytes, limit))
    return tuple(_part(piece, tuple(group), (number, len(groups))) for number, group in enumerate(groups, 1))


def size(piece: Piece) -> int:
    """Give the bytes of a piece's code as it is shown."""
    return sum(map(_bytes, piece.excerpts))


def _part(piece: Piece, excerpts: tuple[Hunk, ...], part: tuple[int, int]) -> Piece:
    """Give one part its excerpts, and what detectors say about them; what is said of no line shown goes first."""
    is_first = part[0] == 1
    evidence = tuple(
        one
        for one in piece.evidence
        if _is_shown(one.anchor, excerpts) or (is_first and not _is_shown(one.anchor, piece.excerpts))
    )
    return replace(piece, excerpts=excerpts, evidence=evidence, part=part)


def _is_shown(anchor: Anchor, excerpts: Sequence[Hunk]) -> bool:
    numbers = (line.head if anchor.side is Side.RIGHT else line.base for hunk in excerpts for line in hunk.lines)
    return anchor.start_line in numbers


def _windows(excerpt: Hunk, limit: int) -> Iterator[Hunk]:
    """Cut an excerpt where definitions begin, as late as the limit allows."""
    start = 0
    while start < len(excerpt.lines):
        rest = excerpt.lines[start : start + limit // _FRAME + 2]
        fitting = len(next(_packed(rest, _line_bytes, limit)))
        end = fitting if fitting == len(rest) else _boundary(rest, fitting)
        yield replace(excerpt, lines=rest[:end])
        start += end


def _boundary(lines: Sequence[Line], last: int) -> int:
    """Find where to cut, in the second half: before the least indented line, and behind a blank one if there is."""
    return min(range(last // 2 + 1, last + 1), key=lambda index: (*_depth(lines, index), -index))


def _depth(lines: Sequence[Line], index: int) -> tuple[int, bool]:
    text = lines[index].text
    bare = text.strip()
    if not bare or bare.startswith(_CLOSING):
        return _NOWHERE, True
    return len(text.expandtabs()) - len(text.expandtabs().lstrip()), bool(lines[index - 1].text.strip())


def _bytes(excerpt: Hunk) -> int:
    return sum(map(_line_bytes, excerpt.lines))


def _line_bytes(line: Line) -> int:
    text = line.text
    return _FRAME + (len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass")))


def _packed(things: Sequence[_Thing], weight: Callable[[_Thing], int], limit: int) -> Iterator[list[_Thing]]:
    """Fill one group after the other in the order given; what is too heavy by itself is a group of its own."""
    group: list[_Thing] = []
    total = 0
    for thing in things:
        heavy = weight(thing)
        if group and total + heavy > limit:
            yield group
            group, total = [], 0
        group.append(thing)
        total += heavy
    if group:
        yield group


def _families(pieces: Sequence[Piece], limit: int) -> Iterator[list[Piece]]:
    """Group what is related and fits together, in the order of the first paths; what is too large comes in parts."""
    ordered = sorted(pieces, key=lambda piece: piece.file.path)
    weights = [size(piece) for piece in ordered]
    homes = [[index] for index in range(len(ordered))]
    for one, other in related(ordered):
        here, there = homes[one], homes[other]
        if here is not there and sum(weights[index] for index in (*here, *there)) <= limit:
            here += there
            for index in there:
                homes[index] = here
    for index, home in enumerate(homes):
        if min(home) == index:
            yield [part for member in sorted(home) for part in parts(ordered[member], limit)]
