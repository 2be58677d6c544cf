"""What GitHub answers, as far as it is read: each shape is checked here and nowhere else."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from reviewbot.domain.pull import GHOST

_HUNK = re.compile(r"^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@", re.MULTILINE)


def _or_ghost(user: object) -> object:
    return {"login": GHOST} if user is None else user


def or_nothing(nodes: object) -> object:
    """Leave out what GitHub says null for: entries that the token may not see."""
    return [node for node in nodes if node is not None] if isinstance(nodes, list) else nodes


class Answer(BaseModel):
    """A part of an answer; keys that nobody reads are skipped."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


ShaText = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class User(Answer):
    """Somebody with an account, or who had one; `kind` is GraphQL's, where it is asked for."""

    login: str
    kind: str = Field("", alias="__typename")

    @property
    def full_name(self) -> str:
        """Give the login as REST and `viewer` tell it: an App's has its ending, which no person's can have."""
        return f"{self.login}[bot]" if self.kind == "Bot" else self.login


Author = Annotated[User, BeforeValidator(_or_ghost)]


class GraphqlProblem(Answer):
    """One error of a GraphQL answer."""

    message: str = "an error without a message"
    type: str = ""


class GraphqlAnswer(Answer):
    """A GraphQL answer as a whole."""

    data: Annotated[Mapping[str, object], BeforeValidator(lambda data: data or {})] = {}
    errors: tuple[GraphqlProblem, ...] = ()


class RepositoryName(Answer):
    """A repository where only its name matters."""

    full_name: str
    size: int = 0


class Branch(Answer):
    """One end of a pull request."""

    ref: str
    sha: ShaText
    repo: RepositoryName | None


class Label(Answer):
    """A label."""

    name: str


class PullAnswer(Answer):
    """A pull request as REST gives it."""

    number: int
    state: str
    title: str
    body: str | None = None
    draft: bool = False
    merged_at: str | None
    updated_at: str
    user: Author
    base: Branch
    head: Branch
    labels: tuple[Label, ...] = ()


class FileAnswer(Answer):
    """A file of a pull request; no `patch` where GitHub leaves it out."""

    filename: str
    patch: str = ""

    @property
    def hunks(self) -> tuple[tuple[int, int, int, int], ...]:
        """Give start and count of each hunk, first of the base, then of the head."""
        found = (match.groups(default="1") for match in _HUNK.finditer(self.patch))
        return tuple((int(base), int(bases), int(head), int(heads)) for base, bases, head, heads in found)


class Commit(Answer):
    """A commit where only its name matters."""

    sha: ShaText


class ComparisonAnswer(Answer):
    """What lies between two commits."""

    base_commit: Commit
    merge_base_commit: Commit
    files: tuple[FileAnswer, ...] = ()


class AdvisoryAnswer(Answer):
    """An advisory that names a dependency."""

    id: str = Field(alias="advisory_ghsa_id")
    severity: str
    summary: str = Field(alias="advisory_summary")


class DependencyAnswer(Answer):
    """A dependency that a manifest has on one side of a comparison only."""

    change: str = Field(alias="change_type")
    manifest: str
    name: str
    version: str
    scope: str = "unknown"
    vulnerabilities: tuple[AdvisoryAnswer, ...] = ()


class PageInfo(Answer):
    """Whether there is more, in either direction, and where it begins."""

    has_next: bool = Field(default=False, alias="hasNextPage")
    end: str | None = Field(default=None, alias="endCursor")
    has_previous: bool = Field(default=False, alias="hasPreviousPage")
    start: str | None = Field(default=None, alias="startCursor")


class CommentAnswer(Answer):
    """A comment; whether we wrote it, and nobody else changed it since."""

    id: str = ""
    number: int | None = Field(None, alias="databaseId")
    body: str
    is_authored: bool = Field(alias="viewerDidAuthor")
    author: Author
    editor: User | None
    is_folded: bool = Field(False, alias="isMinimized")
    excerpt: str = Field("", alias="diffHunk")

    @property
    def is_ours(self) -> bool:
        """Tell whether we wrote it and nobody else edited it."""
        return self.is_authored and (self.editor is None or self.editor.login == self.author.login)


