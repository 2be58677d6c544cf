"""Endpoints that read pull requests: lists, one, its files, its diff."""

from simulator.changes import MOST_FILES, MOST_LINES, FileChange, changes
from simulator.git import git, merge_base
from simulator.rest.ask import Ask, Endpoint, listed
from simulator.shapes.commit import diff_entry
from simulator.shapes.pull import full_pull, simple_pull
from simulator.state import Pull
from simulator.web import Answer, RefusedError

_MOST_FILES_OF_A_DIFF = 300
_SORTS = {"created": "created_at", "updated": "updated_at"}


def _pulls(ask: Ask) -> Answer:
    query = ask.request.query
    state = query.get("state", "open")
    pulls = [
        pull for pull in ask.repository.pulls.values() if state == "all" or (pull.state == "open") == (state == "open")
    ]
    if "base" in query:
        pulls = [pull for pull in pulls if pull.base_ref == query["base"]]
    if "head" in query:
        pulls = [pull for pull in pulls if _label(pull) == query["head"]]
    key = "updated_at" if query.get("sort") == "updated" else "created_at"
    # GitHub lists the newest first where it is not told, unless by another key than the day of creation.
    is_upward = query.get("direction", "desc" if query.get("sort", "created") == "created" else "asc") == "asc"
    pulls.sort(key=lambda pull: (getattr(pull, key), pull.number), reverse=not is_upward)
    return listed(ask, pulls, lambda pull: simple_pull(ask.site, ask.repository, pull))


def _label(pull: Pull) -> str:
    return f"{pull.head_repository.owner}:{pull.head_ref}" if pull.head_repository else ""


def _pull(ask: Ask) -> Answer:
    pull = ask.pull()
    if "diff" in ask.request.headers.get("accept", "").partition(";")[0].split("."):
        return _diff(ask, pull)
    return Answer(200, full_pull(ask.site, ask.repository, pull))


def _files(ask: Ask) -> Answer:
    pull = ask.pull()
    return listed(ask, _changes(ask, pull), lambda change: diff_entry(ask.site, ask.repository, pull.head_sha, change))


def _changes(ask: Ask, pull: Pull) -> tuple[FileChange, ...]:
    base = merge_base(ask.repository.folder, pull.base_sha, pull.head_sha) or pull.base_sha
    return changes(ask.repository.folder, base, pull.head_sha)[:MOST_FILES]


def _diff(ask: Ask, pull: Pull) -> Answer:
    """Answer the raw diff, which GitHub refuses above 300 files or 20,000 lines."""
    folder = ask.repository.folder
    base = merge_base(folder, pull.base_sha, pull.head_sha) or pull.base_sha
    text = git(folder, "diff-tree", "-r", "-p", "-M", "--no-ext-diff", "--no-textconv", base, pull.head_sha)
    files, lines = len(_changes(ask, pull)), text.count(b"\n")
    for count, most, what in ((files, _MOST_FILES_OF_A_DIFF, "files"), (lines, MOST_LINES, "lines")):
        if count > most:
            error = {"resource": "PullRequest", "field": "diff", "code": "too_large"}
            message = f"Sorry, the diff exceeded the maximum number of {what} ({most}). Consider using 'List pull requests files' API or locally cloning the repository instead."  # noqa: E501
            raise RefusedError(406, message, (error,))
    return Answer(200, text.decode("utf-8", "replace"), {"content-type": "application/vnd.github.diff; charset=utf-8"})


ENDPOINTS = (
    Endpoint("GET", "/repos/{owner}/{repo}/pulls", _pulls, ("pull_requests=read",)),
    Endpoint("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", _pull, ("pull_requests=read",)),
    Endpoint("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", _files, ("pull_requests=read",)),
)
