"""The working tree as a tree object."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff, Sha
from reviewbot.errors import GitError, RevisionError
from reviewbot.git.changes import changed_files
from reviewbot.git.objects import contents
from reviewbot.git.repository import open_repository
from reviewbot.git.revisions import resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.git.worktree import working_tree

Commit = Callable[..., Sha]
Git = Callable[..., str]


@pytest.fixture
def checkout(folder: Path, commit: Commit, git: Git) -> Path:
    """Check out a few files."""
    commit(folder, {b"a.py": b"a\n", b"b.py": b"b\n", b"src/c.py": b"c\n", b".gitignore": b"*.log\n"})
    git(folder, "reset", "--quiet", "--hard")
    return folder


def _changes(folder: Path) -> dict[str, FileStatus]:
    repository = open_repository(folder)
    with working_tree(repository) as tree:
        assert tree.unread == ()
        files = changed_files(tree.repository, resolve(repository, "HEAD"), tree.tree).files
    return {file.path: file.status for file in files}


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def test_a_clean_working_tree_is_the_heads_tree(checkout: Path, git: Git) -> None:
    with working_tree(open_repository(checkout)) as tree:
        assert tree.tree == git(checkout, "rev-parse", "HEAD^{tree}")


def test_everything_but_ignored_files_belongs_to_the_working_tree(checkout: Path, git: Git) -> None:
    (checkout / "a.py").write_text("staged\n")
    git(checkout, "add", "a.py")
    (checkout / "a.py").write_text("staged, then changed\n")
    (checkout / "b.py").unlink()
    (checkout / "src" / "new.py").write_text("new\n")
    (checkout / "noise.log").write_text("noise\n")
    (checkout / "later.py").write_text("later\n")
    git(checkout, "add", "--intent-to-add", "later.py")
    assert _changes(checkout) == {
        "a.py": FileStatus.MODIFIED,
        "b.py": FileStatus.REMOVED,
        "later.py": FileStatus.ADDED,
        "src/new.py": FileStatus.ADDED,
    }


def test_contents_are_those_on_disk_and_not_those_staged(checkout: Path, git: Git) -> None:
    (checkout / "a.py").write_text("staged\n")
    git(checkout, "add", "a.py")
    (checkout / "a.py").write_text("on disk\n")
    with working_tree(open_repository(checkout)) as tree:
        assert Snapshot(tree.repository, tree.tree).read("a.py") == b"on disk\n"
        (file,) = changed_files(tree.repository, resolve(tree.repository, "HEAD"), tree.tree).files
        assert file.head_blob
        assert contents(tree.repository, [file.head_blob], 1000) == {file.head_blob: b"on disk\n"}


@pytest.mark.parametrize("setting", ["core.splitIndex", "core.untrackedCache", "core.bare", "index.sparse"])
def test_the_repository_stays_as_it_is(checkout: Path, git: Git, setting: str) -> None:
    git(checkout, "config", setting, "false" if setting == "core.bare" else "true")
    git(checkout, "update-index", "--refresh")
    (checkout / ".git" / "hooks" / "post-index-change").write_text("#!/bin/sh\necho >> $GIT_DIR/hooked\n")
    (checkout / ".git" / "hooks" / "post-index-change").chmod(0o755)
    (checkout / "a.py").write_text("changed\n")
    (checkout / "new.py").write_text("new\n")
    before = _digest(checkout)
    assert set(_changes(checkout)) == {"a.py", "new.py"}
    assert _digest(checkout) == before


def test_nothing_stays_in_the_temporary_folder(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "a.py").write_text("changed\n")
    with working_tree(open_repository(checkout)) as tree:
        objects = Path(dict(tree.repository.environment)["GIT_OBJECT_DIRECTORY"])
        assert any(objects.iterdir())
    assert not objects.parent.exists()


def test_a_change_of_equal_size_in_the_moment_of_the_last_commit_is_seen(checkout: Path, git: Git) -> None:
    index = checkout / ".git" / "index"
    # Only time and size are left to go by, as on file systems and clones that know no more.
    git(checkout, "config", "core.checkStat", "minimal")
    git(checkout, "config", "core.trustCTime", "false")
    moment = index.stat().st_mtime_ns - 100 * 10**9
    for text in ("1\n", "2\n"):
        (checkout / "a.py").write_text(text)
        os.utime(checkout / "a.py", ns=(moment, moment))
        if text == "1\n":
            git(checkout, "commit", "--quiet", "--all", "--message=x")
            os.utime(index, ns=(moment, moment))
    assert _changes(checkout) == {"a.py": FileStatus.MODIFIED}


def test_an_unmerged_file_is_read_with_its_conflict_marks(checkout: Path, git: Git) -> None:
    (checkout / "a.py").write_text("ours\n")
    git(checkout, "commit", "--quiet", "--all", "--message=ours")
    git(checkout, "checkout", "--quiet", "-b", "other", "HEAD~1")
    (checkout / "a.py").write_text("theirs\n")
    git(checkout, "commit", "--quiet", "--all", "--message=theirs")
    git(checkout, "config", "alias.try-merge", "!git merge --quiet main >/dev/null || true")
    git(checkout, "try-merge")
    assert "UU a.py" in git(checkout, "status", "--porcelain")
    with working_tree(open_repository(checkout)) as tree:
        assert b"<<<<<<<" in (Snapshot(tree.repository, tree.tree).read("a.py") or b"")


@pytest.mark.parametrize("sparse_index", ["--no-sparse-index", "--sparse-index"])
def test_what_a_sparse_checkout_leaves_out_is_not_removed(checkout: Path, git: Git, sparse_index: str) -> None:
    git(checkout, "sparse-checkout", "init", "--cone", sparse_index)
    assert not (checkout / "src").exists()
    (checkout / "a.py").write_text("changed\n")
    assert _changes(checkout) == {"a.py": FileStatus.MODIFIED}


def test_a_new_file_outside_the_sparse_checkout_is_seen(checkout: Path, git: Git) -> None:
    git(checkout, "sparse-checkout", "init", "--cone")
    (checkout / "elsewhere").mkdir()
    (checkout / "elsewhere" / "new.py").write_text("new\n")
    assert _changes(checkout) == {"elsewhere/new.py": FileStatus.ADDED}


def test_a_linked_worktree_has_its_own_changes(checkout: Path, tmp_path: Path, git: Git) -> None:
    (checkout / "a.py").write_text("main's\n")
    linked = tmp_path / "linked"
    git(checkout, "worktree", "add", "--quiet", "--detach", str(linked), "main")
    (linked / "b.py").write_text("linked\n")
    before = _digest(checkout)
    assert _changes(linked) == {"b.py": FileStatus.MODIFIED}
    assert _digest(checkout) == before


def test_submodules_and_nested_repositories_are_submodules(checkout: Path, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "clone", "--quiet", str(checkout), "origin")
    git(
        checkout,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(tmp_path / "origin"),
        "sub",
    )
    git(checkout, "commit", "--quiet", "--message=sub")
    git(checkout / "sub", "commit", "--quiet", "--allow-empty", "--message=x")
    (checkout / "sub" / "a.py").write_text("not ours\n")
    git(tmp_path, "clone", "--quiet", str(checkout), str(checkout / "nested"))
    repository = open_repository(checkout)
    with working_tree(repository) as tree:
        files = changed_files(tree.repository, resolve(repository, "HEAD"), tree.tree).files
    assert _kinds(files) == {"nested": FileKind.SUBMODULE, "sub": FileKind.SUBMODULE}


def _kinds(files: tuple[RawFileDiff, ...]) -> dict[str, FileKind]:
    return {file.path: file.kind for file in files}


def test_line_ends_are_normalised_as_a_commit_would(checkout: Path, git: Git) -> None:
    git(checkout, "config", "core.autocrlf", "true")
    git(checkout, "config", "core.safecrlf", "true")
    (checkout / "a.py").write_bytes(b"a\r\n")
    (checkout / "b.py").write_bytes(b"b\r\nmixed\n")
    assert _changes(checkout) == {"b.py": FileStatus.MODIFIED}


def test_a_file_that_cannot_be_read_costs_no_other(checkout: Path, git: Git) -> None:
    git(checkout, "config", "filter.broken.clean", "false")
    git(checkout, "config", "filter.broken.required", "true")
    (checkout / ".gitattributes").write_text("b.py filter=broken\nnew.py filter=broken\n")
    for name in ("a.py", "b.py", "new.py"):
        (checkout / name).write_text("changed\n")
    (checkout / "empty").mkdir()
    git(checkout / "empty", "init", "--quiet")
    repository = open_repository(checkout)
    with working_tree(repository) as tree:
        files = changed_files(tree.repository, resolve(repository, "HEAD"), tree.tree).files
    assert {file.path for file in files} == {"a.py", ".gitattributes"}
    assert {file.path for file in tree.unread} == {"b.py", "new.py", "empty/"}
    assert all(file.reason.startswith("git could not read it: ") for file in tree.unread)


def test_an_unmerged_file_that_cannot_be_read_keeps_our_side(checkout: Path, git: Git) -> None:
    blobs = [git(checkout, "hash-object", "-w", "--stdin", stdin=text) for text in (b"base\n", b"ours\n", b"theirs\n")]
    stages = "".join(f"100644 {blob} {stage}\ta.py\n" for stage, blob in enumerate(blobs, 1))
    git(checkout, "update-index", "--index-info", stdin=f"0 {'0' * 40}\ta.py\n{stages}".encode())
    git(checkout, "config", "filter.broken.clean", "false")
    git(checkout, "config", "filter.broken.required", "true")
    (checkout / ".gitattributes").write_text("a.py filter=broken\n")
    with working_tree(open_repository(checkout)) as tree:
        assert [file.path for file in tree.unread] == ["a.py"]
        assert Snapshot(tree.repository, tree.tree).read("a.py") == b"ours\n"


def test_a_folder_with_odd_characters_in_its_name_works(tmp_path: Path, commit: Commit, git: Git) -> None:
    odd = tmp_path / 'a:b;c "d" \\e'
    odd.mkdir()
    git(odd, "init", "--quiet")
    commit(odd, {b"a.py": b"a\n"})
    git(odd, "reset", "--quiet", "--hard")
    (odd / "a.py").write_text("changed\n")
    assert _changes(odd) == {"a.py": FileStatus.MODIFIED}


def test_a_hooks_environment_does_not_lead_astray(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    (checkout / "a.py").write_text("changed\n")
    assert _changes(checkout) == {"a.py": FileStatus.MODIFIED}


def test_a_repository_without_an_index_works(checkout: Path) -> None:
    (checkout / ".git" / "index").unlink()
    (checkout / "b.py").unlink()
    assert _changes(checkout) == {"b.py": FileStatus.REMOVED}


def test_a_bare_repository_has_no_working_tree(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    with (
        pytest.raises(RevisionError, match="has no working tree"),
        working_tree(open_repository(tmp_path / "bare.git")),
    ):
        pass


def test_a_broken_index_is_gits_own_error(checkout: Path) -> None:
    (checkout / ".git" / "index").write_bytes(b"broken")
    with pytest.raises(GitError, match="git failed"), working_tree(open_repository(checkout)):
        pass
