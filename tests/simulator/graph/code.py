"""How GraphQL shows repositories, branches, commits and checks."""

import re
from collections.abc import Callable, Mapping

from simulator.git import ancestors, commit, git, resolved, tip
from simulator.graph.look import FieldError, Look
from simulator.graph.seen import SeenBlob, SeenCheck, SeenCommit, SeenEntry, SeenIssue, SeenPull, SeenRef, SeenSuite
from simulator.state import App, CheckRun, Pull, Repository, User
from simulator.store import node, stamp

_OBJECT_ID = re.compile("[0-9a-f]{40}")


def _branch(repository: Repository, name: str) -> SeenRef | None:
    sha = tip(repository.folder, name)
    return SeenRef(repository, name, sha) if sha else None


def _pull(repository: Repository, look: Look) -> SeenPull:
    look.demand(repository, "pull_requests=read")
    number = look.arguments.number("number") or 0
    pull = repository.pulls.get(number)
    if pull is None:
        raise FieldError("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")
    return SeenPull(repository, pull)


def _issue_or_pull(repository: Repository, look: Look) -> SeenIssue | SeenPull:
    number = look.arguments.number("number") or 0
    issue = repository.issues.get(number)
    if issue is None:
        raise FieldError("NOT_FOUND", f"Could not resolve to an issue or pull request with the number of {number}.")
    return SeenPull(repository, issue) if isinstance(issue, Pull) else SeenIssue(repository, issue)


def _pulls(repository: Repository, look: Look) -> object:
    look.demand(repository, "pull_requests=read")
    states = look.arguments.values.get("states")
    pulls = repository.pulls.values()
    chosen = [pull for pull in pulls if not isinstance(states, list) or pull.state.upper() in states]
    order = look.arguments.inner("orderBy")
    if order is not None:
        key = "updated_at" if order.text("field") == "UPDATED_AT" else "created_at"
        chosen.sort(key=lambda pull: (getattr(pull, key), pull.number), reverse=order.text("direction") == "DESC")
    return look.page([SeenPull(repository, pull) for pull in chosen])


def _issues(repository: Repository, look: Look) -> object:
    look.demand(repository, "issues=read")
    labels, states = look.arguments.values.get("labels"), look.arguments.values.get("states")
    chosen = [
        issue
        for issue in repository.issues.values()
        if not isinstance(issue, Pull)
        and (not isinstance(labels, list) or not set(labels).isdisjoint(issue.labels))
        and (not isinstance(states, list) or issue.state.upper() in states)
    ]
    order = look.arguments.inner("orderBy")
    chosen.sort(key=lambda issue: issue.number, reverse=order is not None and order.text("direction") == "DESC")
    return look.page([SeenIssue(repository, issue) for issue in chosen if repository.has_issues])


def _object(repository: Repository, look: Look) -> SeenCommit | None:
    look.demand(repository, "contents=read")
    oid = look.arguments.text("oid")
    if oid is not None and not _OBJECT_ID.fullmatch(oid):
        raise FieldError("INVALID", f'Could not coerce value "{oid}" to GitObjectID')
    sha = resolved(repository.folder, oid or look.arguments.text("expression") or "")
    return SeenCommit(repository, sha) if sha else None


_REPOSITORY: Mapping[str, Callable[[Repository, Look], object]] = {
    "id": lambda repository, _: node("R", repository.id),
    "databaseId": lambda repository, _: repository.id,
    "name": lambda repository, _: repository.name,
    "nameWithOwner": lambda repository, _: repository.full_name,
    "owner": lambda repository, _: User(repository.id + 500_000_000, repository.owner),
    "url": lambda repository, look: look.api.site.html(f"/{repository.full_name}"),
    "diskUsage": lambda repository, _: repository.kilobytes,
    "isPrivate": lambda repository, _: repository.is_private,
    "hasIssuesEnabled": lambda repository, _: repository.has_issues,
    "isFork": lambda repository, _: repository.parent is not None,
    "visibility": lambda repository, _: "PRIVATE" if repository.is_private else "PUBLIC",
    "defaultBranchRef": lambda repository, _: _branch(repository, repository.default_branch),
    "ref": lambda repository, look: _branch(
        repository, (look.arguments.text("qualifiedName") or "").removeprefix("refs/heads/")
    ),
    "object": _object,
    "pullRequest": _pull,
    "pullRequests": _pulls,
    "issueOrPullRequest": _issue_or_pull,
    "issues": _issues,
}

_REF: Mapping[str, Callable[[SeenRef, Look], object]] = {
    "name": lambda ref, _: ref.name,
    "prefix": lambda _, __: "refs/heads/",
    "target": lambda ref, _: SeenCommit(ref.repository, ref.sha),
}


def _suites(seen: SeenCommit, look: Look) -> object:
    look.demand(seen.repository, "checks=read")
    wanted = look.arguments.inner("filterBy")
    app = wanted.number("appId") if wanted else None
    name = wanted.text("checkName") if wanted else None
    checks = (one for one in seen.repository.checks if one.head_sha == seen.sha and name in (None, one.name))
    apps = {check.app: None for check in checks}
    return look.page([SeenSuite(seen.repository, seen.sha, one) for one in apps if app in (None, one.id)])


def _runs(seen: SeenSuite, look: Look) -> object:
    found = [one for one in seen.repository.checks if (one.head_sha, one.app) == (seen.sha, seen.app)]
    wanted = look.arguments.inner("filterBy")
    name = wanted.text("checkName") if wanted else None
    if (wanted.text("checkType") if wanted else None) != "ALL":
        found = list({check.name: check for check in found}.values())
    return look.page([SeenCheck(seen.repository, one) for one in found if name in (None, one.name)])


