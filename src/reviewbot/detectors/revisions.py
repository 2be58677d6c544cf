"""The two revisions that a comparison reads beyond the changed files."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reviewbot.domain.contract import Compared
from reviewbot.domain.source import Source, Versions


class Files(Protocol):
    """The files of one revision, of the whole repository."""

    def read(self, path: str) -> Source | None:
        """Give a file, None where there is none or it cannot be read as text."""

    def read_all(self, paths: Collection[str]) -> tuple[Source, ...]:
        """Give several files, in the order of their paths, leaving out those that `read` gives nothing for."""

    def paths(self) -> Sequence[str]:
        """List all paths, sorted; none where only a diff is known."""


@dataclass(frozen=True, slots=True)
class Given:
    """The files that are given, and no others."""

    sources: tuple[Source, ...] = ()

    def read(self, path: str) -> Source | None:
        """Give the file of that path."""
        return next((one for one in self.sources if one.path == path), None)

    def read_all(self, paths: Collection[str]) -> tuple[Source, ...]:
        """Give the files of those paths."""
        return tuple(sorted((one for one in self.sources if one.path in paths), key=lambda one: one.path))

    def paths(self) -> tuple[str, ...]:
        """List the paths of all of them, sorted."""
        return tuple(sorted(one.path for one in self.sources))


@dataclass(frozen=True, slots=True)
class Revisions:
    """The changed files in both versions, all files of either side, and the day of the head's commit if there is one.

    What was announced for a day is judged by that one: today's would say something else of the same change tomorrow.
    """

    changed: tuple[Versions, ...]
    base: Files
    head: Files
    day: date | None = None


Comparison = Callable[[Revisions], Compared]
"""Compares the contracts of one kind that a change touches."""


def alone(*changed: Versions, day: date | None = None) -> Revisions:
    """Give the revisions of a change beyond whose files nothing is known."""
    bases = tuple(one.base for one in changed if one.base is not None)
    heads = tuple(one.head for one in changed if one.head is not None)
    return Revisions(changed, Given(bases), Given(heads), day)
