"""Diffs from a file or standard input."""

import contextlib
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.diff.parse import parsed
from reviewbot.diff.read import read
from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff
from reviewbot.errors import DiffError

HUNK = b"@@ -1 +1 @@\n-x\n+y\n"
FILE = b"--- a/f.py\n+++ b/f.py\n" + HUNK


def _only(data: bytes) -> RawFileDiff:
    (file,) = read(data)
    return file


def test_nothing_holds_no_files() -> None:
    assert read(b"") == ()
    assert read(b"\n  \n") == ()


@pytest.mark.parametrize(
    ("header", "path", "base_path", "status"),
    [
        pytest.param(b"a/f b/f", "f", "f", FileStatus.MODIFIED, id="modified"),
        pytest.param(b"a/f b/f\nnew file mode 100644", "f", "f", FileStatus.ADDED, id="added"),
        pytest.param(b"a/f b/f\ndeleted file mode 100644", "f", "f", FileStatus.REMOVED, id="removed"),
        pytest.param(b"a/x b/y\nrename from x\nrename to y", "y", "x", FileStatus.RENAMED, id="renamed"),
        pytest.param(b"a/x b/y\ncopy from x\ncopy to y", "y", "x", FileStatus.COPIED, id="copied"),
        pytest.param(b"a/x b/a b/y\nrename from x b/a\nrename to y", "y", "x b/a", FileStatus.RENAMED, id="rename-b"),
        pytest.param(
            b'"a/\\303\\251" b/y\nrename from "\\303\\251"\nrename to y',
            "y",
            "é",
            FileStatus.RENAMED,
            id="rename-quoted",
        ),
        pytest.param(b"a/f g b/f g", "f g", "f g", FileStatus.MODIFIED, id="space"),
        pytest.param(b"a/f b/g b/f b/g", "f b/g", "f b/g", FileStatus.MODIFIED, id="b-inside"),
        pytest.param(b'"a/\\346\\227\\245" "b/\\346\\227\\245"', "日", "日", FileStatus.MODIFIED, id="octal"),
        pytest.param(
            b'"a/q\\"\\\\\\t\\n" "b/q\\"\\\\\\t\\n"', 'q"\\\t\n', 'q"\\\t\n', FileStatus.MODIFIED, id="escapes"
        ),
        pytest.param(b'"a/\\351" "b/\\351"', "\\xe9", "\\xe9", FileStatus.MODIFIED, id="not-utf-8"),
        pytest.param(b'a/x "b/\\303\\251"', "é", "é", FileStatus.MODIFIED, id="second-quoted"),
        pytest.param(b"f f", "f", "f", FileStatus.MODIFIED, id="no-prefix"),
        pytest.param(b"a/f a/f", "a/f", "a/f", FileStatus.MODIFIED, id="no-prefix-folder-a"),
        pytest.param(b"i/f w/f", "f", "f", FileStatus.MODIFIED, id="mnemonic"),
        pytest.param(b"c/f i/f", "f", "f", FileStatus.MODIFIED, id="mnemonic-staged"),
        pytest.param(b"1/f 2/f", "f", "f", FileStatus.MODIFIED, id="no-index"),
        pytest.param(b"a/x b/y", "y", "y", FileStatus.MODIFIED, id="two-files-compared"),
        pytest.param(b"x y", "y", "y", FileStatus.MODIFIED, id="two-files-without-prefix"),
        pytest.param(b"a/../../x b/../../x", "../../x", "../../x", FileStatus.MODIFIED, id="out-of-the-tree"),
    ],
)
def test_gits_header_tells_names_and_status(header: bytes, path: str, base_path: str, status: FileStatus) -> None:
    file = _only(b"diff --git " + header + b"\n")
    assert (file.path, file.base_path, file.status) == (path, base_path, status)


