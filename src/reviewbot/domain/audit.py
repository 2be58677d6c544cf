"""What an audit says of a whole branch: root causes, what was looked at, and what the repository is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NewType

from reviewbot.domain.coverage import Coverage
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Finding
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.report import Cost, Digests, Problem, Run, Status

AUDIT_VERSION = 1

CauseId = NewType("CauseId", str)
"""12 hexadecimal digits that stay the same wherever a cause's code moves: what people write behind `/accept`."""


@dataclass(frozen=True, slots=True)
class Audited:
    """The version of a branch that was audited: `sha` is its commit, `day` that commit's, in UTC.

    `repository` is `owner/name` on GitHub, the folder's name elsewhere; `branch` is empty where only a commit is known.
    """

    repository: str
    branch: str
    sha: Sha
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of an audit that is divided: `number` from 1 to `of`."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What the jobs of one audit agree on: the commit of a branch, and how many of them look at it."""

    repository: str
    branch: str
    sha: Sha
    shards: int = 1


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A risk that people decided to live with: by whom, why, and where they said so (an address or a file)."""

    by: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """A root cause that the baseline file accepts: the keys are the file's, empty where it does not say."""

    id: CauseId
    item: str = ""
    path: str = ""
    symbol: str = ""
    pattern: str = ""
    title: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RootCause:
    """Findings with one cause: the same item, symbol and pattern, in whatever files.

    `symbol` is the dotted name of the enclosing definition, empty at module level; `pattern` is the digest, 12
    hexadecimal digits, of the quote without white space. `findings` are its places, at least one, the gravest first;
    they are all of one item. `acceptance` is there where the baseline file accepts it.
    """

    id: CauseId
    symbol: str
    pattern: str
    findings: tuple[Finding, ...]
    acceptance: Acceptance | None = None

    @property
    def first(self) -> Finding:
        """Give the finding that speaks for the others."""
        return self.findings[0]

    @property
    def severity(self) -> Severity:
        """Give the harm of its gravest place."""
        return self.first.severity

    @property
    def confidence(self) -> Confidence:
        """Give how sure its gravest place is."""
        return self.first.confidence


@dataclass(frozen=True, slots=True)
class Slice:
    """Related code that an agent reads together: a module with its models, routes, migrations and tests.

    `id` is made of its folder and stays when files change. `size` is in bytes. `risk` orders slices, the riskiest
    first; `reasons` say in words what makes it so.
    """

    id: str
    title: str
    paths: tuple[str, ...]
    size: int
    risk: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenSlice:
    """When an agent last read a slice: the day of the audit, and the commit that it read.

    `paths` are the files that it read whole then; `is_whole` where these are all that the slice had.
    """

    id: str
    title: str
    day: date
    sha: Sha
    paths: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a design is judged by: the facts of a repository, and how many findings there are of each item.

    `findings` is None where nobody knows it: of an audit in several parts.
    """

    repository: str
    inventory: Inventory
    findings: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One judgement of the agent's: a title, some sentences of Markdown, and the paths that it rests on."""

    title: str
    text: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """What an agent makes of the inventory; absent without one, never made up."""

    overview: str
    technology: tuple[Advice, ...] = ()
    bottlenecks: tuple[Advice, ...] = ()
    threats: tuple[Advice, ...] = ()
    failures: tuple[Advice, ...] = ()
    monitoring: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was audited in one language: files that were looked at, and their lines."""

    language: str
    files: int
    lines: int


_NO_FACTS = Inventory()
_NO_COST = Cost()


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The outcome of an audit, or of one shard of it; facts, and nothing about what earlier audits said.

    `causes` are ranked, worst first, suppressed and accepted ones last. `unsure` counts hits too unsure to be findings.
    `coverage.files` lists every file of the snapshot or of the shard. `read` are the files that an agent read whole in
    this run; `slices` tells of all slices when they were last read, as far as it is known. `inventory` of one shard is
    that of its files alone, and its routes have no prefix of a `Mount` yet. `baseline` is what the baseline file
    accepts, whether there is such a cause or not.
    """

    tool: str
    run: Run
    snapshot: Audited
    digests: Digests
    status: Status
    causes: tuple[RootCause, ...]
    coverage: Coverage
    inventory: Inventory = _NO_FACTS
    extent: tuple[Extent, ...] = ()
    design: Design | None = None
    read: tuple[str, ...] = ()
    slices: tuple[SeenSlice, ...] = ()
    unsure: int = 0
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    cost: Cost = _NO_COST
    shard: Shard | None = None
    baseline: tuple[BaselineEntry, ...] = ()
    version: int = AUDIT_VERSION
