"""A change in a real repository, and the same change as the diff alone or with its head."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from reviewbot.git.repository import open_repository
from reviewbot.library import ChangeLibrary
from reviewbot.local import Range, diff_alone, diff_with_head, local_change
from reviewbot.review import Reviewable

_NOBODY = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgSign=false")


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and give what it prints."""
    return subprocess.run(("git", *_NOBODY, *arguments), cwd=folder, capture_output=True, check=True).stdout


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def made(folder: Path, base: Mapping[str, str], head: Mapping[str, str]) -> Path:
    """Make a repository whose branch `main` has the base, and whose branch `change` writes the head's files over it.

    A file with an empty text is removed.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    written(folder, base)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "base")
    git(folder, "checkout", "--quiet", "-b", "change")
    written(folder, head)
    for name, text in head.items():
        if not text:
            (folder / name).unlink()
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "change")
    return folder


def three_ways(folder: Path) -> dict[str, Reviewable]:
    """Read the change of a repository from its objects, from its diff alone, and from the diff with its head."""
    repository = open_repository(folder)
    diff = git(folder, "diff", "-M", "main", "change")
    with local_change(repository, Range("main", "change")) as work:
        return {
            "objects": work,
            "diff": diff_alone(diff, "x.diff"),
            "diff with head": diff_with_head(diff, "x.diff", repository, "change"),
        }


def library(work: Reviewable) -> ChangeLibrary:
    """Open the library of a change."""
    return ChangeLibrary(work.contents, work.diff.files)