@pytest.mark.parametrize(
    ("git", "source", "target", "path", "status"),
    [
        pytest.param(b"a/f b/f", b"a/f", b"b/f", "f", FileStatus.MODIFIED, id="modified"),
        pytest.param(b"a/f b/f", b"/dev/null", b"b/f", "f", FileStatus.ADDED, id="added-without-mode"),
        pytest.param(b"a/f b/f", b"a/f", b"/dev/null", "f", FileStatus.REMOVED, id="removed-without-mode"),
        pytest.param(b"b/f b/f", b"/dev/null", b"b/f", "b/f", FileStatus.ADDED, id="no-prefix-folder-b"),
        pytest.param(b"a/f a/f", b"a/f", b"/dev/null", "a/f", FileStatus.REMOVED, id="no-prefix-folder-a"),
        pytest.param(b"a/f g b/f g", b"a/f g\t", b"b/f g\t", "f g", FileStatus.MODIFIED, id="space-tab"),
        pytest.param(b"s://f g d://f g", b"/dev/null", b"d://f g", "d://f g", FileStatus.ADDED, id="own-prefix"),
        pytest.param(b'"a/\\t" "b/\\t"', b'"a/\\t"', b'"b/\\t"', "\t", FileStatus.MODIFIED, id="quoted"),
    ],
)
def test_the_lines_above_the_hunks_agree_with_gits_header(
    *, git: bytes, source: bytes, target: bytes, path: str, status: FileStatus
) -> None:
    file = _only(b"diff --git %b\n--- %b\n+++ %b\n" % (git, source, target) + HUNK)
    assert (file.path, file.base_path, file.status) == (path, path, status)


@pytest.mark.parametrize(
    ("source", "target", "hunk", "path", "status"),
    [
        pytest.param(b"f", b"f", b"-1 +1", "f", FileStatus.MODIFIED, id="plain"),
        pytest.param(b"a/f", b"b/f", b"-1 +1", "f", FileStatus.MODIFIED, id="prefixes"),
        pytest.param(b"a/f\t2024-01-01 10:00:00", b"b/f\t2024-01-02", b"-1 +1", "f", FileStatus.MODIFIED, id="times"),
        pytest.param(b"f.orig", b"f", b"-1 +1", "f", FileStatus.MODIFIED, id="two-names"),
        pytest.param(b"f\t(revision 1)", b"f\t(working copy)", b"-1 +1", "f", FileStatus.MODIFIED, id="svn"),
        pytest.param(b"f\t(revision 0)", b"f\t(working copy)", b"-0,0 +1", "f", FileStatus.ADDED, id="svn-added"),
        pytest.param(b"f\t(revision 1)", b"f\t(working copy)", b"-1 +0,0", "f", FileStatus.REMOVED, id="svn-removed"),
        pytest.param(b"/dev/null", b"b/f\tThu", b"-0,0 +1", "f", FileStatus.ADDED, id="hg-added"),
        pytest.param(b"a/f\tThu", b"/dev/null", b"-1 +0,0", "f", FileStatus.REMOVED, id="hg-removed"),
        pytest.param(b"/abs/f", b"/abs/f", b"-1 +1", "/abs/f", FileStatus.MODIFIED, id="absolute"),
        pytest.param(b"b/f", b"b/f", b"-1 +1", "b/f", FileStatus.MODIFIED, id="folder-b"),
    ],
)
def test_a_plain_unified_diff_tells_names_and_status(
    *, source: bytes, target: bytes, hunk: bytes, path: str, status: FileStatus
) -> None:
    body = {b"-1 +1": b"-x\n+y\n", b"-0,0 +1": b"+y\n", b"-1 +0,0": b"-x\n"}[hunk]
    file = _only(b"Index: f\n====\n--- %b\n+++ %b\n@@ %b @@\n%b" % (source, target, hunk, body))
    assert (file.path, file.base_path, file.status, file.kind) == (path, path, status, FileKind.FILE)


@pytest.mark.parametrize(
    ("line", "path", "status"),
    [
        (b"Binary files a/x and b/x differ", "x", FileStatus.MODIFIED),
        (b"Binary files /dev/null and b/x differ", "x", FileStatus.ADDED),
        (b"Binary files a/x and /dev/null differ", "x", FileStatus.REMOVED),
        (b"Binary file x y has changed", "x y", FileStatus.MODIFIED),
        (b"Index: x\n====\nCannot display: file marked as a binary type.", "x", FileStatus.MODIFIED),
    ],
)
def test_a_binary_file_is_a_file_of_the_change(line: bytes, path: str, status: FileStatus) -> None:
    first, binary, last = read(FILE + line + b"\n" + FILE.replace(b"f.py", b"g.py"))
    assert (first.path, binary.path, last.path) == ("f.py", path, "g.py")
    assert binary.status is status
    assert parsed(binary).is_binary


