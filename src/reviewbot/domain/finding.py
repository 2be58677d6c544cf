"""From a claim that nobody has checked to one that we stand by."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from reviewbot.domain.diff import Side
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Confidence, Severity

Fingerprint = NewType("Fingerprint", str)
"""16 hexadecimal digits that stay the same when a push only moves the code."""


class Placement(StrEnum):
    """Where on a pull request a finding is said."""

    INLINE = "inline"
    FILE = "file"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The lines to comment on: both ends included, counted from 1 on `side`."""

    path: str
    side: Side
    start_line: int
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the way from cause to effect."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """Text for whole lines of the head: `start_line` to `line`, both included, without a final line feed."""

    start_line: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that nobody has checked.

    `quote` is the text of the anchored lines. `steps` lead from what the claim rests on to them; `secrets` are texts
    that must be masked wherever the claim is said. `definition` is the dotted name of the enclosing definition, empty
    at module level, and `ordinal` counts equal quotes of one item in it from 0: with the quote they make the
    fingerprint. `severity` is there where the claim knows it better than its item. `refute` says what would make the
    claim wrong, `related` are other places that take part in it.
    """

    item: str
    anchor: Anchor
    quote: str
    title: str
    trigger: str
    message: str
    confidence: Confidence
    source: str
    steps: tuple[Step, ...] = ()
    definition: str = ""
    ordinal: int = 0
    replacement: Replacement | None = None
    secrets: tuple[str, ...] = ()
    severity: Severity | None = None
    refute: str = ""
    related: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """What the detectors say of one version of one file; `failure` is empty unless some could not finish.

    `note` is what kept a program from helping that a review can do without. `facts` are what the file states, where
    somebody looked for that at the same time.
    """

    candidates: tuple[Candidate, ...]
    failure: str = ""
    note: str = ""
    facts: Inventory | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on: the code, when it happens, and the way from source to sink."""

    quote: str
    trigger: str
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Replacement text for the anchored lines; `proof` names what was checked, all of it passed."""

    text: str
    proof: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A team's no to a finding: by whom or what, and the reason given."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that we stand by, as the report says it.

    `placement_reason` is empty where the finding is inline, else says why it could not be.
    """

    item: str
    area: str
    title: str
    message: str
    path: str
    side: Side
    start_line: int
    line: int
    severity: Severity
    confidence: Confidence
    source: str
    evidence: Evidence
    related: tuple[Anchor, ...]
    suggestion: Suggestion | None
    fingerprint: Fingerprint
    placement: Placement
    placement_reason: str
    suppressed: Suppression | None

    @property
    def anchor(self) -> Anchor:
        """Give the lines to comment on."""
        return Anchor(self.path, self.side, self.start_line, self.line)
