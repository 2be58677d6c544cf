"""One line of the table: what was measured, what it may be, what it is."""

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.process import Figure


class Unit(StrEnum):
    """What a number counts; a megabyte is a million bytes."""

    CPU_SECONDS = "CPU s"
    SECONDS = "s"
    MEGABYTES = "MB"
    TIMES = "times"
    CALLS = "calls"
    WRITES = "writes"
    TOKENS = "tokens"
    FILES = "files"
    FAULTS = "faults"
    DOLLARS = "USD"


_WHOLE = frozenset({Unit.MEGABYTES, Unit.CALLS, Unit.WRITES, Unit.TOKENS, Unit.FILES, Unit.FAULTS})


@dataclass(frozen=True, slots=True)
class Row:
    """A measure; without a `limit` it only gives the others their scale."""

    what: str
    unit: Unit
    figure: Figure
    limit: float | None = None
    note: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether the median is above the limit."""
        return self.limit is not None and self.figure.median > self.limit

    @property
    def verdict(self) -> str:
        """Give the word for the last column."""
        if self.limit is None:
            return ""
        return "over" if self.is_over else "ok"

    @property
    def allowed(self) -> str:
        """Write the limit."""
        return "" if self.limit is None else f"≤ {self._limit} {self.unit}"

    @property
    def measured(self) -> str:
        """Write the median, and the range where there were several runs."""
        middle, least, most = (self._written(one) for one in (self.figure.median, self.figure.least, self.figure.most))
        spread = f" ({least} to {most})" if least != most else ""
        return f"{middle} {self.unit}{spread}"

    @property
    def _limit(self) -> str:
        return f"{self.limit:,.0f}" if self.unit in _WHOLE else f"{self.limit:g}"

    def _written(self, number: float) -> str:
        return f"{number:,.0f}" if self.unit in _WHOLE else f"{number:.2f}"
