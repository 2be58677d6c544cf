"""What changed between two commits or trees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff, Sha
from reviewbot.git.changes import changed_files
from reviewbot.git.repository import open_repository
from reviewbot.git.snapshot import Snapshot

Commit = Callable[..., Sha]
Git = Callable[..., str]
TEN = b"".join(b"line %d\n" % number for number in range(10))


def _only(folder: Path, base: Sha, head: Sha) -> RawFileDiff:
    changes = changed_files(open_repository(folder), base, head)
    assert changes.unread == ()
    (file,) = changes.files
    return file


@pytest.mark.parametrize(
    ("before", "after", "path", "base_path", "status"),
    [
        pytest.param({}, {b"a": b"x\n"}, "a", "a", FileStatus.ADDED, id="added"),
        pytest.param({}, {b"a": b""}, "a", "a", FileStatus.ADDED, id="empty-added"),
        pytest.param({b"a": b"x\n"}, {}, "a", "a", FileStatus.REMOVED, id="removed"),
        pytest.param({b"a": b""}, {}, "a", "a", FileStatus.REMOVED, id="empty-removed"),
        pytest.param({b"a": b"x\n"}, {b"a": b"y\n"}, "a", "a", FileStatus.MODIFIED, id="modified"),
        pytest.param({b"a": TEN}, {b"b": TEN}, "b", "a", FileStatus.RENAMED, id="renamed"),
        pytest.param({b"a": TEN}, {b"b b/b": TEN + b"x\n"}, "b b/b", "a", FileStatus.RENAMED, id="renamed-edited"),
        pytest.param({b"a": TEN}, {b"a": TEN, b"b": TEN}, "b", "b", FileStatus.ADDED, id="copied"),
        pytest.param({b"a": b"\0"}, {b"a": b"\0\1"}, "a", "a", FileStatus.MODIFIED, id="binary"),
        pytest.param({b"a": b"x"}, {b"a": (b"100755", b"x")}, "a", "a", FileStatus.MODIFIED, id="mode"),
        pytest.param({}, {b"a b/c d": b"x\n"}, "a b/c d", "a b/c d", FileStatus.ADDED, id="spaces"),
        pytest.param({}, {b'q"\t\n\\': b"x\n"}, 'q"\t\n\\', 'q"\t\n\\', FileStatus.ADDED, id="quoted"),
        pytest.param({}, {"日本.py".encode(): b"x\n"}, "日本.py", "日本.py", FileStatus.ADDED, id="not-ascii"),
        pytest.param({}, {b"\xe9.py": b"x\n"}, "\\xe9.py", "\\xe9.py", FileStatus.ADDED, id="not-utf-8"),
    ],
)
def test_names_and_status_come_from_gits_raw_list(
    folder: Path,
    commit: Commit,
    *,
    before: dict[bytes, bytes],
    after: dict[bytes, bytes],
    path: str,
    base_path: str,
    status: FileStatus,
) -> None:
    base, head = commit(folder, before), commit(folder, after)
    file = _only(folder, base, head)
    assert (file.path, file.base_path, file.status, file.kind) == (path, base_path, status, FileKind.FILE)


def test_a_section_is_the_files_own_part_of_the_diff(folder: Path, commit: Commit) -> None:
    base = commit(folder, {b"a": b"x\n", b"b": b"diff --git a/a b/a\n"})
    head = commit(folder, {b"a": b"y\n", b"b": b"diff --git a/z b/z"})
    first, second = changed_files(open_repository(folder), base, head).files
    assert first.section.endswith(b"--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n")
    assert second.section.endswith(
        b"@@ -1 +1 @@\n-diff --git a/a b/a\n+diff --git a/z b/z\n\\ No newline at end of file\n"
    )


def test_carriage_returns_and_bytes_that_are_no_text_stay_in_the_section(folder: Path, commit: Commit) -> None:
    base, head = commit(folder, {b"a": b"\xe9\r\n"}), commit(folder, {b"a": b"\xe8\r\n"})
    assert _only(folder, base, head).section.endswith(b"-\xe9\r\n+\xe8\r\n")


def test_blobs_are_named_where_the_file_exists(folder: Path, commit: Commit, git: Git) -> None:
    base, head = commit(folder, {b"a": b"x\n"}), commit(folder, {b"b": b"y\n"})
    added, removed = sorted(changed_files(open_repository(folder), base, head).files, key=lambda file: file.status)
    assert (added.base_blob, added.head_blob) == (None, git(folder, "rev-parse", f"{head}:b"))
    assert (removed.base_blob, removed.head_blob) == (git(folder, "rev-parse", f"{base}:a"), None)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        pytest.param(b"120000", FileKind.SYMLINK, id="symlink"),
        pytest.param(b"160000", FileKind.SUBMODULE, id="submodule"),
    ],
)
@pytest.mark.parametrize(
    ("has_base", "has_head", "status"),
    [
        pytest.param(False, True, FileStatus.ADDED, id="added"),
        pytest.param(True, True, FileStatus.MODIFIED, id="modified"),
        pytest.param(True, False, FileStatus.REMOVED, id="removed"),
    ],
)
def test_links_and_submodules_are_told_from_files_and_name_no_blob(
    folder: Path,
    commit: Commit,
    *,
    mode: bytes,
    kind: FileKind,
    has_base: bool,
    has_head: bool,
    status: FileStatus,
) -> None:
    base = commit(folder, {b"a": (mode, b"1" * 40)} if has_base else {})
    head = commit(folder, {b"a": (mode, b"2" * 40)} if has_head else {})
    file = _only(folder, base, head)
    assert (file.kind, file.status, file.base_blob, file.head_blob) == (kind, status, None, None)


def test_a_file_that_becomes_a_link_is_a_modified_link_without_lines(folder: Path, commit: Commit) -> None:
    base, head = (
        commit(folder, {b"a": b"x\n", b"b": b"x\n"}),
        commit(folder, {b"a": (b"120000", b"b"), b"b": b"y\n"}),
    )
    link, other = changed_files(open_repository(folder), base, head).files
    assert (link.status, link.kind, link.section) == (FileStatus.MODIFIED, FileKind.SYMLINK, b"")
    assert other.section.endswith(b"-x\n+y\n")


def test_a_link_that_becomes_a_file_is_an_added_file(folder: Path, commit: Commit) -> None:
    base, head = commit(folder, {b"a": (b"120000", b"b")}), commit(folder, {b"a": b"x\ny\n"})
    file = _only(folder, base, head)
    assert (file.status, file.kind, file.base_blob) == (FileStatus.ADDED, FileKind.FILE, None)
    assert file.section.endswith(b"@@ -0,0 +1,2 @@\n+x\n+y\n")


def test_equal_versions_have_no_changed_files(folder: Path, commit: Commit) -> None:
    sha = commit(folder, {b"a": b"x\n"})
    assert changed_files(open_repository(folder), sha, sha).files == ()


def test_the_empty_tree_serves_as_base(folder: Path, commit: Commit, git: Git) -> None:
    head = commit(folder, {b"a": b"x\n"})
    assert _only(folder, Sha(git(folder, "mktree")), head).status is FileStatus.ADDED


def test_a_repository_of_sha256_objects_works(tmp_path: Path, git: Git, commit: Commit) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "modern")
    head = commit(tmp_path / "modern", {b"a": b"x\n"})
    assert _only(tmp_path / "modern", Sha(git(tmp_path / "modern", "mktree")), head).section.endswith(b"+x\n")


def test_the_users_configuration_changes_nothing(folder: Path, commit: Commit, own_configuration: Path) -> None:
    base = commit(folder, {b"a": TEN, b"b.txt": b"one\n\ntwo\n" + TEN, b"m": (b"160000", b"1" * 40)})
    head = commit(folder, {b"c": TEN, b"b.txt": b"one\n\n2\n" + TEN + b"end\n", b"m": (b"160000", b"2" * 40)})
    plain = changed_files(open_repository(folder), base, head)
    with own_configuration.open("a") as file:
        file.write(
            "[diff]\nnoprefix=true\nmnemonicPrefix=true\nexternal=false\nrenames=false\nalgorithm=patience\n"
            "context=0\ninterHunkContext=9\nsuppressBlankEmpty=true\norderFile=/nowhere\nignoreSubmodules=all\n"
            "submodule=log\nrenameLimit=1\nrelative=true\nindentHeuristic=false\nwsErrorHighlight=all\n"
            "[color]\nui=always\ndiff=always\n[core]\nquotePath=false\nattributesFile=~/attributes\n"
            '[diff "loud"]\ntextconv=tr a-z A-Z <\ncommand=false\nbinary=true\n'
        )
    own_configuration.with_name("attributes").write_text("*.txt diff=loud\n")
    assert changed_files(open_repository(folder), base, head) == plain
    assert len(plain.files) == 3


def test_attributes_of_the_change_hide_no_file(folder: Path, commit: Commit, git: Git) -> None:
    base = commit(folder, {b"a.py": b"x\n"})
    head = commit(folder, {b"a.py": b"y\n", b".gitattributes": b"*.py binary -diff\n"})
    git(folder, "reset", "--quiet", "--hard")
    files = changed_files(open_repository(folder), base, head).files
    assert files[-1].section.endswith(b"-x\n+y\n")


def test_a_bare_repository_works(folder: Path, tmp_path: Path, commit: Commit, git: Git) -> None:
    base, head = commit(folder, {b"a": b"x\n"}), commit(folder, {b"a": b"y\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), "bare.git")
    assert _only(tmp_path / "bare.git", base, head).path == "a"


def test_a_hooks_environment_does_not_lead_astray(
    folder: Path, tmp_path: Path, commit: Commit, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, head = commit(folder, {b"a": b"x\n"}), commit(folder, {b"a": b"y\n"})
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other" / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert _only(folder, base, head).path == "a"


@pytest.fixture
def partial(tmp_path: Path, folder: Path, git: Git, commit: Commit) -> Path:
    """Clone without contents: those of `seen` are fetched afterwards."""
    commit(folder, {b"seen": b"1\n", b"gone": b"3\n", b"old": TEN})
    commit(folder, {b"seen": b"2\n", b"gone": b"4\n", b"new": TEN + b"x\n"})
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", folder.as_uri(), "partial")
    for revision in ("main~1", "main"):
        git(tmp_path / "partial", "cat-file", "blob", f"{revision}:seen")
    return tmp_path / "partial"


def test_a_partial_clone_fetches_what_the_diff_needs(partial: Path, git: Git) -> None:
    base, head = git(partial, "rev-parse", "main~1"), git(partial, "rev-parse", "main")
    changes = changed_files(open_repository(partial), Sha(base), Sha(head))
    assert {file.path for file in changes.files} == {"seen", "gone", "new"}


def test_a_file_whose_contents_cannot_be_fetched_costs_no_other(partial: Path, folder: Path, git: Git) -> None:
    folder.rename(folder.with_name("unreachable"))
    base, head = git(partial, "rev-parse", "main~1"), git(partial, "rev-parse", "main")
    changes = changed_files(open_repository(partial), Sha(base), Sha(head))
    assert [file.path for file in changes.files] == ["seen"]
    assert [file.path for file in changes.unread] == ["gone", "new", "old"]
    assert "git could not compare it" in changes.unread[0].reason


def test_fifty_thousand_files_cost_no_more_than_those_that_changed(folder: Path, git: Git) -> None:
    old, new = (git(folder, "hash-object", "-w", "--stdin", stdin=text) for text in (b"x\n", b"y\n"))
    before = "".join(f"100644 blob {old}\t{number}.py\n" for number in range(200))
    after = before.replace(f"{old}\t7.py", f"{new}\t7.py")
    same, other = (git(folder, "mktree", stdin=listing.encode()) for listing in (before, after))
    folders = "".join(f"040000 tree {same}\t{number}\n" for number in range(250))
    base = Sha(git(folder, "mktree", stdin=folders.encode()))
    head = Sha(git(folder, "mktree", stdin=folders.replace(f"{same}\t7\n", f"{other}\t7\n").encode()))
    assert _only(folder, base, head).path == "7/7.py"
    assert len(Snapshot(open_repository(folder), head).paths()) == 50_000
