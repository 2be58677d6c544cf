"""Everything that the simulated GitHub knows, as records that only its verbs change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROLES = ("none", "read", "triage", "write", "maintain", "admin")
"""A person's standing in a repository, weakest first."""


@dataclass(frozen=True, slots=True)
class User:
    """Whoever can write: a bot's login ends in `[bot]`, as REST shows it."""

    id: int
    login: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class App:
    """An app, in whose name an installation token acts."""

    id: int
    slug: str


@dataclass(frozen=True, slots=True)
class Token:
    """A credential: `permissions` is None for a classic personal token, which may do what its person may.

    `app` is None for a personal token. `repository` is the only one that a workflow's token may write to.
    """

    text: str
    user: User
    app: App | None = None
    permissions: Mapping[str, str] | None = None
    is_expired: bool = False
    repository: str | None = None


@dataclass(slots=True)
class Reaction:
    """An answer without words, in REST's words (`+1`, `eyes`)."""

    id: int
    user: User
    content: str
    created_at: datetime


@dataclass(slots=True)
class Comment:
    """A comment; `author` is None where the user was deleted, `minimized` is the reason or empty."""

    id: int
    author: User | None
    body: str
    created_at: datetime
    updated_at: datetime
    app: App | None = None
    editor: User | None = None
    minimized: str = ""
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class Review:
    """A review in REST's words: `COMMENTED`, `APPROVED`, `CHANGES_REQUESTED`, `PENDING`."""

    id: int
    author: User | None
    body: str
    state: str
    commit_id: str
    submitted_at: datetime
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thread began: in the diff from `base` to `commit`, on a line or (`line` is None) on the file."""

    path: str
    base: str
    commit: str
    side: str = "RIGHT"
    line: int | None = None
    start_side: str | None = None
    start_line: int | None = None
    position: int | None = None
    diff_hunk: str = ""


@dataclass(slots=True)
class Thread:
    """A review thread: `spot` is where it began, `line`, `start_line` and `position` where it stands now."""

    id: int
    spot: Spot
    review: Review
    line: int | None
    start_line: int | None = None
    position: int | None = None
    is_outdated: bool = False
    is_resolved: bool = False
    resolved_by: User | None = None
    comments: list[Comment] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Name the file."""
        return self.spot.path


@dataclass(slots=True)
class Issue:
    """What has a number, a title and a conversation."""

    id: int
    number: int
    title: str
    body: str
    author: User | None
    created_at: datetime
    updated_at: datetime
    state: str = "open"
    labels: list[str] = field(default_factory=list)
    is_locked: bool = False
    comments: list[Comment] = field(default_factory=list)
    closed_at: datetime | None = None
    editor: User | None = None
    state_reason: str | None = None


@dataclass(slots=True, kw_only=True)
class Pull(Issue):
    """A pull request; `base_sha` is the base's tip when the head was last pushed, `heads` every head it ever had.

    `replaced` are the heads that a push did not build on.
    """

    base_ref: str
    head_ref: str
    head_repository: "Repository | None"
    base_sha: str
    head_sha: str
    heads: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    is_draft: bool = False
    merge_sha: str | None = None
    merged_at: datetime | None = None
    merged_by: User | None = None
    reviews: list[Review] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark of a check beside the code."""

    path: str
    start_line: int
    end_line: int
    annotation_level: str
    message: str
    title: str = ""
    raw_details: str = ""
    start_column: int | None = None
    end_column: int | None = None


@dataclass(slots=True)
class CheckRun:
    """A check run of an app on a commit."""

    id: int
    name: str
    head_sha: str
    app: App
    status: str
    conclusion: str | None
    started_at: datetime
    completed_at: datetime | None = None
    external_id: str = ""
    details_url: str = ""
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[Annotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Advisory:
    """A published vulnerability of some versions of a package, in the API's words."""

    ghsa_id: str
    ecosystem: str
    package: str
    versions: frozenset[str]
    severity: str
    summary: str


@dataclass(slots=True)
class Scan:
    """An upload to code scanning: `results` of a tool, of a category, for a branch and a commit.

    `errors` are why it was not taken, or not all of it.
    """

    id: str
    ref: str
    commit_sha: str
    tool: str = ""
    category: str = ""
    results: list[Mapping[str, object]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    is_pending: bool = False


@dataclass(slots=True)
class Repository:
    """A repository: `folder` is its bare git repository, `source` the one that pushes come from.

    Without a dependency graph GitHub compares no dependencies, and in a private one only with Advanced Security, which
    code scanning needs there too. `alerts` are those of code scanning by what they are known by, and whether open.
    """

    id: int
    full_name: str
    folder: Path
    source: Path
    default_branch: str
    created_at: datetime
    is_private: bool = False
    kilobytes: int = 0
    parent: "Repository | None" = None
    roles: dict[str, str] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    checks: list[CheckRun] = field(default_factory=list)
    required_checks: set[str] = field(default_factory=set)
    actions_may_approve: bool = False
    has_issues: bool = True
    has_code_scanning: bool = True
    scans: list[Scan] = field(default_factory=list)
    alerts: dict[tuple[str, str, str, str], bool] = field(default_factory=dict)
    has_dependency_graph: bool = True
    has_advanced_security: bool = False

    @property
    def owner(self) -> str:
        """Name the owner."""
        return self.full_name.partition("/")[0]

    @property
    def name(self) -> str:
        """Name the repository without its owner."""
        return self.full_name.partition("/")[2]

    @property
    def pulls(self) -> dict[int, Pull]:
        """Pick the issues that are pull requests."""
        return {number: issue for number, issue in self.issues.items() if isinstance(issue, Pull)}
