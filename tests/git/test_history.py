"""How often files changed, in real repositories."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha
from reviewbot.git.history import changed_since, churn
from reviewbot.git.repository import open_repository

_EPOCH = date(1971, 1, 1)
"""The commits of these tests are of the first second of 1970."""

Commit = Callable[..., Sha]


def test_files_are_counted_by_the_commits_that_changed_them(folder: Path, commit: Commit) -> None:
    commit(folder, {b"a.py": b"1", "ä b.py".encode(): b"1"})
    head = commit(folder, {b"a.py": b"2", "ä b.py".encode(): b"1"})
    assert churn(open_repository(folder), head, _EPOCH) == {"a.py": 2, "ä b.py": 1}


def test_what_is_more_than_a_year_old_is_not_counted(folder: Path, commit: Commit) -> None:
    head = commit(folder, {b"a.py": b"1"})
    assert churn(open_repository(folder), head, date(1975, 1, 1)) == {}


def test_a_shallow_clone_cannot_tell(folder: Path, commit: Commit, git: Callable[..., str], tmp_path: Path) -> None:
    commit(folder, {b"a.py": b"1"})
    head = commit(folder, {b"a.py": b"2"})
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "shallow")
    assert churn(open_repository(tmp_path / "shallow"), head, _EPOCH) is None


def test_a_commit_that_is_not_there_has_no_history(folder: Path, commit: Commit) -> None:
    commit(folder, {b"a.py": b"1"})
    assert churn(open_repository(folder), Sha("1" * 40), _EPOCH) is None


def test_what_changed_since_is_told_by_path(folder: Path, commit: Commit) -> None:
    old = commit(folder, {b"a.py": b"1", b"b.py": b"1", b"c/d.py": b"1"})
    new = commit(folder, {b"a.py": b"2", b"b.py": b"1", b"e.py": b"1"})
    assert changed_since(open_repository(folder), old, new) == frozenset({"a.py", "c/d.py", "e.py"})


@pytest.mark.parametrize("old", ["1" * 40, "main", "--output=x", "", "A" * 40])
def test_of_what_is_no_commit_here_nobody_can_tell(folder: Path, commit: Commit, old: str) -> None:
    new = commit(folder, {b"a.py": b"1"})
    assert changed_since(open_repository(folder), Sha(old), new) is None
