"""Where a finding points in the head, whichever side of the diff it is anchored on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewbot.domain.case import Gold, Trap
from reviewbot.domain.diff import Diff, Hunk, Side
from reviewbot.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Spot:
    """What is claimed, and on which lines; both ends included."""

    item: str
    path: str
    start_line: int
    line: int


def spots(findings: Sequence[Finding], diff: Diff) -> tuple[Spot, ...]:
    """Give where findings point; what stands on removed lines points at those around the gap."""
    return tuple(_spot(one, diff) for one in findings)


def distance(spot: Spot, known: Gold | Trap) -> int | None:
    """Count the lines between a spot and what is known, 0 where they overlap; None in another file."""
    if spot.path != known.path:
        return None
    return max(spot.start_line - known.line, known.start_line - spot.line, 0)


def _spot(finding: Finding, diff: Diff) -> Spot:
    lines = [finding.start_line, finding.line]
    if finding.side is Side.LEFT:
        hunks = [hunk for file in diff.files if file.path == finding.path for hunk in file.hunks]
        lines = [number for hunk in hunks for number in _in_head(hunk, range(lines[0], lines[1] + 1))] or lines
    return Spot(finding.item, finding.path, min(lines), max(lines))


def _in_head(hunk: Hunk, removed: range) -> Iterator[int]:
    """Give the head's lines at which lines of the base stood: what is gone stood between two of them."""
    last = next((line.head - 1 for line in hunk.lines if line.head is not None), None)
    for line in hunk.lines:
        last = line.head or last
        if line.base in removed and last is not None:
            yield from (line.head,) if line.head else (max(last, 1), last + 1)
