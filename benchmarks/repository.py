"""Build git repositories of any size in seconds: one stream to `git fast-import`."""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.change import ChangedFile, filler

_DISTINCT = 400
"""Untouched files of a repository with contents of their own; beyond that they repeat."""

_COMMITTER = "committer Ada Okafor <ada@shop.example> 1790841600 +0000\n"


def repository(folder: Path, files: int, change: Sequence[ChangedFile], *, on_disk: bool = False) -> Path:
    """Give a repository whose `main` has so many files and whose branch `change` makes the change.

    With `on_disk`, `main` is checked out and the change stands there uncommitted. One that was built before is
    taken again: its name is the digest of all that is in it.
    """
    stream = b"".join(_stream(files, change))
    digest = hashlib.sha256(stream).hexdigest()[:12]
    target = folder / f"{files}{'-on-disk' if on_disk else ''}-{digest}"
    if not target.exists():
        part = target.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        _build(part, stream)
        if on_disk:
            _check_out(part, change)
        part.rename(target)
    return target


def changed_lines(target: Path) -> int:
    """Count the lines that git sees added and removed between `main` and `change`."""
    counts = git(target, "diff", "--numstat", "main", "change").decode().splitlines()
    return sum(int(number) for line in counts for number in line.split("\t")[:2])


def git(target: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git as if the machine had no configuration and give its output."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(target), *arguments]
    return subprocess.run(command, input=stdin, env=environment, check=True, stdout=subprocess.PIPE).stdout


def _build(target: Path, stream: bytes) -> None:
    target.mkdir(parents=True)
    git(target, "init", "--quiet", "--template=", "--initial-branch=main")
    git(target, "config", "core.autocrlf", "false")
    git(target, "fast-import", "--quiet", stdin=stream)


def _check_out(target: Path, change: Sequence[ChangedFile]) -> None:
    git(target, "checkout", "--quiet", "--force", "main")
    for file in change:
        path = target / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.head, "utf-8", newline="\n")
    # Git reads a file anew each time if it is not older than the index: a second later, `status` writes that down.
    time.sleep(1.1)
    git(target, "status", "--porcelain")


def _stream(files: int, change: Sequence[ChangedFile]) -> Iterator[bytes]:
    distinct = min(files, _DISTINCT)
    for mark in range(distinct):
        yield f"blob\nmark :{mark + 1}\n".encode() + _data(filler(10_000 + mark))
    yield f"commit refs/heads/main\n{_COMMITTER}".encode() + _data("Sell coffee on the web")
    for file in change:
        if file.base is not None:
            yield _inline(file.path, file.base)
    for number in range(files - sum(1 for file in change if file.base is not None)):
        folder = f"lib/area_{number // 2_500}/package_{number // 50}"
        yield f"M 100644 :{number % distinct + 1} {folder}/module_{number}.py\n".encode()
    yield f"commit refs/heads/change\n{_COMMITTER}".encode() + _data("Sell tea as well") + b"from refs/heads/main\n"
    for file in change:
        yield _inline(file.path, file.head)


def _inline(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\n".encode() + _data(text)


def _data(text: str) -> bytes:
    data = text.encode()
    return b"data %d\n%b\n" % (len(data), data)