@pytest.mark.parametrize(
    "body", [b"Binary files a/x and b/x differ\n", b"GIT binary patch\nliteral 3\nKcmZ\n\nliteral 0\nHc\n"]
)
def test_gits_binary_file_is_one_file(body: bytes) -> None:
    first, last = read(b"diff --git a/x b/x\nindex 1..2 100644\n" + body + b"\n" + FILE)
    assert parsed(first).is_binary
    assert last.path == "f.py"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (b"new file mode 120000", FileKind.SYMLINK),
        (b"deleted file mode 160000", FileKind.SUBMODULE),
        (b"index 1234567..89abcde 160000", FileKind.SUBMODULE),
        (b"old mode 100644\nnew mode 100755", FileKind.FILE),
        (b"index 1234567..89abcde 100644", FileKind.FILE),
    ],
)
def test_the_mode_tells_the_kind(fields: bytes, kind: FileKind) -> None:
    assert _only(b"diff --git a/x b/x\n" + fields + b"\n").kind is kind


def test_a_file_that_becomes_a_link_is_one_modified_link() -> None:
    data = b"diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    data += b"diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+y\n"
    file = _only(data)
    assert (file.status, file.kind, file.section) == (FileStatus.MODIFIED, FileKind.SYMLINK, b"")


def test_a_link_that_becomes_a_file_is_one_added_file() -> None:
    data = b"diff --git a/x b/x\ndeleted file mode 120000\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    data += b"diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+y\n"
    file = _only(data)
    assert (file.status, file.kind, len(parsed(file).lines)) == (FileStatus.ADDED, FileKind.FILE, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"From 1234 Mon Sep 17\nSubject: [PATCH] x\n\n---\n f.py | 2 +-\n\n", b"-- \n2.39.5\n", id="mail"),
        pytest.param(b"commit 1234\nAuthor: A\n\n    diff --git a/x b/x\n    --- a\n\n", b"\n", id="log"),
        pytest.param(b"From x\n\n", b"--\n2.39.5\n\n", id="trimmed-signature"),
        pytest.param(b"\xef\xbb\xbf", b"", id="byte-order-mark"),
        pytest.param(b"* Unmerged path x\n", b"Only in a: b\n", id="notes"),
        pytest.param(b"--- only one line\nof prose\n", b"---\n", id="rules"),
    ],
)
def test_text_around_the_files_is_skipped(before: bytes, after: bytes) -> None:
    assert _only(before + FILE + after).section == FILE


def test_a_diff_with_carriage_returns_throughout_reads_the_same() -> None:
    data = b"diff --git a/f b/f\nindex 1..2 120000\n--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@ s\n a\n\n-x\n+y\n" + FILE
    crlf = read(data.replace(b"\n", b"\r\n"))
    assert [(file.path, file.kind) for file in crlf] == [(file.path, file.kind) for file in read(data)]
    assert [parsed(file).hunks for file in crlf] == [parsed(file).hunks for file in read(data)]


def test_lines_inside_a_hunk_are_never_headers() -> None:
    body = b"@@ -1,3 +1,3 @@\n--- a/x\n-@@ -1 +1 @@\n-diff --git a/x b/x\n+++ b/x\n+-- \n+diff --git\n"
    first, second = read(b"--- a/f\n+++ b/f\n" + body + FILE)
    assert [line.text for line in parsed(first).lines][:4] == ["-- a/x", "@@ -1 +1 @@", "diff --git a/x b/x", "++ b/x"]
    assert second.section == FILE


