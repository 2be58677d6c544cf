"""How GraphQL shows pull requests and issues."""

from collections.abc import Callable, Mapping

from simulator.changes import MOST_FILES, FileChange, changes
from simulator.git import between, merge_base, tip
from simulator.graph.look import Look
from simulator.graph.seen import (
    SeenComment,
    SeenCommit,
    SeenForcePush,
    SeenIssue,
    SeenPull,
    SeenRef,
    SeenReview,
    SeenThread,
)
from simulator.shapes.people import association
from simulator.state import Issue, Repository, Review
from simulator.store import node, stamp

_FILE_KINDS = {"removed": "DELETED"}


def _comments(repository: Repository, issue: Issue, look: Look) -> object:
    return look.page([SeenComment(repository, issue, comment) for comment in issue.comments])


def _is_shown(review: Review, look: Look) -> bool:
    return review.state != "PENDING" or review.author == look.token.user


def _threads(seen: SeenPull, look: Look) -> object:
    threads = (thread for thread in seen.pull.threads if _is_shown(thread.review, look))
    return look.page([SeenThread(seen.repository, seen.pull, thread) for thread in threads])


def _reviews(seen: SeenPull, look: Look) -> object:
    author, states = look.arguments.text("author"), look.arguments.values.get("states")
    chosen = [
        SeenReview(seen.repository, seen.pull, review)
        for review in seen.pull.reviews
        if _is_shown(review, look)
        and (not isinstance(states, list) or review.state in states)
        and (author is None or (review.author is not None and review.author.login == author))
    ]
    return look.page(chosen)


def _commits(seen: SeenPull, look: Look) -> object:
    shas = between(seen.repository.folder, seen.pull.base_sha, seen.pull.head_sha)
    return look.page(
        [{"commit": SeenCommit(seen.repository, sha), "id": node("PURC", int(sha[:12], 16))} for sha in shas]
    )


def _timeline(seen: SeenPull, look: Look) -> object:
    """List the pushes that replaced a head, which is all that this GitHub keeps of a timeline."""
    if look.arguments.values.get("itemTypes") != ["HEAD_REF_FORCE_PUSHED_EVENT"]:
        raise NotImplementedError("the simulator knows no other items of a timeline")
    return look.page([SeenForcePush(seen.repository, sha) for sha in seen.pull.replaced])


def _changes(seen: SeenPull) -> tuple[FileChange, ...]:
    pull, folder = seen.pull, seen.repository.folder
    base = merge_base(folder, pull.base_sha, pull.head_sha) or pull.base_sha
    return changes(folder, base, pull.head_sha)


def _files(seen: SeenPull, look: Look) -> object:
    return look.page([_file(change) for change in _changes(seen)[:MOST_FILES]])


def _file(change: FileChange) -> dict[str, object]:
    kind = _FILE_KINDS.get(change.status, change.status.upper())
    return {"path": change.path, "additions": change.additions, "deletions": change.deletions, "changeType": kind}


def _ref(repository: Repository | None, name: str) -> SeenRef | None:
    """Find a branch, which may be gone, and its repository with it."""
    sha = tip(repository.folder, name) if repository else None
    return SeenRef(repository, name, sha) if repository and sha else None


def _mergeable(seen: SeenPull) -> str:
    if seen.pull.state == "merged":
        return "UNKNOWN"
    return "MERGEABLE" if seen.pull.merge_sha else "CONFLICTING"


def _labels(issue: Issue, look: Look) -> object:
    return look.page([{"name": name, "color": "ededed"} for name in issue.labels])


def _is_cross(seen: SeenPull) -> bool:
    return seen.pull.head_repository is not seen.repository


