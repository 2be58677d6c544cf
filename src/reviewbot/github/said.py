"""The lines of a comment that its author says: no code, no quotes, nothing hidden.

Markdown nests, and this reads it line by line: where the two could differ it leaves a line out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")
_BEFORE = r"(?P<before> {0,3}(?:(?:[-+*]|\d{1,9}[.)])[ \t]{1,4})*)"
_FENCE = re.compile(_BEFORE + r"(?P<mark>`{3,}+(?![^`]*`)|~{3,}+)")
_QUOTE = re.compile(_BEFORE + ">")
_HIDDEN = re.compile(_BEFORE + "<!--")


@dataclass(frozen=True, slots=True)
class _Fence:
    """Code after a line of back-ticks or tildes; `depth` is how far a list's bullets put it in."""

    mark: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Comment:
    """An HTML comment: one within a paragraph, not a block, is mere text where the paragraph ends before it."""

    is_block: bool


_Region = _Fence | _Comment


def said(body: str) -> Iterator[str]:
    """Give the lines of a comment's Markdown that a reader takes as its author's words, without line ends."""
    region: _Region | None = None
    is_quoted = False
    for line in _LINE_END.split(body):
        if region is not None and not _is_beyond(region, line):
            region = None if _ends(region, line) else region
            is_quoted = is_quoted and bool(line.strip())
            continue
        region = _region(line)
        is_quoted = _is_quoted(line, is_quoted)
        if not (is_quoted or isinstance(region, _Fence)):
            yield line


def _is_quoted(line: str, was_quoted: bool) -> bool:
    """Tell whether a line is a quote's, or goes on with its paragraph lazily."""
    if _QUOTE.match(line):
        return True
    return was_quoted and bool(line.strip()) and not _ends_paragraph(line)


def _region(line: str) -> _Region | None:
    """Tell what begins on a line and takes in those below."""
    if fence := _FENCE.match(line):
        before = fence["before"]
        return _Fence(fence["mark"], len(before) if before.strip() else 0)
    return _Comment(is_block=bool(_HIDDEN.match(line))) if _is_left_open(line) else None


def _is_beyond(region: _Region, line: str) -> bool:
    """Tell whether a line is outside of what began above, though nothing closed it."""
    if isinstance(region, _Comment):
        return not region.is_block and _ends_paragraph(line)
    # A line that stands left of the list that holds a fence ends both.
    return bool(line.strip()) and _indent(line) < region.depth


def _ends(region: _Region, line: str) -> bool:
    if isinstance(region, _Comment):
        is_closed = "-->" in line and not _is_left_open(line)
        return is_closed or not (region.is_block or line.strip())
    text = line.strip(" \t")
    is_mark = text.startswith(region.mark) and not text.strip(region.mark[0])
    return is_mark and _indent(line) <= region.depth + 3


def _ends_paragraph(line: str) -> bool:
    return bool(_FENCE.match(line) or _HIDDEN.match(line))


def _is_left_open(line: str) -> bool:
    return line.rfind("<!--") > line.rfind("-->")


def _indent(line: str) -> int:
    """Count the columns before the first word; a tab reaches to the next fourth."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
