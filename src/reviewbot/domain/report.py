"""The outcome of a review: facts, and nothing about what GitHub shows now."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.coverage import Coverage
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.levels import Engine

REPORT_VERSION = 1


class Status(StrEnum):
    """Whether everything that should be looked at was."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


class Verdict(StrEnum):
    """What a second look says of a finding that was there before."""

    GONE = "gone"
    STILL = "still"
    UNKNOWN = "unknown"


class ReplyKind(StrEnum):
    """What a reply in a thread does."""

    EXPLAIN = "explain"
    WITHDRAW = "withdraw"
    UPHOLD = "uphold"


@dataclass(frozen=True, slots=True)
class Run:
    """What ran: `id` is the digest of inputs, configuration and version, `scope` what was asked for."""

    id: str
    engine: Engine
    scope: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was reviewed; a SHA is empty where only a diff is known, `head_sha` a tree for a working tree."""

    repository: str
    pull: int | None
    base_sha: Sha
    merge_base_sha: Sha
    head_sha: Sha


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 of what decides a verdict besides the change, so that the next run knows whether it differs."""

    config: str
    checklist: str
    prompts: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the last complete run covered."""

    merge_base_sha: Sha
    head_sha: Sha
    digests: Digests


@dataclass(frozen=True, slots=True)
class Problem:
    """What stopped a review; `line` is 0 where none is meant."""

    kind: str
    file: str
    line: int
    hint: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """A second look at a finding that was there before."""

    fingerprint: Fingerprint
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a thread that a person wrote in."""

    comment_id: int
    kind: ReplyKind
    text: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What the model cost, in US dollars and tokens: all zero where no agent took part."""

    usd: float = 0.0
    reserved_usd: float = 0.0
    ceiling_usd: float = 0.0
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Gate:
    """What the team's configuration makes of the findings.

    `fails` are those at or above `fail_on` of their path; `on_incomplete` is `auto`, `fail` or `neutral`.
    """

    fails: tuple[Fingerprint, ...] = ()
    on_incomplete: str = "auto"


@dataclass(frozen=True, slots=True)
class Report:
    """The desired state that publishing reconciles GitHub with.

    `findings` are ranked, worst first, suppressed ones last. `worth_a_look` are hits too unsure to be findings.
    `preexisting` counts hits on changed files that the change did not cause. `notes` are sentences about the
    review itself that a reader should know. `unchanged` are the findings that stood already, on the same lines, when
    `checkpoint_seen` was reviewed.
    """

    tool: str
    run: Run
    change: Change
    digests: Digests
    status: Status
    findings: tuple[Finding, ...]
    coverage: Coverage
    worth_a_look: tuple[Finding, ...] = ()
    preexisting: int = 0
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    checkpoint_seen: Checkpoint | None = None
    unchanged: tuple[Fingerprint, ...] = ()
    rechecked: tuple[Recheck, ...] = ()
    replies: tuple[Reply, ...] = ()
    cost: Cost = Cost()
    gate: Gate = Gate()
    version: int = REPORT_VERSION
