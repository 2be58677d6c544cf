"""A git command held to its bounds: so many seconds, so much output, so much memory."""

import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from subprocess import Popen
from threading import Thread, Timer
from typing import IO, cast

from reviewbot.git.repository import Repository, started

if sys.platform == "linux":
    from resource import RLIMIT_DATA, prlimit

_MEMORY = 512 * 1024 * 1024
"""Bytes of its own, packs not counted: an expression can ask for any number of them."""

_PIECE = 4_096


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a command may take, in seconds, and how many bytes of its output are read."""

    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a command wrote before it ended or was ended.

    `code` is its exit code, None where it was ended: then `data` may stop in the middle. `said` is the end of what it
    wrote as an error.
    """

    data: bytes
    code: int | None
    said: bytes


def bounded(repository: Repository, *arguments: str, bounds: Bounds) -> Output:
    """Run a git command that may fail, and end it at its bounds."""
    with started(repository, *arguments) as process:
        _tame(process.pid)
        stopwatch = Timer(bounds.seconds, process.kill)
        stopwatch.start()
        try:
            return _read(process, bounds.bytes)
        finally:
            stopwatch.cancel()
            process.kill()


def _read(process: Popen[bytes], most: int) -> Output:
    said = deque[bytes](maxlen=2)
    # Both pipes are read at once: git waits where one of them is full.
    errors = Thread(target=_keep, args=(process.stderr, said))
    errors.start()
    data = cast("IO[bytes]", process.stdout).read(most + 1)
    if len(data) > most:
        process.kill()
    code = process.wait()
    errors.join()
    # A killed process ends by a signal, which is below zero; on Windows its code is 1, as for a search without a hit.
    is_ended = code < 0 or len(data) > most
    return Output(data[:most], None if is_ended else code, b"".join(said))


def _keep(stream: IO[bytes], last: deque[bytes]) -> None:
    last.extend(iter(lambda: stream.read(_PIECE), b""))


def _tame(pid: int) -> None:
    if sys.platform == "linux":
        # It may have ended already.
        with suppress(OSError):
            prlimit(pid, RLIMIT_DATA, (_MEMORY, _MEMORY))
