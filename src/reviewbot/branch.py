"""From a repository and the name of a version to what an audit reads."""

import re

from reviewbot.audit import Auditable
from reviewbot.domain.audit import Audited
from reviewbot.errors import RevisionError
from reviewbot.git.ahead import read_ahead
from reviewbot.git.changes import LARGEST_FILE
from reviewbot.git.repository import Repository, attempt, line
from reviewbot.git.revisions import Revision, committed_on, default_base, resolve
from reviewbot.git.snapshot import Snapshot

_ON_GITHUB = re.compile(r"(?:https?://|ssh://)?(?:[^@/\s]+@)?github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def revision(repository: Repository, name: str | None) -> Revision:
    """Give the version of that name, else the default branch, else what is checked out.

    Raises RevisionError for what is not there.
    """
    if name is not None:
        return Revision(name, resolve(repository, name))
    try:
        return default_base(repository)
    except RevisionError:
        return Revision("HEAD", resolve(repository, "HEAD"))


def auditable(repository: Repository, chosen: Revision) -> Auditable:
    """List everything in a version of a branch; its contents are read when they are wanted."""
    entries = Snapshot(repository, chosen.sha).entries()
    snapshot = Audited(_name(repository), _branch(repository, chosen), chosen.sha, committed_on(repository, chosen.sha))
    return Auditable(snapshot, entries, entries, lambda some: read_ahead(repository, some, LARGEST_FILE))


def _branch(repository: Repository, chosen: Revision) -> str:
    """Give the branch that a name means, empty for a tag, a commit or an expression."""
    short = chosen.name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    named = attempt(repository, "rev-parse", "--symbolic-full-name", "--verify", "--quiet", short)
    whole = line(named.stdout)
    if whole.startswith("refs/remotes/"):
        return whole.removeprefix("refs/remotes/").partition("/")[2]
    return whole.removeprefix("refs/heads/") if whole.startswith("refs/heads/") else ""


def _name(repository: Repository) -> str:
    """Give `owner/name` where origin is on GitHub, else the folder's name."""
    origin = line(attempt(repository, "config", "--get", "remote.origin.url").stdout)
    found = _ON_GITHUB.fullmatch(origin)
    return found[1] if found else (repository.root or repository.git_dir).name
