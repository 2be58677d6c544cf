"""Contents of the files of a snapshot, some read ahead."""

from collections.abc import Callable
from pathlib import Path

from reviewbot.domain.diff import FileKind, Sha
from reviewbot.git.ahead import read_ahead
from reviewbot.git.objects import Unread
from reviewbot.git.repository import open_repository
from reviewbot.git.snapshot import Snapshot

Commit = Callable[..., Sha]


def test_files_come_in_their_order_and_a_large_one_is_never_read(folder: Path, commit: Commit) -> None:
    files = {f"{number:04}.txt".encode(): b"%d\n" % number for number in range(600)} | {b"large": b"x" * 101}
    sha = commit(folder, files)
    repository = open_repository(folder)
    read = list(read_ahead(repository, Snapshot(repository, sha).entries(), 100))
    assert [(entry.path, data) for entry, data in read[:-1]] == [(name.decode(), files[name]) for name in files][:-1]
    assert read[-1][1] == Unread("larger than 100 bytes", is_too_large=True)


def test_entries_are_all_that_is_no_folder_sorted_with_sizes(folder: Path, commit: Commit) -> None:
    sha = commit(folder, {b"b/a.py": b"12345", b"a": b"", b"link": (b"120000", b"a"), b"sub": (b"160000", b"1" * 40)})
    entries = Snapshot(open_repository(folder), sha).entries()
    assert [(one.path, one.kind, one.size) for one in entries] == [
        ("a", FileKind.FILE, 0),
        ("b/a.py", FileKind.FILE, 5),
        ("link", FileKind.SYMLINK, None),
        ("sub", FileKind.SUBMODULE, None),
    ]
