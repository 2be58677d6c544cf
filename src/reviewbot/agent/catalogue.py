"""What look-ups reach: files of the two commits by their paths, cleaned of secrets, and nothing else."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from reviewbot.agent.prompt import Fence, excerpted
from reviewbot.domain.diff import FileDiff, Hunk, Line, LineKind, Side
from reviewbot.domain.passage import Passages, Query, Unsearched
from reviewbot.domain.source import Source

LARGEST = 400_000
"""Characters of a file from which on it is not shown: to look for its secrets would take too long."""

_LONGEST_PATH = 1_000
_BINARY = 8_000
"""Characters in which a NUL makes a file binary, as git has it."""

_NAMES = 5
"""Files of the same name that are offered for one that is not there."""


class Library(Protocol):
    """Whoever has the files of both sides of a change."""

    def read_all(self, paths: Collection[str], side: Side, /) -> Sequence[Source]:
        """Give several files, without those that are missing or cannot be read."""

    def paths(self, side: Side, /) -> Sequence[str]:
        """List all files, sorted."""

    def search(self, query: Query, side: Side, /) -> Passages | Unsearched:
        """Find lines."""

    def diff(self, path: str, /) -> FileDiff | None:
        """Give what the change does to a file."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A library, and what keeps its secrets.

    `kept_back` says why a file is never shown, in words that follow its name; empty if it is. `fence` hides, `reveal`
    puts back what the model repeats of a hidden text.
    """

    library: Library
    kept_back: Callable[[str], str]
    fence: Fence
    reveal: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that may be shown: its lines, without secrets."""

    source: Source
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """Why something is not shown, as a sentence."""

    reason: str


def place(text: str, catalogue: Catalogue) -> str | Barred:
    """Read a path as the model writes it; empty for the whole repository."""
    path = catalogue.reveal(text).strip().removeprefix("./").rstrip("/")
    names = [] if path in ("", ".") else path.split("/")
    if len(path) > _LONGEST_PATH or "\0" in path or any(name in ("", ".", "..", ".git") for name in names):
        return Barred("Only files of the repository can be looked up, by their paths from its top.")
    return "/".join(names)


def sheet(path: str, side: Side, catalogue: Catalogue) -> Sheet | Barred:
    """Take out a file, or say why it is not shown."""
    if reason := catalogue.kept_back(path):
        return Barred(f"{named(path, catalogue)} {reason}.")
    source = next(iter(catalogue.library.read_all([path], side)), None)
    if source is None:
        return Barred(_missing(path, side, catalogue))
    return opened(source, catalogue)


def opened(source: Source, catalogue: Catalogue) -> Sheet | Barred:
    """Clean a file of its secrets, all at once: a part of one alone may not be known for what it is."""
    name = named(source.path, catalogue)
    if reason := catalogue.kept_back(source.path):
        return Barred(f"{name} {reason}.")
    if "\0" in source.text[:_BINARY]:
        return Barred(f"{name} is binary.")
    if len(source.text) > LARGEST:
        return Barred(f"{name} is too large to be shown: {len(source.text):,} characters.")
    text = catalogue.fence.hide(source.text.removesuffix("\n"))
    return Sheet(source, tuple(line.removesuffix("\r") for line in text.split("\n")))


def numbered(sheet_: Sheet, first: int, last: int, catalogue: Catalogue) -> str:
    """Write lines as the code of a prompt is written, with their numbers."""
    numbers = range(first, min(last, len(sheet_.lines)) + 1)
    lines = (Line(LineKind.CONTEXT, number, number, sheet_.lines[number - 1]) for number in numbers)
    return excerpted([Hunk(tuple(lines))], catalogue.fence)


def _missing(path: str, side: Side, catalogue: Catalogue) -> str:
    where = "base" if side is Side.LEFT else "head"
    name = path.rpartition("/")[2]
    alike = (one for one in catalogue.library.paths(side) if one.endswith(f"/{name}") and not catalogue.kept_back(one))
    names = [named(one, catalogue) for one in islice(alike, _NAMES)]
    said = f"{named(path, catalogue)} is no file of the {where}, or too large to be read."
    return f"{said} There is {', '.join(names)}." if names else said


def named(path: str, catalogue: Catalogue) -> str:
    """Write a path as it may be shown."""
    return f"`{catalogue.fence.line(path)}`"
