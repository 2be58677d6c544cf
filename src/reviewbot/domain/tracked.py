"""What is remembered from audit to audit: root causes and what became of them, and how it went over time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewbot.domain.audit import Acceptance, CauseId, SeenSlice
from reviewbot.domain.diff import Sha
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Confidence, Severity


class Life(StrEnum):
    """What became of a root cause.

    New is open for the first time; re-opened was gone or its acceptance was taken back. Gone is said only of what was
    looked at and not found again.
    """

    NEW = "new"
    OPEN = "open"
    REOPENED = "reopened"
    GONE = "gone"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Known:
    """A root cause as it is remembered: enough to recognise it, to say it, and to carry it along unseen.

    `sites` are some of its places, the gravest first, `count` is how many there are. `is_agents` where no detector
    found it. `is_baseline` where the first audit found it. `since` and `seen` are the days of the audits that found it
    first and last.
    """

    id: CauseId
    item: str
    area: str
    severity: Severity
    confidence: Confidence
    title: str
    message: str
    symbol: str
    pattern: str
    sites: tuple[Site, ...]
    count: int
    life: Life
    since: date
    seen: date
    is_agents: bool = False
    is_baseline: bool = False
    acceptance: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """One audit of the past, for the trend: how many root causes were open by severity, and what changed."""

    day: date
    sha: Sha
    critical: int
    high: int
    medium: int
    low: int
    new: int
    gone: int
    accepted: int
    files: int
    usd: float = 0.0
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of a tracking issue: `generation` counts the audits from 1, `run` is the last one's.

    `checklist` is the digest of the checklist that it was made by: an item that is new finds what was always there.
    """

    generation: int
    run: str
    causes: tuple[Known, ...]
    history: tuple[Past, ...] = ()
    slices: tuple[SeenSlice, ...] = ()
    checklist: str = ""


@dataclass(frozen=True, slots=True)
class Lived:
    """An audit beside what was remembered: the memory from now on, and what this audit changed.

    `is_first` where nothing was remembered: then all that it found is the baseline, and nothing of it is news.
    """

    memory: Memory
    is_first: bool
    new: tuple[CauseId, ...] = ()
    reopened: tuple[CauseId, ...] = ()
    gone: tuple[CauseId, ...] = ()
    accepted: tuple[CauseId, ...] = ()

    @property
    def open(self) -> tuple[Known, ...]:
        """Give what is still to be done."""
        return tuple(one for one in self.memory.causes if one.life in {Life.NEW, Life.OPEN, Life.REOPENED})
