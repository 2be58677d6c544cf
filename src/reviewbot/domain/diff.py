"""The change itself: files, hunks and lines, with git's and GitHub's words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Sha = NewType("Sha", str)


class Side(StrEnum):
    """Which version a line belongs to, in GitHub's words: the base or the head."""

    LEFT = "LEFT"
    RIGHT = "RIGHT"


class LineKind(StrEnum):
    """What a diff says of a line, as the character it writes before it."""

    CONTEXT = " "
    ADDED = "+"
    REMOVED = "-"


class FileStatus(StrEnum):
    """What happened to a file, in the words of GitHub's files API."""

    ADDED = "added"
    MODIFIED = "modified"
    REMOVED = "removed"
    RENAMED = "renamed"
    COPIED = "copied"


class FileKind(StrEnum):
    """What a tree entry is; only files have lines to review."""

    FILE = "file"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a hunk, without its line feed.

    `base` and `head` are its numbers there, from 1; None on the side where it does not exist.
    """

    kind: LineKind
    base: int | None
    head: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Neighbouring lines of a file's diff; `section` is what git writes behind the second `@@`."""

    lines: tuple[Line, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class FileDiff:
    """What the change does to one file.

    `path` is the head's name, and the base's for a removed file. `base_path` differs from it only for renamed
    and copied files. A blob is None where the file does not exist or only a diff is known.
    """

    path: str
    base_path: str
    status: FileStatus
    kind: FileKind
    hunks: tuple[Hunk, ...]
    is_binary: bool = False
    base_blob: Sha | None = None
    head_blob: Sha | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give the lines of all hunks in order."""
        return tuple(line for hunk in self.hunks for line in hunk.lines)

    @property
    def added(self) -> frozenset[int]:
        """Give the head's numbers of the added lines."""
        return frozenset(line.head for line in self.lines if line.kind is LineKind.ADDED and line.head)

    @property
    def removed(self) -> frozenset[int]:
        """Give the base's numbers of the removed lines."""
        return frozenset(line.base for line in self.lines if line.kind is LineKind.REMOVED and line.base)


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Some of the lines that a change adds to a file or removes from it: numbers in the head, and in the base."""

    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RawFileDiff:
    """One file of a change before its hunks are parsed.

    `section` is the file's part of the unified diff as bytes, header included; empty where there is none.
    """

    path: str
    base_path: str
    status: FileStatus
    kind: FileKind
    base_blob: Sha | None
    head_blob: Sha | None
    section: bytes


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of the change whose diff or contents are not read, and why: by design, or because it failed."""

    path: str
    reason: str
    is_by_design: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """All files of a change, in the order git gives them, and those that could not be read."""

    files: tuple[FileDiff, ...]
    unread: tuple[UnreadFile, ...] = ()
