"""What a search is asked and what it gives: lines of files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A text to look for in the lines of files, or a POSIX extended regular expression.

    `under` is a folder or a file to keep to; empty for all files.
    """

    text: str
    is_expression: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line that a search found; `line` counts from 1, a long `text` is cut."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What a search found, in the order of the paths; there may be more where it is not `is_whole`."""

    found: tuple[Passage, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Unsearched:
    """Why nothing was searched, as a sentence."""

    reason: str
