"""Put a reader's claim on the lines that it means: a model's numbers are often off, and it quotes what it was shown."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from reviewbot.domain.finding import Candidate, Replacement
from reviewbot.domain.source import Source
from reviewbot.domain.visible import visible_lines
from reviewbot.findings.fingerprint import normalised
from reviewbot.syntax.definitions import definition_at, definitions
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import parsed

_NEAR = 30
"""Lines from where a claim says it stands within which the nearest of several equal quotes is meant."""


def settled(candidate: Candidate, source: Source) -> Candidate | None:
    """Give the claim with its lines, their text and the definition around them as the file has them.

    None where the file has no such lines, or several and none of them near: a claim without a place is none.
    """
    quoted = _shown(candidate.quote.strip("\n"))
    places = _places(quoted, _shown_once("\n".join(source.lines))) if any(quoted) else []
    start = _meant(places, candidate.anchor.start_line)
    if start is None:
        return None
    last = start + len(quoted) - 1
    placed = replace(
        candidate,
        anchor=replace(candidate.anchor, start_line=start, line=last),
        quote="\n".join(source.lines[start - 1 : last]),
        replacement=_moved(candidate, start),
    )
    return _named(placed, source, places)


def _shown(text: str) -> tuple[str, ...]:
    """Give lines as a reader was shown them, without their white space: not every reader copies that."""
    return tuple(map(normalised, visible_lines(text)))


# Of one file there are often several claims.
_shown_once = lru_cache(maxsize=2)(_shown)


def _places(quoted: Sequence[str], lines: Sequence[str]) -> list[int]:
    """Give the numbers from 1 of the lines where the quote begins."""
    first = [start for start, line in enumerate(lines) if line == quoted[0]]
    return [start + 1 for start in first if tuple(lines[start : start + len(quoted)]) == quoted]


def _meant(places: Sequence[int], said: int) -> int | None:
    """Give the only place, or the nearest one if it is near."""
    near = min(places, key=lambda start: abs(start - said), default=None)
    is_meant = near is not None and (len(places) == 1 or abs(near - said) <= _NEAR)
    return near if is_meant else None


def _named(candidate: Candidate, source: Source, places: Sequence[int]) -> Candidate:
    """Name the definition around a claim, and count the equal quotes before it there."""
    if source.language is None or not is_tame(source):
        return candidate
    tree, start = parsed(source.text, source.language), candidate.anchor.start_line
    around = definitions(tree)
    here = around.get(start, ())[-1:]
    before = sum(1 for place in places if place < start and around.get(place, ())[-1:] == here)
    return replace(candidate, definition=definition_at(tree, start), ordinal=before)


def _moved(candidate: Candidate, start: int) -> Replacement | None:
    """Move a replacement by as many lines as its claim was moved."""
    kept, by = candidate.replacement, start - candidate.anchor.start_line
    return replace(kept, start_line=kept.start_line + by, line=kept.line + by) if kept else None
