"""What was looked at, what was not, and why."""

from dataclasses import dataclass
from enum import StrEnum

EVERY = "*"
"""What stands in a cell for all paths, or for all items."""

UNREAD = "not read by the agent: "
"""How the reason of a cell begins whose file the agent should have read, and did not."""

NO_AGENT = "a question to the agent, which took no part"
"""The reason of an item's cell that only an agent could have examined."""

SWITCHED_OFF = "switched off by the team"
"""The reason of an item's cell that the team wants to hear nothing of."""

EMPTY = "empty"
"""The reason of a file in which there is nothing to look at."""

_CHOSEN = ("generated", "vendored", "lock file", "symbolic link", "submodule", "not in `", "excluded by `")


class FileState(StrEnum):
    """What became of a file of the change.

    Excluded is by design, failed is not: one failed file makes a review partial.
    """

    REVIEWED = "reviewed"
    EXCLUDED = "excluded"
    FAILED = "failed"


class CellState(StrEnum):
    """What became of one item for one file; a clean cell is not listed."""

    FINDING = "finding"
    NOT_EXAMINED = "not_examined"


@dataclass(frozen=True, slots=True)
class CoveredFile:
    """One file of the change; `reason` is empty only where all was looked at."""

    path: str
    state: FileState
    reason: str = ""

    @property
    def is_chosen(self) -> bool:
        """Tell whether nobody wants this path looked at, whatever is in it; else its text kept us from it."""
        return self.state is FileState.EXCLUDED and self.reason.startswith(_CHOSEN)


@dataclass(frozen=True, slots=True)
class Cell:
    """One file times one item; `path` is `*` where the item was left out of the whole review."""

    path: str
    item: str
    state: CellState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ledger: every file of the change, and every cell that is not clean."""

    files: tuple[CoveredFile, ...] = ()
    cells: tuple[Cell, ...] = ()
