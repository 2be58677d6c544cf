"""From what a person calls a version to the commit it means."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reviewbot.domain.diff import Sha
from reviewbot.errors import RevisionError
from reviewbot.git.repository import Repository, attempt, failure, line, run

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DEFAULTS = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")
_DEEPEN = (
    "Fetch more of the history with `git fetch --deepen=100`, or all of it with `git fetch --unshallow`; "
    "for actions/checkout that is `fetch-depth: 0`."
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and what people call it."""

    name: str
    sha: Sha


def resolve(repository: Repository, revision: str) -> Sha:
    """Give the commit that a branch, tag, SHA or expression such as `HEAD~2` means.

    Raises RevisionError that says what is missing, and in a shallow clone what to fetch.
    """
    found = _verified(repository, revision)
    commit = _verified(repository, found + "^{commit}") if found else None
    if commit:
        return commit
    if not has_commits(repository):
        raise RevisionError("This repository has no commit yet.", "Commit something first.")
    raise RevisionError(f"There is no commit `{revision}` in this repository.", _missing_hint(repository))


def merge_base(repository: Repository, base: Sha, head: Sha) -> Sha:
    """Give the commit where two histories parted; raises RevisionError where none is known."""
    result = attempt(repository, "merge-base", base, head)
    if result.returncode > 1:
        raise failure(result)
    if result.stdout:
        return Sha(line(result.stdout.split(b"\n")[0]))
    names = f"{base[:12]} and {head[:12]}"
    if is_shallow(repository):
        message = f"This clone is shallow and does not reach the commit where {names} parted."
        raise RevisionError(message, _DEEPEN)
    raise RevisionError(f"{names} have no commit in common.", "Name a base of the same history with `--base`.")


def committed_on(repository: Repository, commit: Sha) -> date | None:
    """Give a commit's day, in UTC, by its committer's clock; None for a day that no calendar has."""
    said = run(repository, "rev-list", "--no-walk", "--timestamp", commit)
    try:
        return datetime.fromtimestamp(int(said.split(b" ")[0]), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def default_base(repository: Repository) -> Revision:
    """Give the branch that a change is meant for: origin's default branch, else main or master.

    Raises RevisionError that names `--base` where there is none of them.
    """
    listed = run(repository, "for-each-ref", "--format=%(refname)", *_DEFAULTS).decode().split("\n")
    remote = attempt(repository, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    for name in (line(remote.stdout), *(name for name in _DEFAULTS if name in listed)):
        sha = _verified(repository, f"{name}^{{commit}}") if name else None
        if sha:
            return Revision(name.removeprefix("refs/remotes/").removeprefix("refs/heads/"), sha)
    if not has_commits(repository):
        raise RevisionError("This repository has no commit yet, so there is nothing to compare with.", "Commit first.")
    message = "There is no branch to compare with: neither origin's default branch nor main nor master is here."
    raise RevisionError(message, "Name one with `--base`, such as `--base HEAD~1`.")


def is_shallow(repository: Repository) -> bool:
    """Tell whether the history was cut off when it was fetched."""
    return run(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"


def has_commits(repository: Repository) -> bool:
    """Tell whether anything was ever committed or fetched."""
    return bool(run(repository, "rev-list", "--all", "--max-count=1")) or bool(_verified(repository, "HEAD"))


def _verified(repository: Repository, revision: str) -> Sha | None:
    # A word with a dash in front would be an option to git, whatever stands before it.
    if revision.startswith("-") or "\0" in revision:
        return None
    result = attempt(repository, "rev-parse", "--verify", "--quiet", revision)
    sha = line(result.stdout)
    return Sha(sha) if not result.returncode and _SHA.fullmatch(sha) else None


def _missing_hint(repository: Repository) -> str:
    if is_shallow(repository):
        return f"This clone is shallow. {_DEEPEN}"
    return "Look it up with `git branch --all` and `git log`, or fetch it first with `git fetch`."
