"""How often files changed of late, and which did since a commit, as far as this clone can tell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from reviewbot.domain.diff import Sha
from reviewbot.git.bounded import Bounds, bounded
from reviewbot.git.repository import Repository, attempt, offline

HISTORY = "refs/reviewbot/history"
"""Holds what was fetched of the history to count changes; without it, a shallow clone is shallow by chance."""

_DAYS = 365
_MOST_EDGES = 2_000
_MOST_COMMITS = 5_000
_BOUNDS = Bounds(seconds=20, bytes=50_000_000)


def churn(repository: Repository, sha: Sha, day: date) -> Mapping[str, int] | None:
    """Count by path the commits of the year before `day` that changed it, of the last 5,000 without merges.

    None where the clone is shallow by chance or takes too long: a count of what happens to be there would mislead.
    """
    edge = _edge(repository)
    if edge is None:
        return None
    since = f"--since={day - timedelta(days=_DAYS)}T00:00:00Z"
    options = ("--no-merges", "--no-renames", "--name-only", "--format=", "-z", f"--max-count={_MOST_COMMITS}")
    output = bounded(offline(repository), "log", since, *options, sha, *edge, "--", bounds=_BOUNDS)
    if output.code != 0:
        return None
    return Counter(_text(name) for name in output.data.split(b"\0") if name)


def changed_since(repository: Repository, old: Sha, new: Sha) -> frozenset[str] | None:
    """Give the files that differ between two commits; None where the older one is not in this clone."""
    if not _is_named(old):
        return None
    options = ("-r", "-z", "--name-only", "--no-renames", "--no-ext-diff")
    output = bounded(offline(repository), "diff-tree", *options, old, new, "--", bounds=_BOUNDS)
    return frozenset(_text(name) for name in output.data.split(b"\0") if name) if output.code == 0 else None


def is_known(repository: Repository) -> bool:
    """Tell whether a clone can say how often files changed."""
    return _edge(repository) is not None


def _edge(repository: Repository) -> Sequence[str] | None:
    """Leave out the commits where a history was cut off on purpose, which look as if they had made every file.

    None where it was cut off by chance, or in too many places for a command.
    """
    if attempt(repository, "rev-parse", "--is-shallow-repository").stdout.strip() == b"false":
        return ()
    if attempt(repository, "rev-parse", "--verify", "--quiet", HISTORY).returncode:
        return None
    commits = (repository.git_dir / "shallow").read_text("ascii").split()
    return tuple(f"^{commit}" for commit in commits) if len(commits) <= _MOST_EDGES else None


def _is_named(sha: str) -> bool:
    # It was read from a comment or a file: nothing of it may look like an option or a revision of another kind.
    return len(sha) in {40, 64} and all(letter in "0123456789abcdef" for letter in sha)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")
