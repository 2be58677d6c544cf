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
    found it. `is_baseline` where the first audit found it, or the first one that asked its item: the code is older than
    the question. `since` and `seen` are the days of the audits that found it first and last; `left` is the commit whose
    audit said that it is gone. `origins` pair the paths of places that moved with those that they had first.
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
    left: Sha | None = None
    origins: tuple[tuple[str, str], ...] = ()


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
    """The state of a tracking issue: `generation` counts from 1 what was remembered, `run` is the last audit's.

    An audit that changes nothing gives the same memory, with the same generation: it need not be written again.
    `checklist` is the digest of the checklist that it was made by: an item that is new finds what was always there.
    `heard` is the number of the last comment whose commands were obeyed, so that each is obeyed once.
    """

    generation: int
    run: str
    causes: tuple[Known, ...]
    history: tuple[Past, ...] = ()
    slices: tuple[SeenSlice, ...] = ()
    checklist: str = ""
    heard: int = 0


@dataclass(frozen=True, slots=True)
class Lived:
    """An audit beside what was remembered: the memory from now on, and what this audit changed.

    `is_first` where nothing was remembered of another commit: then all that it found is the baseline, and nothing of it
    is news. `renamed` pairs the id that a cause has in the report with the older one under which people know it.
    """

    memory: Memory
    is_first: bool
    new: tuple[CauseId, ...] = ()
    reopened: tuple[CauseId, ...] = ()
    gone: tuple[CauseId, ...] = ()
    accepted: tuple[CauseId, ...] = ()
    renamed: tuple[tuple[CauseId, CauseId], ...] = ()

    @property
    def open(self) -> tuple[Known, ...]:
        """Give what is still to be done."""
        return tuple(one for one in self.memory.causes if one.life in {Life.NEW, Life.OPEN, Life.REOPENED})

    @property
    def news(self) -> tuple[Known, ...]:
        """Give what is worth a word to everybody: new or re-opened, and not only the question is new."""
        changed = {Life.NEW, Life.REOPENED}
        return tuple(one for one in self.memory.causes if one.life in changed and not one.is_baseline)