def _history(seen: SeenCommit, look: Look) -> object:
    look.demand(seen.repository, "contents=read")
    return look.page([SeenCommit(seen.repository, sha) for sha in ancestors(seen.repository.folder, seen.sha)])


def _file(seen: SeenCommit, look: Look) -> SeenEntry | None:
    look.demand(seen.repository, "contents=read")
    path = look.arguments.text("path") or ""
    is_there = git(seen.repository.folder, "ls-tree", "--name-only", seen.sha, "--", path)
    return SeenEntry(seen.repository, seen.sha, path) if is_there else None


def _blob(seen: SeenEntry, look: Look) -> SeenBlob:
    return SeenBlob(seen.repository, git(seen.repository.folder, "cat-file", "blob", f"{seen.sha}:{seen.path}"))


def _rollup(seen: SeenCommit, look: Look) -> object:
    look.demand(seen.repository, "checks=read")
    checks = latest(seen.repository, seen.sha)
    if not checks:
        return None
    return {"state": _state(checks), "contexts": [SeenCheck(seen.repository, check) for check in checks], "id": "SCR"}


def latest(repository: Repository, sha: str) -> list[CheckRun]:
    """List the newest check run of each app and name on a commit."""
    return list({(one.app, one.name): one for one in repository.checks if one.head_sha == sha}.values())


def _state(checks: list[CheckRun]) -> str:
    ends = {check.conclusion for check in checks}
    if ends & {"failure", "timed_out", "cancelled", "action_required"}:
        return "FAILURE"
    return "PENDING" if None in ends else "SUCCESS"


def _is_required(seen: SeenCheck, look: Look) -> bool:
    if look.arguments.number("pullRequestNumber") is None and look.arguments.text("pullRequestId") is None:
        raise FieldError("UNPROCESSABLE", "A pull request ID or pull request number is required.")
    return seen.check.name in seen.repository.required_checks


_COMMIT: Mapping[str, Callable[[SeenCommit, Look], object]] = {
    "id": lambda seen, _: node("C", int(seen.sha[:12], 16)),
    "oid": lambda seen, _: seen.sha,
    "message": lambda seen, _: commit(seen.repository.folder, seen.sha).message,
    "messageHeadline": lambda seen, _: commit(seen.repository.folder, seen.sha).message.partition("\n")[0],
    "committedDate": lambda seen, _: commit(seen.repository.folder, seen.sha).committer.date,
    "history": _history,
    "file": _file,
    "checkSuites": _suites,
    "statusCheckRollup": _rollup,
}

_MOST_TEXT = 512_000
"""GitHub cuts the text of a larger blob."""

_ENTRY: Mapping[str, Callable[[SeenEntry, Look], object]] = {
    "path": lambda seen, _: seen.path,
    "name": lambda seen, _: seen.path.rpartition("/")[2],
    "object": _blob,
}

_BLOB: Mapping[str, Callable[[SeenBlob, Look], object]] = {
    "byteSize": lambda seen, _: len(seen.data),
    "isBinary": lambda seen, _: b"\0" in seen.data,
    "isTruncated": lambda seen, _: len(seen.data) > _MOST_TEXT,
    "text": lambda seen, _: None if b"\0" in seen.data else seen.data[:_MOST_TEXT].decode("utf-8", "replace"),
}

_SUITE: Mapping[str, Callable[[SeenSuite, Look], object]] = {
    "id": lambda seen, _: node("CS", int(seen.sha[:10], 16) + seen.app.id),
    "app": lambda seen, _: seen.app,
    "checkRuns": _runs,
}


def _page(seen: SeenCheck, look: Look) -> str:
    return look.api.site.html(f"/{seen.repository.full_name}/runs/{seen.check.id}")


_CHECK: Mapping[str, Callable[[SeenCheck, Look], object]] = {
    "id": lambda seen, _: node("CR", seen.check.id),
    "databaseId": lambda seen, _: seen.check.id,
    "name": lambda seen, _: seen.check.name,
    "status": lambda seen, _: seen.check.status.upper(),
    "conclusion": lambda seen, _: seen.check.conclusion and seen.check.conclusion.upper(),
    "externalId": lambda seen, _: seen.check.external_id,
    "title": lambda seen, _: seen.check.title,
    "summary": lambda seen, _: seen.check.summary,
    "text": lambda seen, _: seen.check.text,
    "detailsUrl": lambda seen, look: seen.check.details_url or _page(seen, look),
    "url": _page,
    "startedAt": lambda seen, _: stamp(seen.check.started_at),
    "completedAt": lambda seen, _: stamp(seen.check.completed_at),
    "isRequired": _is_required,
    "checkSuite": lambda seen, _: SeenSuite(seen.repository, seen.check.head_sha, seen.check.app),
}


_APP: Mapping[str, Callable[[App, Look], object]] = {
    "databaseId": lambda app, _: app.id,
    "slug": lambda app, _: app.slug,
    "name": lambda app, _: app.slug.replace("-", " ").title(),
}

CODE: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "Repository": _REPOSITORY,
    "Ref": _REF,
    "Commit": _COMMIT,
    "TreeEntry": _ENTRY,
    "Blob": _BLOB,
    "CheckSuite": {**_SUITE, "databaseId": lambda seen, _: int(seen.sha[:10], 16) + seen.app.id},
    "CheckRun": _CHECK,
    "StatusCheckRollup": {
        "state": lambda seen, _: seen["state"],
        "contexts": lambda seen, look: look.page(seen["contexts"]),
    },
    "App": _APP,
}
