"""A git command that is ended at its bounds."""

import time
from collections.abc import Callable
from pathlib import Path

from reviewbot.domain.diff import Sha
from reviewbot.git.bounded import Bounds, bounded
from reviewbot.git.repository import open_repository

_WIDE = Bounds(seconds=30, bytes=1_000_000)


def test_a_command_within_its_bounds_gives_its_output_and_its_code(folder: Path) -> None:
    repository = open_repository(folder)
    output = bounded(repository, "rev-parse", "--is-bare-repository", bounds=_WIDE)
    assert (output.data, output.code, output.said) == (b"false\n", 0, b"")
    output = bounded(repository, "rev-parse", "--verify", "nothing", bounds=_WIDE)
    assert (output.data, output.code) == (b"", 128)
    assert b"Needed a single revision" in output.said


def test_a_command_that_takes_too_long_is_ended(folder: Path, commit: Callable[..., Sha]) -> None:
    lines = b"".join(bytes(97 + (seed * step >> 7 & 1) for step in range(1_900)) + b"\n" for seed in range(900))
    sha = commit(folder, {b"ab": lines})
    endless = ("grep", "-E", "-e", "(a|b)*a(a|b){30}c", sha)
    start = time.monotonic()
    assert bounded(open_repository(folder), *endless, bounds=Bounds(seconds=0.3, bytes=100)).code is None
    assert time.monotonic() - start < 5


def test_output_beyond_the_bound_ends_a_command(folder: Path, commit: Callable[..., Sha]) -> None:
    sha = commit(folder, {b"large": b"x" * 3_000_000})
    output = bounded(open_repository(folder), "cat-file", "-p", f"{sha}:large", bounds=Bounds(30, 1_000))
    assert (output.data, output.code) == (b"x" * 1_000, None)


def test_what_a_command_complains_about_without_end_stops_nothing(folder: Path) -> None:
    complaint = "alias.moan=!yes complaint | head -c 3000000 >&2; echo done"
    output = bounded(open_repository(folder), "-c", complaint, "moan", bounds=_WIDE)
    assert (output.data, output.code) == (b"done\n", 0)
    assert 0 < len(output.said) <= 8_192


def test_memory_beyond_the_bound_is_refused(folder: Path, commit: Callable[..., Sha]) -> None:
    sha = commit(folder, {b"a": b"a\n"})
    hungry = "((((((a{9}){9}){9}){9}){9}){9})" * 4
    output = bounded(open_repository(folder), "grep", "-E", "-e", hungry, sha, bounds=_WIDE)
    assert output.code != 0
    assert output.data == b""
