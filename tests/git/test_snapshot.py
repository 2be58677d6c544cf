"""The files of one version."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha
from reviewbot.errors import GitError
from reviewbot.git.repository import open_repository
from reviewbot.git.snapshot import Snapshot

Commit = Callable[..., Sha]
Git = Callable[..., str]

FILES = {
    b"a.py": b"x\r\n\xff",
    b"src/a.py": b"1\n",
    b"src/a.py.orig/b": b"2\n",
    b"src/*": b"star\n",
    b"srcs/c": b"",
    b'q"\n\t': b"quoted\n",
    "日本".encode(): b"name\n",
    b"\xe9": b"bytes\n",
    b"link": (b"120000", b"a.py"),
    b"x\n100644 blob 1\tlink": (b"120000", b"a.py"),
    b"sub": (b"160000", b"1" * 40),
}


@pytest.fixture
def snapshot(folder: Path, commit: Commit) -> Snapshot:
    """Take the snapshot of a commit with all kinds of names."""
    return Snapshot(open_repository(folder), commit(folder, FILES))


@pytest.mark.parametrize(
    ("path", "contents"),
    [
        ("a.py", b"x\r\n\xff"),
        ("src/a.py", b"1\n"),
        ("src/*", b"star\n"),
        ("srcs/c", b""),
        ('q"\n\t', b"quoted\n"),
        ("日本", b"name\n"),
    ],
)
def test_a_file_is_read_by_its_exact_path(snapshot: Snapshot, path: str, contents: bytes) -> None:
    assert snapshot.read(path) == contents


@pytest.mark.parametrize(
    "path",
    [
        "b.py",
        "src",
        "src/",
        "link",
        "sub",
        "sub/x",
        "",
        ".",
        "./a.py",
        "../a.py",
        "/a.py",
        "a.py/",
        "a\0b",
        "\udce9",
        "-r",
        "a" * 200_000,
    ],
)
def test_what_is_no_file_reads_as_none(snapshot: Snapshot, path: str) -> None:
    assert snapshot.read(path) is None


def test_all_files_are_listed_without_links_and_submodules(snapshot: Snapshot) -> None:
    names = {name.decode("utf-8", "backslashreplace") for name in FILES} - {"link", "sub", "x\n100644 blob 1\tlink"}
    assert set(snapshot.paths()) == names


@pytest.mark.parametrize("prefix", ["src", "src/"])
def test_the_files_below_a_folder_are_listed(snapshot: Snapshot, prefix: str) -> None:
    assert snapshot.paths(prefix) == ("src/*", "src/a.py", "src/a.py.orig/b")


def test_a_replaced_object_is_read_as_it_was_committed(folder: Path, snapshot: Snapshot, git: Git) -> None:
    git(folder, "replace", git(folder, "rev-parse", "main:a.py"), git(folder, "rev-parse", "main:srcs/c"))
    assert snapshot.read("a.py") == b"x\r\n\xff"


def test_a_tree_serves_as_a_snapshot(folder: Path, snapshot: Snapshot, git: Git) -> None:
    tree = Sha(git(folder, "rev-parse", "main^{tree}"))
    assert Snapshot(open_repository(folder), tree).paths() == snapshot.paths()


def test_a_snapshot_of_nothing_is_gits_own_error(folder: Path) -> None:
    with pytest.raises(GitError):
        Snapshot(open_repository(folder), Sha("f" * 40)).read("a.py")
