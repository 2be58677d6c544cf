"""GitHub's own diff of two commits, as its API cuts it: files, patches, hunks and what it leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from simulator.git import git

MOST_FILES = 3_000
MOST_LINES = 20_000
MOST_BYTES = 1_000_000
MOST_BYTES_OF_A_FILE = 500_000
"""GitHub's documented limits of a diff; what is beyond them comes without its patch."""

_HEADER = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_FILE = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK = re.compile(r"^(?=@@ )", re.MULTILINE)
_STATUSES = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}


@dataclass(frozen=True, slots=True)
class Hunk:
    """A hunk: `text` is its header and lines, `position` the header's place in the file's patch."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    text: str
    position: int

    def has(self, side: str, line: int) -> bool:
        """Tell whether a line is part of the hunk on a side: every one in its range is, as context or change."""
        start, length = (self.old_start, self.old_count) if side == "LEFT" else (self.new_start, self.new_count)
        return start <= line < start + length

    def lines(self) -> Iterator[tuple[str, int, int, str]]:
        """Walk over the lines as mark, line on the left, line on the right (0 where it has none), text."""
        old, new = self.old_start, self.new_start
        for text in self.text.split("\n")[1:]:
            mark = text[:1]
            yield mark, old if mark in (" ", "-") else 0, new if mark in (" ", "+") else 0, text[1:]
            old += mark in (" ", "-")
            new += mark in (" ", "+")

    def place(self, side: str, line: int) -> int:
        """Count at which line below the header a line of a side stands, from 1."""
        at = 1 if side == "LEFT" else 2
        return next(place for place, found in enumerate(self.lines(), 1) if found[at] == line)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of a diff; `patch` is None where GitHub leaves it out, and `hunks` are then empty."""

    path: str
    previous: str | None
    status: str
    sha: str
    additions: int
    deletions: int
    patch: str | None
    hunks: tuple[Hunk, ...]

    def hunk(self, side: str, line: int) -> Hunk | None:
        """Find the hunk that shows a line."""
        return next((hunk for hunk in self.hunks if hunk.has(side, line)), None)


@lru_cache(maxsize=64)
def changes(folder: Path, base: str, head: str) -> tuple[FileChange, ...]:
    """Read all files of the diff, in git's order, with the patches that GitHub would show."""
    return tuple(_limited(_files(folder, base, head)))


@lru_cache(maxsize=256)
def moves(folder: Path, base: str, head: str) -> dict[str, tuple[Hunk, ...]]:
    """Read which lines of each file (by its path in `base`) went from one commit to the other, without context."""
    files = _files(folder, base, head, context=0)
    return {change.previous or change.path: change.hunks or _whole(change) for change in files}


def _whole(change: FileChange) -> tuple[Hunk, ...]:
    """Count a binary file as changed in every line, a mere rename in none."""
    is_same = change.status == "renamed" and change.patch is None and not change.additions
    return () if is_same else (Hunk(0, 10**9, 0, 0, "", 1),)


def _limited(files: Iterator[FileChange]) -> Iterator[FileChange]:
    lines = size = 0
    for change in files:
        if change.patch is None:
            yield change
            continue
        length, weight = change.patch.count("\n") + 1, len(change.patch.encode())
        lines, size = lines + length, size + weight
        is_shown = (
            length <= MOST_LINES and weight <= MOST_BYTES_OF_A_FILE and lines <= MOST_LINES and size <= MOST_BYTES
        )
        yield change if is_shown else _without_patch(change)


def _without_patch(change: FileChange) -> FileChange:
    return replace(change, patch=None, hunks=())


def _files(folder: Path, base: str, head: str, context: int = 3) -> Iterator[FileChange]:
    flags = ("--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "-M", f"-U{context}")
    output = git(folder, "diff-tree", "-r", "-z", "--patch-with-raw", *flags, base, head)
    if not output:
        return
    raw, _, text = output.partition(b"\0\0")
    patches = iter(_FILE.split(text)[1:])
    fields = iter(raw.split(b"\0"))
    for entry in fields:
        _, _, old, new, status = entry.decode().split(" ")
        first = _name(next(fields))
        path = _name(next(fields)) if status[0] in "RC" else first
        patch = next(patches)
        if status == "T":
            # A file that becomes a link is one entry and two patches, of which GitHub shows none.
            patch = (next(patches), b"")[1]
        previous = first if status[0] in "RC" else None
        yield _change(path, previous, status[0], old if status == "D" else new, patch)


def _name(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _change(path: str, previous: str | None, status: str, sha: str, text: bytes) -> FileChange:
    start = text.find(b"\n@@ ")
    patch = text[start + 1 :].decode("utf-8", "replace").removesuffix("\n") if start >= 0 else None
    hunks = tuple(_hunks(patch)) if patch else ()
    marks = [line[:1] for hunk in hunks for line in hunk.text.split("\n")[1:]]
    return FileChange(path, previous, _STATUSES[status], sha, marks.count("+"), marks.count("-"), patch, hunks)


def _hunks(patch: str) -> Iterator[Hunk]:
    position = 0
    for text in _HUNK.split(patch):
        header = _HEADER.match(text)
        if header is None:
            continue
        old, old_count, new, new_count = header.groups()
        body = text.removesuffix("\n")
        yield Hunk(int(old), int(old_count or 1), int(new), int(new_count or 1), body, position)
        position += body.count("\n") + 1
