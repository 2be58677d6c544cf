"""How good reviews were: what one of them found and missed, and what all of them amount to."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.case import Case, Gold, Split, Trap
from reviewbot.domain.finding import Finding
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Cost


class Traffic(StrEnum):
    """Where the answers of a model came from."""

    NONE = "none"
    LIVE = "live"
    SIMULATED = "simulated"
    REPLAYED = "replayed"


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, and the finding that says it."""

    gold: Gold
    finding: Finding


@dataclass(frozen=True, slots=True)
class Taken:
    """A trap, and a finding that fell for it."""

    trap: Trap
    finding: Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """One review of one case, compared with what is known.

    `wrong` are the findings that say no fault, those that fell for a trap among them. `glimpsed` are missed faults that
    evidence points at, and `unsure` counts all evidence: neither counts as a finding. `gap` says what kept the review
    from being complete.
    """

    case: Case
    seconds: float
    found: tuple[Found, ...]
    missed: tuple[Gold, ...]
    wrong: tuple[Finding, ...]
    taken: tuple[Taken, ...]
    glimpsed: tuple[Gold, ...]
    unsure: int
    cost: Cost
    gap: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give all that was said, right and wrong."""
        return (*(one.finding for one in self.found), *self.wrong)


@dataclass(frozen=True, slots=True)
class Counts:
    """What several reviews amount to; a case that was reviewed three times counts three times.

    `clean` counts reviews of changes without a fault, `on_clean` the findings on them, `silent` those without any.
    `incomplete` counts reviews that could not look at everything: what they missed is missed.
    """

    reviews: int = 0
    clean: int = 0
    silent: int = 0
    found: int = 0
    missed: int = 0
    wrong: int = 0
    on_clean: int = 0
    traps: int = 0
    taken: int = 0
    glimpsed: int = 0
    unsure: int = 0
    inline: int = 0
    file: int = 0
    summary: int = 0
    suggestions: int = 0
    incomplete: int = 0
    calls: int = 0
    usd: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with the interval in which it lies in 95 of 100 repetitions."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of cases: all of a split, both splits if None, and one area of it unless that is empty.

    A figure is None where it has no meaning: no precision where nothing was said. `silent` is the share of clean
    changes on which nothing was said, `resisted` that of the traps.
    """

    split: Split | None
    area: str
    counts: Counts
    precision: Measure | None
    recall: Measure | None
    f1: Measure | None
    f05: Measure | None
    per_clean: Measure | None
    silent: Measure | None
    resisted: Measure | None


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """How one item fared: faults of it that were found and missed, and what was wrongly said under its name."""

    item: str
    found: int
    missed: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an evaluation was made with: the same conditions and no model give the same figures, times aside.

    `checklist` and `cases` are digests.
    """

    tool: str
    engine: Engine
    traffic: Traffic
    runs: int
    checklist: str
    cases: str


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All figures of an evaluation; `items` and `outcomes` are those of cases that one may look at."""

    conditions: Conditions
    rows: tuple[Row, ...]
    items: tuple[ItemCounts, ...]
    outcomes: tuple[Outcome, ...]
