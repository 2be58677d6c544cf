"""Everything that may be looked up about a change: the files of both sides, a search over them, the diff."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from reviewbot.contents import SnapshotFiles
from reviewbot.diff.select import is_lock
from reviewbot.domain.diff import FileDiff, Side, UnreadFile
from reviewbot.domain.passage import Passage, Passages, Query, Unsearched
from reviewbot.domain.paths import matches
from reviewbot.domain.source import Source
from reviewbot.look import Contents

_MOST = 300
_MOST_OF_A_FILE = 20
_LONGEST_LINE = 1_000


class Shelf(Protocol):
    """The files of one side, as far as they are known."""

    def read(self, path: str) -> Source | None:
        """Give a file, None where there is none or it cannot be read."""

    def read_all(self, paths: Collection[str]) -> tuple[Source, ...]:
        """Give several files, sorted by their paths, without those that `read` gives nothing for."""

    def paths(self) -> Sequence[str]:
        """List the paths of all of them, sorted."""

    def search(self, query: Query) -> Passages | Unsearched:
        """Find lines."""


class ChangedFiles:
    """One side of the changed files alone, for contents that know no others; read when they are asked for."""

    def __init__(self, contents: Contents, files: Sequence[FileDiff], side: Side) -> None:
        self._contents = contents
        self._side = side
        self._files = {file.base_path if side is Side.LEFT else file.path: file for file in files}

    def read(self, path: str) -> Source | None:
        """Give a changed file as it is on this side."""
        file = self._files.get(path)
        versions = self._contents.versions(file) if file else None
        if versions is None or isinstance(versions, UnreadFile):
            return None
        source = versions.base if self._side is Side.LEFT else versions.head
        return replace(source, path=path) if source else None

    def read_all(self, paths: Collection[str]) -> tuple[Source, ...]:
        """Give several changed files."""
        return tuple(source for path in sorted(paths) if (source := self.read(path)) is not None)

    def paths(self) -> tuple[str, ...]:
        """List the changed files that this side has."""
        return tuple(path for path in sorted(self._files) if self.read(path) is not None)

    def search(self, query: Query) -> Passages | Unsearched:
        """Find a text; an expression is not searched for, because nothing could stop one that never ends."""
        if query.is_expression:
            return Unsearched("Only the diff is known here, which is searched for plain texts alone.")
        if not query.text.strip():
            return Unsearched("Search for some text.")
        found = [several for path in sorted(self._files) if (several := self._found(path, query))]
        few = [one for several in found for one in several[:_MOST_OF_A_FILE]]
        return Passages(tuple(few[:_MOST]), len(few[:_MOST]) == sum(map(len, found)))

    def _found(self, path: str, query: Query) -> list[Passage]:
        source = self.read(path) if _is_under(path, query.under) else None
        return [
            Passage(path, number, line[:_LONGEST_LINE])
            for number, line in enumerate(source.lines if source else (), 1)
            if query.text in line
        ]


class ChangeLibrary:
    """Answers about both sides of a change from its contents; nothing is fetched for it.

    Where a side is no commit, the diff is all that is known of it.
    """

    def __init__(self, contents: Contents, files: Sequence[FileDiff]) -> None:
        self._contents = contents
        self._files = files

    def read(self, path: str, side: Side) -> Source | None:
        """Give a file; a renamed one is found on either side by both of its names."""
        return next(iter(self.read_all([path], side)), None)

    def read_all(self, paths: Collection[str], side: Side) -> tuple[Source, ...]:
        """Give several files, sorted by their paths, without those that are missing or cannot be read."""
        shelf = self._shelf(side)
        found = {one.path: one for one in shelf.read_all(paths)}
        renamed = (self._renamed(path, shelf, side) for path in paths if path not in found)
        return tuple(sorted((*found.values(), *(one for one in renamed if one)), key=lambda one: one.path))

    def paths(self, side: Side) -> Sequence[str]:
        """List all known files of a side, sorted."""
        return self._shelf(side).paths()

    def search(self, query: Query, side: Side) -> Passages | Unsearched:
        """Find lines in all known files of a side."""
        return self._shelf(side).search(query)

    def diff(self, path: str) -> FileDiff | None:
        """Give what the change does to a file, by either of its names."""
        return next((one for one in self._files if path in (one.path, one.base_path)), None)

    def _renamed(self, path: str, shelf: Shelf, side: Side) -> Source | None:
        file = self.diff(path)
        if file is None or file.path == file.base_path:
            return None
        return shelf.read(file.base_path if side is Side.LEFT else file.path)

    def _shelf(self, side: Side) -> Shelf:
        return self._base if side is Side.LEFT else self._head

    # A shelf lists its paths once, so each side has one.
    @cached_property
    def _base(self) -> Shelf:
        return self._opened(Side.LEFT)

    @cached_property
    def _head(self) -> Shelf:
        return self._opened(Side.RIGHT)

    def _opened(self, side: Side) -> Shelf:
        files = self._contents.files(side)
        if isinstance(files, SnapshotFiles):
            return files.offline()
        return ChangedFiles(self._contents, self._files, side)


def kept_back(never_send: Sequence[str]) -> Callable[[str], str]:
    """Give a function that says why a file is not shown to a model, in words that end a sentence; empty if it is."""

    def reason(path: str) -> str:
        if matches(path, never_send):
            return "is kept back by the team (`never_send`)"
        return "is a lock file, which is not shown" if is_lock(path) else ""

    return reason


def _is_under(path: str, folder: str) -> bool:
    name = folder.rstrip("/")
    return not name or path == name or path.startswith(f"{name}/")
