"""How bad, how sure, and by whom: the words a finding is measured in."""

from enum import StrEnum


class Level(StrEnum):
    """Order words by their place in the class, lowest first.

    A report says the word and a threshold compares it, so one value serves both.
    """

    @property
    def rank(self) -> int:
        """Count the members below this one."""
        return list(type(self)).index(self)

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
