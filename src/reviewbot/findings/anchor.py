"""Find the place of a candidate: proven against the file's text, then against the lines that the diff shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.diff import FileDiff, Hunk, Side
from reviewbot.domain.finding import Anchor, Candidate, Placement


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate with an anchor that holds, where it can be said, and why not inline if it cannot."""

    candidate: Candidate
    placement: Placement
    reason: str = ""


def anchored(candidate: Candidate, lines: Sequence[str]) -> Candidate | None:
    """Give the candidate with an anchor on the lines that its quote agrees with, None where the text has no such lines.

    A quote that stands elsewhere, and only there, moves the anchor: line numbers of a model are often off by some.
    """
    quoted, said = candidate.quote.split("\n"), candidate.anchor.start_line
    if not candidate.quote.strip():
        return None
    places = [said] if _stands_at(quoted, lines, said) else _places(quoted, lines)
    if len(places) != 1:
        return None
    anchor = replace(candidate.anchor, start_line=places[0], line=places[0] + len(quoted) - 1)
    return replace(candidate, anchor=anchor)


def placed(candidate: Candidate, file: FileDiff | None) -> Placed:
    """Choose inline where one hunk shows the anchored lines, else the file, else the summary.

    GitHub accepts a comment only on lines of a hunk, both ends in the same one. Of an anchor that no hunk shows whole,
    the part that it shows is kept.
    """
    if file is None:
        return Placed(candidate, Placement.SUMMARY, "the file is not part of the diff")
    anchor = candidate.anchor
    for hunk in file.hunks:
        shown = _shown(hunk, anchor)
        if shown:
            return Placed(_narrowed(candidate, shown[0], shown[-1]), Placement.INLINE)
    return Placed(candidate, Placement.FILE, "the diff does not show these lines")


def _narrowed(candidate: Candidate, first: int, last: int) -> Candidate:
    anchor = candidate.anchor
    if (first, last) == (anchor.start_line, anchor.line):
        return candidate
    quote = candidate.quote.split("\n")[first - anchor.start_line : last - anchor.start_line + 1]
    narrow = Anchor(anchor.path, anchor.side, first, last)
    # A replacement of lines that the diff does not show cannot be applied by a click.
    return replace(candidate, anchor=narrow, quote="\n".join(quote), replacement=None)


def _shown(hunk: Hunk, anchor: Anchor) -> list[int]:
    numbers = (line.head if anchor.side is Side.RIGHT else line.base for line in hunk.lines)
    return [number for number in numbers if number and anchor.start_line <= number <= anchor.line]


def _places(quoted: Sequence[str], lines: Sequence[str]) -> list[int]:
    return [start for start in range(1, len(lines) - len(quoted) + 2) if _stands_at(quoted, lines, start)]


def _stands_at(quoted: Sequence[str], lines: Sequence[str], start: int) -> bool:
    found = lines[start - 1 : start - 1 + len(quoted)] if start > 0 else ()
    return len(found) == len(quoted) and all(
        ours.strip() == theirs.strip() for ours, theirs in zip(quoted, found, strict=True)
    )
