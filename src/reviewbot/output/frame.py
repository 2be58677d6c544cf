"""The lines of a change around an anchor, and a suggestion as a small change."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reviewbot.domain.diff import Diff, FileDiff, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Anchor, Finding

_MOST_ANCHORED = 12


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line of a code frame; `number` counts on the anchor's side."""

    number: int
    kind: LineKind
    text: str
    is_anchored: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Code around an anchor; `hidden` counts the anchored lines left out where there are too many to show."""

    lines: tuple[FrameLine, ...]
    hidden: int = 0


def frame(finding: Finding, diff: Diff, context: int = 2) -> Frame:
    """Cut a finding's code out of the change, with so many lines around it.

    Where the change does not show the anchored lines, the finding's own quote stands in for them.
    """
    anchor = finding.anchor
    lines = _from_diff(anchor, diff, context) or _from_quote(anchor, finding.evidence.quote)
    anchored = [line for line in lines if line.is_anchored]
    hidden = frozenset(line.number for line in anchored[_MOST_ANCHORED:])
    return Frame(tuple(line for line in _trimmed(lines) if line.number not in hidden), len(hidden))


def number_on(line: Line, side: Side) -> int | None:
    """Give a line's number on one side, None where it does not exist there."""
    return line.base if side is Side.LEFT else line.head


def file_of(path: str, diff: Diff) -> FileDiff | None:
    """Find a file of the change by its path."""
    return next((file for file in diff.files if file.path == path), None)


def suggestion_lines(finding: Finding) -> tuple[Line, ...]:
    """Write a finding's suggestion as a change of the anchored lines, unchanged ones as context."""
    text = finding.suggestion.text if finding.suggestion else ""
    before, after = finding.evidence.quote.split("\n"), text.split("\n") if text else []
    lines: list[Line] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += _lines(LineKind.CONTEXT, before[i:j])
        else:
            lines += _lines(LineKind.REMOVED, before[i:j]) + _lines(LineKind.ADDED, after[k:m])
    return tuple(lines)


def _trimmed(lines: Sequence[FrameLine]) -> Sequence[FrameLine]:
    """Drop blank lines at both ends, unless they are anchored."""
    telling = [i for i, line in enumerate(lines) if line.is_anchored or line.text.strip()]
    return lines[telling[0] : telling[-1] + 1] if telling else ()


def _from_diff(anchor: Anchor, diff: Diff, context: int) -> tuple[FrameLine, ...]:
    file = file_of(anchor.path, diff)
    for hunk in file.hunks if file else ():
        lines = _on_side(hunk, anchor)
        within = [index for index, line in enumerate(lines) if line.is_anchored]
        if within:
            return lines[max(0, within[0] - context) : within[-1] + context + 1]
    return ()


def _on_side(hunk: Hunk, anchor: Anchor) -> tuple[FrameLine, ...]:
    numbered = ((number_on(line, anchor.side), line) for line in hunk.lines)
    return tuple(
        FrameLine(number, line.kind, line.text, anchor.start_line <= number <= anchor.line)
        for number, line in numbered
        if number is not None
    )


def _from_quote(anchor: Anchor, quote: str) -> tuple[FrameLine, ...]:
    lines = quote.split("\n") if quote else []
    return tuple(FrameLine(anchor.start_line + i, LineKind.CONTEXT, text, True) for i, text in enumerate(lines))


def _lines(kind: LineKind, texts: Sequence[str]) -> list[Line]:
    return [Line(kind, None, None, text) for text in texts]
