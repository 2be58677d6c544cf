"""Contents of many blobs at once."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.domain.diff import Sha
from reviewbot.git.objects import Unread, contents
from reviewbot.git.repository import open_repository

Commit = Callable[..., Sha]
Git = Callable[..., str]


def _blob(git: Git, folder: Path, data: bytes) -> Sha:
    return Sha(git(folder, "hash-object", "-w", "--stdin", stdin=data))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.binary(max_size=40) | st.just(b"x blob 3\n"), max_size=5))
def test_every_blob_is_read_as_it_was_written(folder: Path, git: Git, files: list[bytes]) -> None:
    blobs = {_blob(git, folder, data): data for data in files}
    assert contents(open_repository(folder), blobs, 1000) == blobs


def test_a_blob_above_the_limit_is_not_read(folder: Path, git: Git) -> None:
    small, large = _blob(git, folder, b"1234"), _blob(git, folder, b"12345")
    read = contents(open_repository(folder), [large, small], 4)
    assert read == {large: Unread("larger than 4 bytes", is_too_large=True), small: b"1234"}


def test_what_is_missing_or_no_blob_costs_no_other(folder: Path, git: Git, commit: Commit) -> None:
    blob, no_blob, missing = _blob(git, folder, b"1"), commit(folder, {b"a": b"x\n"}), Sha("f" * 40)
    read = contents(open_repository(folder), [missing, no_blob, blob], 1000)
    assert read[blob] == b"1"
    assert isinstance(read[no_blob], Unread)
    assert read[missing] == Unread("its contents are not in this clone and could not be fetched")


def test_no_blobs_start_no_process(folder: Path) -> None:
    assert contents(open_repository(folder), [], 1000) == {}


def test_a_partial_clone_gives_what_it_has(folder: Path, tmp_path: Path, git: Git, commit: Commit) -> None:
    commit(folder, {b"a": b"1\n", b"b": b"2\n", b"c": b"3\n", b"d": b"4\n"})
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", folder.as_uri(), "partial")
    partial = tmp_path / "partial"
    blobs = [Sha(git(partial, "rev-parse", f"main:{name}")) for name in "abcd"]
    assert contents(open_repository(partial), blobs[1:2], 1000) == {blobs[1]: b"2\n"}
    folder.rename(tmp_path / "unreachable")
    read = contents(open_repository(partial), blobs, 1000)
    assert read[blobs[1]] == b"2\n"
    assert all(isinstance(read[blob], Unread) for blob in (blobs[0], blobs[2], blobs[3]))
