"""A change whose faults are known, to measure reviews by."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Split(StrEnum):
    """What a case may be used for: to work with, or only to measure."""

    OPEN = "open"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Gold:
    """A fault that a review should find, on lines of the head; of the base where the change removes the file.

    `also` are other items under which it may be said. `needs` is the file without which nobody can see it, empty
    where the change shows it.
    """

    item: str
    path: str
    start_line: int
    line: int
    why: str
    also: frozenset[str] = frozenset()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """What looks like a fault of an item, or of those in `also`, and is none."""

    item: str
    path: str
    start_line: int
    line: int
    why: str
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """One change with all that is known about it.

    `base` holds the whole repository before the change, `head` the files that the change adds or edits, both by path.
    A case without gold is clean: whatever is said about it is wrong.
    """

    name: str
    split: Split
    area: str
    languages: tuple[str, ...]
    title: str
    description: str
    base: Mapping[str, bytes]
    head: Mapping[str, bytes]
    removed: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    traps: tuple[Trap, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Tell whether there is nothing to find."""
        return not self.gold
