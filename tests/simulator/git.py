"""What the simulated GitHub reads from git: commits, merge bases, refs."""

import os
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_IDENTITY = {"NAME": "GitHub", "EMAIL": "noreply@github.com"}


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote a commit, and when (ISO 8601, UTC)."""

    name: str
    email: str
    date: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit object."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Person
    committer: Person
    message: str


def environment() -> dict[str, str]:
    """Give the environment in which git knows no configuration of whoever runs it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{key}": text for role in ("AUTHOR", "COMMITTER") for key, text in _IDENTITY.items()}
    return (
        plain
        | who
        | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "TZ": "UTC"}
    )


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in a bare repository; raises CalledProcessError."""
    command = ("git", "-C", str(folder), *arguments)
    return subprocess.run(command, env=environment(), capture_output=True, check=True).stdout


def attempt(folder: Path, *arguments: str) -> str | None:
    """Run git and give its one line, or None where it fails."""
    try:
        return git(folder, *arguments).decode("utf-8", "replace").strip()
    except subprocess.CalledProcessError:
        return None


def resolved(folder: Path, revision: str) -> str | None:
    """Find the commit that a branch, a tag or a SHA names, as the API does; None where there is none."""
    if not revision or revision.startswith("-") or any(mark in revision for mark in ("..", "@{", "^", "~", ":")):
        return None
    names = (f"refs/heads/{revision}", f"refs/tags/{revision}", revision)
    found = (
        attempt(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") for name in names
    )
    return next((sha for sha in found if sha), None)


@lru_cache(maxsize=1024)
def merge_base(folder: Path, one: str, other: str) -> str | None:
    """Find the commit from which two went apart."""
    return attempt(folder, "merge-base", one, other)


@lru_cache(maxsize=4096)
def commit(folder: Path, sha: str) -> Commit:
    """Read a commit."""
    form = "%H%x00%T%x00%P%x00%an%x00%ae%x00%ad%x00%cn%x00%ce%x00%cd%x00%B"
    date = "--date=format-local:%Y-%m-%dT%H:%M:%SZ"
    text = git(folder, "show", "--no-patch", "--no-show-signature", date, f"--format={form}", sha)
    parts = text.decode("utf-8", "replace").rstrip("\n").split("\0")
    author, committer = Person(*parts[3:6]), Person(*parts[6:9])
    return Commit(parts[0], parts[1], tuple(parts[2].split()), author, committer, parts[9].rstrip("\n"))


def between(folder: Path, base: str, head: str) -> tuple[str, ...]:
    """List the commits that `head` has and `base` has not, oldest first."""
    return tuple(git(folder, "rev-list", "--topo-order", "--reverse", f"{base}..{head}").decode().split())


def ancestors(folder: Path, sha: str) -> tuple[str, ...]:
    """List a commit and all that it is built on, the newest first."""
    return tuple(git(folder, "rev-list", sha).decode().split())


def tip(folder: Path, branch: str) -> str | None:
    """Find the commit of a branch."""
    return attempt(folder, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}")