class CommentsAnswer(Answer):
    """Some comments of a pull request or a thread."""

    nodes: Annotated[tuple[CommentAnswer, ...], BeforeValidator(or_nothing)]
    page: PageInfo = Field(default_factory=PageInfo.model_construct, alias="pageInfo")
    total: int = Field(0, alias="totalCount")


class Count(Answer):
    """How many there are of something."""

    total: int = Field(alias="totalCount")


class Thumbs(Answer):
    """The thumbs on a comment."""

    likes: Count
    dislikes: Count


class Opening(Answer):
    """The comment that begins a thread, where only its thumbs matter."""

    nodes: Annotated[tuple[Thumbs, ...], BeforeValidator(or_nothing)]


class ThreadAnswer(Answer):
    """A review thread; `resolvedBy` is null where it is open, and where a bot resolved it."""

    id: str
    is_resolved: bool = Field(alias="isResolved")
    resolved_by: User | None = Field(alias="resolvedBy")
    is_outdated: bool = Field(alias="isOutdated")
    can_resolve: bool = Field(alias="viewerCanResolve")
    path: str
    opening: Opening
    comments: CommentsAnswer


class ThreadsAnswer(Answer):
    """Some threads of a pull request."""

    nodes: Annotated[tuple[ThreadAnswer, ...], BeforeValidator(or_nothing)]
    page: PageInfo = Field(alias="pageInfo")


class CheckAnswer(Answer):
    """A check run."""

    number: int = Field(alias="databaseId")
    conclusion: str | None
    external_id: str | None = Field(alias="externalId")
    title: str | None
    summary: str | None
    text: str | None
    is_required: bool | None = Field(None, alias="isRequired")


class Text(Answer):
    """The text of a file; None where it is binary."""

    text: str | None = None
    is_truncated: bool = Field(default=False, alias="isTruncated")


class File(Answer):
    """A file of a commit; null where the token may not read it."""

    object: Text | None


class Target(Answer):
    """A git object, of a commit with the files that decide how a change is reviewed and what is said."""

    oid: ShaText
    file: File | None = None
    comment: File | None = None
    summary: File | None = None


class Reference(Answer):
    """A branch and what it points to."""

    target: Target | None


class Checks(Answer):
    """The check runs of a suite."""

    nodes: Annotated[tuple[CheckAnswer, ...], BeforeValidator(or_nothing)]


class App(Answer):
    """Whoever made a check."""

    slug: str


class Suite(Answer):
    """A check suite and whose it is; no runs where the token may not see checks."""

    app: App | None
    runs: Checks | None = Field(alias="checkRuns")


class Suites(Answer):
    """The check suites of a commit."""

    nodes: Annotated[tuple[Suite, ...], BeforeValidator(or_nothing)]


class CheckedCommit(Answer):
    """A commit and its checks."""

    oid: ShaText
    suites: Suites | None = Field(alias="checkSuites")


class PullCommit(Answer):
    """A commit of a pull request."""

    commit: CheckedCommit


class PullCommits(Answer):
    """The last commits of a pull request."""

    nodes: Annotated[tuple[PullCommit, ...], BeforeValidator(or_nothing)]


class Labels(Answer):
    """The labels of a pull request."""

    nodes: Annotated[tuple[Label, ...], BeforeValidator(or_nothing)]


class ShownPull(Answer):
    """A pull request as GraphQL gives it, with what was written on it."""

    number: int
    title: str
    body: str = ""
    state: str
    is_draft: bool = Field(alias="isDraft")
    is_fork: bool = Field(alias="isCrossRepository")
    author: Author
    base_ref: str = Field(alias="baseRefName")
    base_sha: ShaText = Field(alias="baseRefOid")
    base: Reference | None = Field(alias="baseRef")
    head_sha: ShaText = Field(alias="headRefOid")
    labels: Labels | None
    comments: CommentsAnswer
    threads: ThreadsAnswer = Field(alias="reviewThreads")
    commits: PullCommits | None


class ShownRepository(Answer):
    """A repository and one of its pull requests, null where there is none of that number."""

    kilobytes: int | None = Field(alias="diskUsage")
    pull: ShownPull | None = Field(alias="pullRequest")


class ShownAnswer(Answer):
    """The answer to the query of what a pull request shows, and who asked."""

    viewer: User | None = None
    repository: ShownRepository | None
