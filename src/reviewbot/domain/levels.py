"""How bad, how sure, and by whom: the words a finding is measured in."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache


class Level(StrEnum):
    """Order words by their place in the class, lowest first.

    A report says the word and a threshold compares it, so one value serves both.
    """

    @property
    def rank(self) -> int:
        """Count the members below this one."""
        return _ranks(type(self))[self]

    def __lt__(self, other: str) -> bool:
        """Compare by place, not by alphabet."""
        return self.rank < type(self)(other).rank

    def __le__(self, other: str) -> bool:
        """Compare by place, not by alphabet."""
        return self.rank <= type(self)(other).rank

    def __gt__(self, other: str) -> bool:
        """Compare by place, not by alphabet."""
        return self.rank > type(self)(other).rank

    def __ge__(self, other: str) -> bool:
        """Compare by place, not by alphabet."""
        return self.rank >= type(self)(other).rank


@cache
def _ranks(kind: type[Level]) -> Mapping[str, int]:
    return {one: rank for rank, one in enumerate(kind)}


class Severity(Level):
    """The harm if the claim is true."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Confidence(Level):
    """How sure the claim is.

    High is right at least nine times in ten, medium at least three in four; low is evidence for a reader
    and never a finding of its own.
    """

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Engine(StrEnum):
    """Who reads the change."""

    AUTO = "auto"
    DETECTORS = "detectors"
    AGENT = "agent"
    ALL = "all"
