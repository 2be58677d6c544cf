"""What a resolver stands on: a record with the repository and the pull request that hold it."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.state import App, CheckRun, Comment, Issue, Pull, Repository, Review, Thread, User
from simulator.store import Store, node


@dataclass(frozen=True, slots=True)
class SeenIssue:
    """An issue, or a pull request."""

    repository: Repository
    issue: Issue


@dataclass(frozen=True, slots=True)
class SeenPull:
    """A pull request."""

    repository: Repository
    pull: Pull


@dataclass(frozen=True, slots=True)
class SeenComment:
    """A comment below an issue or a pull request."""

    repository: Repository
    issue: Issue
    comment: Comment


@dataclass(frozen=True, slots=True)
class SeenThread:
    """A review thread."""

    repository: Repository
    pull: Pull
    thread: Thread


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A comment of a review thread."""

    repository: Repository
    pull: Pull
    thread: Thread
    comment: Comment


@dataclass(frozen=True, slots=True)
class SeenReview:
    """A review."""

    repository: Repository
    pull: Pull
    review: Review


@dataclass(frozen=True, slots=True)
class SeenCommit:
    """A commit."""

    repository: Repository
    sha: str


@dataclass(frozen=True, slots=True)
class SeenRef:
    """A branch."""

    repository: Repository
    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """A file of a commit."""

    repository: Repository
    sha: str
    path: str


@dataclass(frozen=True, slots=True)
class SeenBlob:
    """The contents of a file."""

    repository: Repository
    data: bytes


@dataclass(frozen=True, slots=True)
class SeenForcePush:
    """A push that replaced a head."""

    repository: Repository
    before: str


@dataclass(frozen=True, slots=True)
class SeenSuite:
    """All check runs of an app on a commit."""

    repository: Repository
    sha: str
    app: App


@dataclass(frozen=True, slots=True)
class SeenCheck:
    """A check run."""

    repository: Repository
    check: CheckRun


Seen = SeenIssue | SeenPull | SeenComment | SeenThread | SeenLine | SeenReview | SeenCheck | Repository | User
_KINDS = {
    SeenIssue: "Issue",
    SeenPull: "PullRequest",
    SeenComment: "IssueComment",
    SeenThread: "PullRequestReviewThread",
    SeenLine: "PullRequestReviewComment",
    SeenReview: "PullRequestReview",
    SeenCommit: "Commit",
    SeenEntry: "TreeEntry",
    SeenBlob: "Blob",
    SeenForcePush: "HeadRefForcePushedEvent",
    SeenCheck: "CheckRun",
    SeenRef: "Ref",
    SeenSuite: "CheckSuite",
    Repository: "Repository",
    App: "App",
}


def kind(value: object) -> str | None:
    """Name the GraphQL type of a value where a field may have several."""
    if isinstance(value, User):
        return "Bot" if value.is_bot else "User"
    return _KINDS.get(type(value))


def everything(store: Store) -> Iterator[tuple[str, Seen]]:
    """Walk over all that has a global id."""
    for user in store.users.values():
        yield node("BOT" if user.is_bot else "U", user.id), user
    for repository in store.repositories.values():
        yield node("R", repository.id), repository
        yield from ((node("CR", check.id), SeenCheck(repository, check)) for check in repository.checks)
        for issue in repository.issues.values():
            yield from _of_issue(repository, issue)


def _of_issue(repository: Repository, issue: Issue) -> Iterator[tuple[str, Seen]]:
    yield from ((node("IC", comment.id), SeenComment(repository, issue, comment)) for comment in issue.comments)
    if not isinstance(issue, Pull):
        yield node("I", issue.id), SeenIssue(repository, issue)
        return
    yield node("PR", issue.id), SeenPull(repository, issue)
    yield from ((node("PRR", review.id), SeenReview(repository, issue, review)) for review in issue.reviews)
    for thread in issue.threads:
        yield node("PRRT", thread.id), SeenThread(repository, issue, thread)
        for comment in thread.comments:
            yield node("PRRC", comment.id), SeenLine(repository, issue, thread, comment)
