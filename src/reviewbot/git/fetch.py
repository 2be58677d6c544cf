"""Commits of a repository elsewhere, fetched into a bare one of our own: nothing is ever checked out."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reviewbot.domain.diff import Sha
from reviewbot.errors import AccessError, GitError, PullError, RevisionError
from reviewbot.git.bounded import Bounds, bounded
from reviewbot.git.history import HISTORY
from reviewbot.git.repository import Environment, Repository, attempt, last_line, make_bare, run

# A company's proxy and certificates decide how its server is reached.
_ROUTE = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO")
_SETTINGS = {
    "credential.helper": "",
    "fetch.unpackLimit": "1",
    "gc.auto": "0",
    # A redirect could carry the token to another host.
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.http.allow": "always",
}
_YEAR = 400
"""Days: where the oldest commits begin, everything looks new, so some more are fetched than are counted."""

_PATIENCE = Bounds(seconds=120, bytes=100_000)
_GONE = re.compile(r"not our ref|couldn't find remote ref|no such remote ref|unadvertised object", re.IGNORECASE)
_DENIED = re.compile(r"error: 40[13]|authentication failed|could not read (username|password)", re.IGNORECASE)
_MISSING = re.compile(r"error: 404|repository .* not found|unable to update url base", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remote:
    """Where to fetch from: an http or https address, and a token that only the environment of git sees."""

    url: str
    token: str = ""


def bare_repository(folder: Path, remote: Remote) -> Repository:
    """Make an empty bare repository that fetches from a remote and knows how to reach it."""
    repository = make_bare(folder, _environment(remote))
    run(repository, "config", "remote.origin.url", remote.url)
    return repository


def fetch(repository: Repository, wanted: Mapping[str, str], *, without_contents: bool = False) -> None:
    """Fetch commits without their history into refs, which keep them from being pruned.

    `wanted` maps names below `refs/reviewbot/` to commits, or to branches as `refs/heads/NAME`. Without contents, git
    fetches those that a diff needs when it needs them. Raises PullError for a commit that is not there any more,
    AccessError where the token may not read, GitError for everything else.
    """
    if without_contents:
        run(repository, "config", "remote.origin.promisor", "true")
        run(repository, "config", "remote.origin.partialclonefilter", "blob:none")
    filters = ("--filter=blob:none",) if without_contents else ()
    refs = (f"+{sha}:refs/reviewbot/{name}" for name, sha in wanted.items())
    result = attempt(
        repository, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance",
        "--no-write-fetch-head", *filters, "origin", *refs,
    )  # fmt: skip
    if result.returncode:
        raise _failure(result.stderr.decode("utf-8", "backslashreplace"), last_line(result))


def fetch_history(repository: Repository, commit: Sha, day: date) -> bool:
    """Fetch what `git.history` needs of the year before a day: commits and folders, and no file's contents.

    Gives False where that fails or takes longer than two minutes: then nobody knows how often files change.
    """
    since = day - timedelta(days=_YEAR)
    fetched = bounded(
        repository, "fetch", "--quiet", f"--shallow-since={since}", "--filter=blob:none", "--no-tags",
        "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-fetch-head", "origin", f"+{commit}:{HISTORY}",
        bounds=_PATIENCE,
    )  # fmt: skip
    return fetched.code == 0


def _environment(remote: Remote) -> Environment:
    settings = [*_SETTINGS.items()]
    if remote.token:
        # Never an argument or a file: both can be read by other processes.
        pair = base64.b64encode(f"x-access-token:{remote.token}".encode()).decode()
        settings.append((f"http.{remote.url}.extraheader", f"Authorization: Basic {pair}"))
    numbered = [
        (f"GIT_CONFIG_{part}_{index}", text)
        for index, pair in enumerate(settings)
        for part, text in zip(("KEY", "VALUE"), pair, strict=True)
    ]
    route = [(name, value) for name, value in os.environ.items() if name.upper() in _ROUTE]
    return (("GIT_CONFIG_COUNT", str(len(settings))), *numbered, *route)


def _failure(said: str, last: str) -> RevisionError | AccessError | PullError | GitError:
    if _GONE.search(said):
        hint = "It was pushed away in the meantime; what runs for the newer commit takes its place."
        return PullError("A commit that was to be read is not there any more.", hint)
    if _DENIED.search(said):
        hint = "Give the job `contents: read`, or set GITHUB_TOKEN to a token that may read the repository."
        return AccessError("The token may not read the repository's contents.", hint)
    if _MISSING.search(said):
        hint = "Check its name; a private repository needs a token that may read it."
        return PullError("The repository is not there, or the token cannot see it.", hint)
    return GitError(f"The commits could not be fetched: {last}", "Try again; if it persists, run the same with git.")
