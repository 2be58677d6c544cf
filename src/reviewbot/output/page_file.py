"""A changed file for the page: the rows of its diff, each comment behind the row it belongs to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reviewbot.domain.diff import FileDiff, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.visible import visible, visible_line
from reviewbot.output.frame import number_on
from reviewbot.output.highlight import Piece, pieces

_MOST_LINES = 2_000
_AROUND = 20

KINDS = {LineKind.CONTEXT: "context", LineKind.ADDED: "added", LineKind.REMOVED: "removed"}
"""What the style sheet calls a line."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A finding with its number on the page, which is its rank."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a diff: `kind` is `hunk`, `context`, `added` or `removed`, `severity` what marks it."""

    kind: str
    base: int | None
    head: int | None
    pieces: tuple[Piece, ...]
    severity: str = ""
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFile:
    """A changed file with what is said about it; `note` tells why lines are missing."""

    number: int
    diff: FileDiff
    rows: tuple[Row, ...]
    comments: tuple[Comment, ...]
    note: str

    @property
    def count(self) -> int:
        """Count the comments on the file and on its lines."""
        return len(self.comments) + sum(len(row.comments) for row in self.rows)


def page_file(
    number: int, file: FileDiff, comments: Sequence[Comment], *, is_coloured: bool, is_folded: bool
) -> PageFile:
    """Lay a file's diff out in rows, comments on lines that it does not show on top of it.

    Of a file with more than 2,000 lines only those around comments are laid out, and of a folded one none: `note`
    says so.
    """
    inline = [comment for comment in comments if comment.finding.placement is Placement.INLINE]
    is_large = len(file.lines) > _MOST_LINES
    hunks = () if is_folded else tuple(_near(file.hunks, inline)) if is_large else file.hunks
    cut = pieces if is_coloured else _uncoloured
    rows = tuple(row for hunk in hunks for row in _rows(hunk, file.path, inline, cut))
    placed = {comment.number for row in rows for comment in row.comments}
    on_top = tuple(comment for comment in comments if comment.number not in placed)
    return PageFile(number, file, rows, on_top, _note(file, is_large=is_large, is_folded=is_folded))


def _note(file: FileDiff, *, is_large: bool, is_folded: bool) -> str:
    if file.is_binary:
        return "A binary file: there are no lines to show."
    if is_folded:
        return "This change is large: diffs without comments are left out."
    if is_large:
        return f"This file's diff has {len(file.lines):,} lines: only those around comments are shown."
    return "" if file.hunks else "No lines changed."


def _rows(
    hunk: Hunk, path: str, comments: Sequence[Comment], cut: Callable[[str, str], tuple[Piece, ...]]
) -> Iterator[Row]:
    yield Row("hunk", None, None, (Piece(_header(hunk)),))
    ends: dict[tuple[Side, int], list[Comment]] = {}
    marks: dict[tuple[Side, int], str] = {}
    for comment in reversed(comments):
        finding = comment.finding
        ends.setdefault((finding.side, finding.line), []).insert(0, comment)
        marks |= dict.fromkeys(_anchored(comment), str(finding.severity))
    for line in hunk.lines:
        keys = [(side, number) for side in _sides(line) if (number := number_on(line, side))]
        yield Row(
            KINDS[line.kind],
            line.base,
            line.head,
            cut(line.text, path),
            next((marks[key] for key in keys if key in marks), ""),
            tuple(comment for key in keys for comment in ends.get(key, ())),
        )


def _sides(line: Line) -> tuple[Side, ...]:
    return (Side.LEFT,) if line.kind is LineKind.REMOVED else (Side.RIGHT, Side.LEFT)


def _header(hunk: Hunk) -> str:
    base = [line.base for line in hunk.lines if line.base]
    head = [line.head for line in hunk.lines if line.head]
    section = f" {visible(hunk.section)}" if hunk.section else ""
    return f"@@ -{base[0] if base else 0},{len(base)} +{head[0] if head else 0},{len(head)} @@{section}"


def _near(hunks: Sequence[Hunk], comments: Sequence[Comment]) -> Iterator[Hunk]:
    """Cut hunks down to the lines around anchors."""
    wanted = {key for comment in comments for key in _anchored(comment)}
    for hunk in hunks:
        hits = [
            index
            for index, line in enumerate(hunk.lines)
            if any((side, number_on(line, side)) in wanted for side in _sides(line))
        ]
        for start, end in _windows(hits):
            yield Hunk(hunk.lines[start:end], hunk.section)


def _windows(hits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Widen rising indices to ranges, one for those that touch."""
    start = end = 0
    for hit in hits:
        if hit - _AROUND > end:
            if end:
                yield start, end
            start = hit - _AROUND
        end = hit + _AROUND + 1
    if end:
        yield start, end


def _anchored(comment: Comment) -> Iterator[tuple[Side, int]]:
    # A report from elsewhere may claim an anchor of any length; no file laid out here has more lines than this.
    first, last = comment.finding.start_line, comment.finding.line
    for number in range(first, min(last, first + _MOST_LINES) + 1):
        yield comment.finding.side, number


def _uncoloured(text: str, _path: str) -> tuple[Piece, ...]:
    return (Piece(visible_line(text)),)