_PULL: Mapping[str, Callable[[SeenPull, Look], object]] = {
    "id": lambda seen, _: node("PR", seen.pull.id),
    "databaseId": lambda seen, _: seen.pull.id,
    "state": lambda seen, _: seen.pull.state.upper(),
    "merged": lambda seen, _: seen.pull.state == "merged",
    "closed": lambda seen, _: seen.pull.state != "open",
    "isDraft": lambda seen, _: seen.pull.is_draft,
    "isCrossRepository": lambda seen, _: _is_cross(seen),
    "url": lambda seen, look: look.api.site.html(f"/{seen.repository.full_name}/pull/{seen.pull.number}"),
    "repository": lambda seen, _: seen.repository,
    "baseRepository": lambda seen, _: seen.repository,
    "baseRefName": lambda seen, _: seen.pull.base_ref,
    "baseRefOid": lambda seen, _: seen.pull.base_sha,
    "baseRef": lambda seen, _: _ref(seen.repository, seen.pull.base_ref),
    "headRefName": lambda seen, _: seen.pull.head_ref,
    "headRefOid": lambda seen, _: seen.pull.head_sha,
    "headRef": lambda seen, _: _ref(seen.pull.head_repository, seen.pull.head_ref),
    "headRepository": lambda seen, _: seen.pull.head_repository,
    "mergeCommit": lambda seen, _: _merge_commit(seen),
    "mergeable": lambda seen, _: _mergeable(seen),
    "mergedAt": lambda seen, _: stamp(seen.pull.merged_at),
    "mergedBy": lambda seen, _: seen.pull.merged_by,
    "additions": lambda seen, _: sum(change.additions for change in _changes(seen)),
    "deletions": lambda seen, _: sum(change.deletions for change in _changes(seen)),
    "changedFiles": lambda seen, _: len(_changes(seen)),
    "files": _files,
    "commits": _commits,
    "timelineItems": _timeline,
    "reviews": _reviews,
    "reviewThreads": _threads,
}


def _merge_commit(seen: SeenPull) -> SeenCommit | None:
    is_merged = seen.pull.state == "merged" and seen.pull.merge_sha is not None
    return SeenCommit(seen.repository, seen.pull.merge_sha or "") if is_merged else None


def _both(read: Callable[[Repository, Issue, Look], object]) -> Callable[[SeenPull | SeenIssue, Look], object]:
    """Read the same field from a pull request and from an issue."""
    return lambda seen, look: read(seen.repository, seen.pull if isinstance(seen, SeenPull) else seen.issue, look)


_SHARED: Mapping[str, Callable[[SeenPull | SeenIssue, Look], object]] = {
    "number": _both(lambda _, issue, __: issue.number),
    "title": _both(lambda _, issue, __: issue.title),
    "body": _both(lambda _, issue, __: issue.body),
    "author": _both(lambda _, issue, __: issue.author),
    "authorAssociation": _both(lambda repository, issue, _: association(repository, issue.author)),
    "viewerDidAuthor": _both(lambda _, issue, look: issue.author == look.token.user),
    "locked": _both(lambda _, issue, __: issue.is_locked),
    "createdAt": _both(lambda _, issue, __: stamp(issue.created_at)),
    "updatedAt": _both(lambda _, issue, __: stamp(issue.updated_at)),
    "closedAt": _both(lambda _, issue, __: stamp(issue.closed_at)),
    "labels": _both(lambda _, issue, look: _labels(issue, look)),
    "comments": _both(_comments),
}

_ISSUE: Mapping[str, Callable[[SeenIssue, Look], object]] = {
    "id": lambda seen, _: node("I", seen.issue.id),
    "state": lambda seen, _: seen.issue.state.upper(),
    "stateReason": lambda seen, _: seen.issue.state_reason and seen.issue.state_reason.upper(),
    "editor": lambda seen, _: seen.issue.editor,
    "url": lambda seen, look: look.api.site.html(f"/{seen.repository.full_name}/issues/{seen.issue.number}"),
}

_FORCE_PUSH: Mapping[str, Callable[[SeenForcePush, Look], object]] = {
    "beforeCommit": lambda seen, _: SeenCommit(seen.repository, seen.before),
}

PULL: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "HeadRefForcePushedEvent": _FORCE_PUSH,
    "PullRequest": {**_SHARED, **_PULL},
    "Issue": {**_SHARED, **_ISSUE},
}