def test_a_file_without_hunks_is_a_file_of_the_change() -> None:
    data = b"--- f\t(revision 1)\n+++ f\t(working copy)\n\nProperty changes on: f\n"
    assert (_only(data).path, parsed(_only(data)).hunks) == ("f", ())


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(b"hello\nworld\n", 1, "no unified diff", id="prose"),
        pytest.param(b"\0\1\2", 1, "no unified diff", id="binary"),
        pytest.param(b"*** a\n--- b\n***************\n", 1, "no unified diff", id="context-diff"),
        pytest.param(b"x\n" + HUNK, 2, "does not say which file", id="bare-hunk"),
        pytest.param(FILE.replace(b"-1 +1", b"-1,2 +1"), 3, "shorter", id="short-at-the-end"),
        pytest.param(FILE.replace(b"-1 +1", b"-1,2 +1,2") + FILE, 8, "begins before", id="short-before-a-file"),
        pytest.param(
            FILE.replace(b"-1 +1", b"-1,3 +1,3") + b"diff --git a/x b/x\n", 3, "shorter", id="short-before-git"
        ),
        pytest.param(FILE + b"+z\n", 6, "longer", id="one-added-too-many"),
        pytest.param(FILE + b"-z\n", 6, "longer", id="one-removed-too-many"),
        pytest.param(FILE + b" z\n", 6, "longer", id="one-kept-too-many"),
        pytest.param(FILE.replace(b"-x\n", b"-x\n-x\n"), 5, "longer", id="long-inside"),
        pytest.param(FILE.replace(b"@@ -1", b"@@ 1"), 3, "cannot be read", id="bad-header"),
        pytest.param(FILE + b"@@ -x @@\n", 6, "cannot be read", id="bad-second-header"),
        pytest.param(FILE.replace(b"-1 +1", b"-1,0 +1,0"), 3, "no lines", id="hunk-without-lines"),
        pytest.param(FILE.replace(b"+1 ", b"+1,99999999999 "), 3, "cannot be read", id="absurd-count"),
        pytest.param(b"diff --cc f\nindex 1,2..3\n--- a/f\n+++ b/f\n@@@ -1 -1 +1 @@@\n", 1, "combined", id="combined"),
        pytest.param(b"diff --combined f\n", 1, "combined", id="combined-long"),
        pytest.param(b"--- a\n+++ b\n@@@ -1 -1 +1 @@@\n", 3, "combined", id="combined-hunk"),
        pytest.param(b"diff --git a/f b/f\n--- a/f\n+++ b/f\n", 3, "hunks of this file are missing", id="cut-off"),
        pytest.param(b"--- \n+++ \n" + HUNK, 1, "names no file", id="no-name"),
        pytest.param(FILE + FILE, 6, "twice", id="one-file-twice"),
    ],
)
def test_what_is_no_diff_is_refused_with_its_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(DiffError, match=message) as caught:
        read(data, "change.diff")
    assert str(caught.value.place) == f"change.diff:{line}"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        pytest.param(FILE.decode().encode("utf-16"), "--output", id="utf-16"),
        pytest.param(b"\x1b[1mdiff --git a/x b/x\x1b[m\n", "--no-color", id="colours"),
        pytest.param(b"1c1\n< x\n", "diff -u", id="other"),
    ],
)
def test_a_refusal_says_how_to_make_it_right(data: bytes, hint: str) -> None:
    with pytest.raises(DiffError) as caught:
        read(data)
    assert hint in caught.value.hint


def test_thirty_thousand_lines_in_four_hundred_files_take_no_time() -> None:
    hunk = b"@@ -1,75 +1,75 @@\n" + b" context\n" * 37 + b"-old\n+new\n" + b" context\n" * 37
    data = b"".join(b"diff --git a/%d b/%d\n--- a/%d\n+++ b/%d\n" % (n, n, n, n) + hunk for n in range(400))
    start = time.process_time()
    assert sum(len(parsed(file).lines) for file in read(data)) == 400 * 76
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"diff --git " + b"a " * 500_000, id="header-of-spaces"),
        pytest.param(b"diff --git " + b'"\\' * 1_000_000, id="open-quote"),
        pytest.param(b"Binary files " + b" and " * 500_000 + b" differ", id="and-and-and"),
        pytest.param(b"Binary files " + b" and " * 500_000, id="and-without-end"),
        pytest.param(b"diff --git a/x b/x\n" * 20_000, id="many-headers"),
        pytest.param(b"--- a\n" * 100_000, id="many-half-headers"),
        pytest.param(b"--- a/x\n+++ b/x\n@@ -1 +1 @@" + b" " * 2_000_000 + b"\n-x\n+y\n", id="long-section"),
        pytest.param(FILE + b"\\\n" * 100_000, id="many-marks"),
    ],
)
def test_hostile_megabytes_take_linear_time(data: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(DiffError):
        assert len(read(data)) == 1
    assert time.process_time() - start < 5


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([*FILE.splitlines(True), b"diff --git a/x b/y\n", b"@@@\n"])).map(b"".join)
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(DiffError):
        assert all(file.section in data + b"\n" for file in read(data))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    base=st.text(st.sampled_from("ab\n\r\f-+ \\@é")),
    head=st.text(st.sampled_from("ab\n\r\f-+ \\@é")),
    name=st.sampled_from(["f.py", "a b/c", "é", 'q"', "x\ty"]),
)
def test_what_git_wrote_is_read_with_exact_numbers(tmp_path: Path, base: str, head: str, name: str) -> None:
    for side, text in (("base", base), ("head", head)):
        (tmp_path / side / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / side / name).write_bytes(text.encode())
    command = ("git", "diff", "--no-index", "--no-color", "--text", f"base/{name}", f"head/{name}")
    wrote = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout
    files = [parsed(raw) for raw in read(wrote)]
    assert [file.path for file in files] == ([f"head/{name}"] if base != head else [])
    for line in (line for file in files for line in file.lines):
        for text, number in ((base, line.base), (head, line.head)):
            assert number is None or text.split("\n")[number - 1].removesuffix("\r") == line.text
