"""Opening a repository, and running git in it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha
from reviewbot.errors import GitError, RevisionError
from reviewbot.git.repository import open_repository, run

Commit = Callable[..., Sha]
Git = Callable[..., str]


def test_a_repository_is_found_from_a_folder_inside_it(folder: Path) -> None:
    inside = folder / "a" / "b"
    inside.mkdir(parents=True)
    repository = open_repository(inside)
    assert repository.root == folder.resolve()
    assert repository.git_dir == folder.resolve() / ".git"


def test_a_bare_repository_has_no_root(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    assert open_repository(tmp_path / "bare.git").root is None


def test_a_linked_worktree_has_a_root_of_its_own(folder: Path, tmp_path: Path, commit: Commit, git: Git) -> None:
    commit(folder, {b"a": b"x\n"})
    git(folder, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "main")
    assert open_repository(tmp_path / "linked").root == (tmp_path / "linked").resolve()


def test_a_submodule_is_a_repository(folder: Path, tmp_path: Path, commit: Commit, git: Git) -> None:
    sha = commit(folder, {b"a": b"x\n"})
    git(tmp_path, "init", "--quiet", "outer")
    allowed = ("-c", "protocol.file.allow=always")
    git(tmp_path / "outer", *allowed, "submodule", "--quiet", "add", str(folder), "inner")
    repository = open_repository(tmp_path / "outer" / "inner")
    assert repository.root == (tmp_path / "outer" / "inner").resolve()
    assert run(repository, "rev-parse", "HEAD").decode().strip() == sha


def test_a_folder_outside_any_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="is not in a git repository") as caught:
        open_repository(tmp_path)
    assert "--diff" in caught.value.hint


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RevisionError, match="There is no folder"):
        open_repository(tmp_path / name)


def test_a_repository_of_somebody_else_is_refused_with_the_command_that_trusts_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(folder, 12345, 12345)
    os.chown(folder / ".git", 12345, 12345)
    with pytest.raises(RevisionError, match="belongs to another user") as caught:
        open_repository(folder)
    assert f"safe.directory {folder}" in caught.value.hint


def test_git_that_is_not_installed_is_said(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="`git` was not found") as caught:
        open_repository(folder)
    assert "2.30" in caught.value.hint


def test_git_that_cannot_be_started_is_said(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git"):
        open_repository(folder)


def test_a_broken_configuration_is_gits_own_error(folder: Path) -> None:
    (folder / ".git" / "config").write_text("[core\n")
    with pytest.raises(GitError, match="git failed: bad config"):
        open_repository(folder)


def test_a_failing_command_says_what_git_said_last(folder: Path) -> None:
    with pytest.raises(GitError, match=r"^git failed: Not a valid object name nothing$"):
        run(open_repository(folder), "ls-tree", "nothing")


def test_secrets_of_the_environment_do_not_reach_git(folder: Path, monkeypatch: pytest.MonkeyPatch, git: Git) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    git(folder, "config", "alias.show-environment", "!env")
    names = {line.partition("=")[0] for line in run(open_repository(folder), "show-environment").decode().splitlines()}
    assert "HOME" in names
    assert "ANTHROPIC_API_KEY" not in names
