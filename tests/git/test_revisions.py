"""From what a person calls a version to its commit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha
from reviewbot.errors import GitError, RevisionError
from reviewbot.git.repository import open_repository
from reviewbot.git.revisions import Revision, committed_on, default_base, merge_base, resolve

Commit = Callable[..., Sha]
Git = Callable[..., str]


@pytest.mark.parametrize("name", ["main", "HEAD", "refs/heads/main", "v1", "annotated", "main@{0}", ":/x"])
def test_a_name_means_its_commit(folder: Path, commit: Commit, git: Git, name: str) -> None:
    sha = commit(folder, {b"a": b"x\n"})
    git(folder, "tag", "v1", "main")
    git(folder, "tag", "-a", "-m", "x", "annotated", "main")
    git(folder, "update-ref", "--create-reflog", "refs/heads/main", sha)
    assert resolve(open_repository(folder), name) == sha


def test_a_short_sha_and_an_expression_mean_their_commit(folder: Path, commit: Commit) -> None:
    first, second = commit(folder, {b"a": b"x\n"}), commit(folder, {b"a": b"y\n"})
    assert resolve(open_repository(folder), second[:10]) == second
    assert resolve(open_repository(folder), "main~1") == first


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "f" * 40,
        "main~9",
        "main:a",
        "^main",
        "main..main",
        "--all",
        "-h",
        "",
        "a\0b",
        "a\nb",
        "é",
        "main^{tree}",
    ],
)
def test_what_is_no_commit_is_refused(folder: Path, commit: Commit, name: str) -> None:
    commit(folder, {b"a": b"x\n"})
    with pytest.raises(RevisionError, match="There is no commit `") as caught:
        resolve(open_repository(folder), name)
    assert "git fetch" in caught.value.hint


def test_a_repository_without_a_commit_is_said(folder: Path) -> None:
    with pytest.raises(RevisionError, match="no commit yet"):
        resolve(open_repository(folder), "HEAD")


def test_the_merge_base_is_where_two_branches_parted(folder: Path, commit: Commit) -> None:
    parted = commit(folder, {b"a": b"x\n"})
    ours = commit(folder, {b"a": b"y\n"})
    theirs = commit(folder, {b"b": b"x\n"}, branch="other", parent=parted)
    assert merge_base(open_repository(folder), ours, theirs) == parted


def test_histories_without_a_common_commit_are_said(folder: Path, commit: Commit) -> None:
    ours, theirs = commit(folder, {b"a": b"x\n"}), commit(folder, {b"b": b"x\n"}, branch="other")
    with pytest.raises(RevisionError, match="have no commit in common"):
        merge_base(open_repository(folder), ours, theirs)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("1767225599 +0000", date(2025, 12, 31)),
        ("1767225600 -1100", date(2026, 1, 1)),
        ("0 +0000", date(1970, 1, 1)),
        ("99999999999999 +0000", None),
        ("18446744073709551615 +0000", None),
    ],
    ids=["before midnight in UTC", "after it, elsewhere the day before", "the first", "after the last", "largest"],
)
def test_a_commit_has_the_day_of_its_committer(
    folder: Path, commit: Commit, git: Git, clock: str, day: date | None
) -> None:
    tree = git(folder, "rev-parse", f"{commit(folder, {b'a': b'x'})}^{{tree}}")
    person = "Ada <ada@example.org>"
    text = f"tree {tree}\nauthor {person} 1 +0000\ncommitter {person} {clock}\n\nx\n"
    made = git(folder, "hash-object", "-t", "commit", "--literally", "-w", "--stdin", stdin=text.encode())
    assert committed_on(open_repository(folder), Sha(made)) == day


def test_a_merge_base_of_what_is_no_commit_is_gits_own_error(folder: Path, commit: Commit) -> None:
    with pytest.raises(GitError):
        merge_base(open_repository(folder), commit(folder, {b"a": b"x\n"}), Sha("f" * 40))


@pytest.fixture
def shallow(tmp_path: Path, folder: Path, commit: Commit, git: Git) -> Path:
    """Clone only the tips of two branches."""
    parted = commit(folder, {b"a": b"x\n"})
    commit(folder, {b"a": b"y\n"})
    commit(folder, {b"b": b"x\n"}, branch="other", parent=parted)
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", folder.as_uri(), "shallow")
    return tmp_path / "shallow"


def test_a_shallow_clone_knows_the_commits_that_it_has(shallow: Path, folder: Path, git: Git) -> None:
    assert resolve(open_repository(shallow), "origin/other") == git(folder, "rev-parse", "other")


def test_a_shallow_clone_says_what_to_fetch_for_a_commit(shallow: Path) -> None:
    with pytest.raises(RevisionError) as caught:
        resolve(open_repository(shallow), "origin/other~1")
    assert "--unshallow" in caught.value.hint


def test_a_shallow_clone_says_what_to_fetch_for_a_merge_base(shallow: Path) -> None:
    repository = open_repository(shallow)
    with pytest.raises(RevisionError, match="shallow") as caught:
        merge_base(repository, resolve(repository, "main"), resolve(repository, "origin/other"))
    assert "git fetch --deepen" in caught.value.hint


@pytest.mark.parametrize(
    ("references", "name"),
    [
        pytest.param({"origin/HEAD": "origin/trunk", "origin/trunk": "", "origin/main": ""}, "origin/trunk", id="head"),
        pytest.param({"origin/HEAD": "origin/gone", "origin/main": ""}, "origin/main", id="dangling-head"),
        pytest.param({"origin/main": "", "origin/master": ""}, "origin/main", id="origin-main"),
        pytest.param({"origin/master": ""}, "origin/master", id="origin-master"),
        pytest.param({}, "main", id="main"),
    ],
)
def test_the_default_base_is_origins_default_branch(
    folder: Path, commit: Commit, git: Git, references: dict[str, str], name: str
) -> None:
    sha = commit(folder, {b"a": b"x\n"})
    for reference, target in references.items():
        if target:
            git(folder, "symbolic-ref", f"refs/remotes/{reference}", f"refs/remotes/{target}")
        else:
            git(folder, "update-ref", f"refs/remotes/{reference}", sha)
    assert default_base(open_repository(folder)) == Revision(name, sha)


def test_master_serves_where_there_is_no_main(folder: Path, commit: Commit) -> None:
    sha = commit(folder, {b"a": b"x\n"}, branch="master")
    assert default_base(open_repository(folder)) == Revision("master", sha)


def test_a_repository_without_a_usual_branch_asks_for_a_base(folder: Path, commit: Commit) -> None:
    commit(folder, {b"a": b"x\n"}, branch="trunk")
    with pytest.raises(RevisionError, match="no branch to compare with") as caught:
        default_base(open_repository(folder))
    assert "--base" in caught.value.hint


def test_a_repository_without_a_commit_has_no_default_base(folder: Path) -> None:
    with pytest.raises(RevisionError, match="no commit yet"):
        default_base(open_repository(folder))
