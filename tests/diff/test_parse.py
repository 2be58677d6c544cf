"""From the bytes of a section to hunks with line numbers."""

import difflib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.diff.parse import MOST_LINES, parsed, parsed_all
from reviewbot.diff.read import read
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Line, LineKind, RawFileDiff, UnreadFile
from reviewbot.errors import DiffError

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=8), max_size=12)


def _raw(section: bytes, kind: FileKind = FileKind.FILE) -> RawFileDiff:
    return RawFileDiff("a b/c.py", "a b/c.py", FileStatus.MODIFIED, kind, None, None, section)


def _lines(hunks: bytes) -> tuple[Line, ...]:
    return parsed(_raw(b"diff --git a/a b/c.py b/a b/c.py\n--- a/a b/c.py\n+++ b/a b/c.py\n" + hunks)).lines


def test_lines_get_the_numbers_of_their_side() -> None:
    assert _lines(b"@@ -4,3 +5,3 @@ def f():\n a\n-b\n+c\n d\n") == (
        Line(LineKind.CONTEXT, 4, 5, "a"),
        Line(LineKind.REMOVED, 5, None, "b"),
        Line(LineKind.ADDED, None, 6, "c"),
        Line(LineKind.CONTEXT, 6, 7, "d"),
    )


def test_a_hunk_keeps_what_git_writes_behind_it() -> None:
    file = parsed(_raw(b"--- a\n+++ b\n@@ -1 +1 @@ def f():\r\n-a\n+b\n@@ -9 +9 @@\n-c\n+d\n"))
    assert [hunk.section for hunk in file.hunks] == ["def f():", ""]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"x\r", "x", id="carriage-return-before-the-line-feed"),
        pytest.param(b"x\ry", "x\ry", id="lone-carriage-return"),
        pytest.param(b"x\fy\x0b\x1c", "x\fy\x0b\x1c", id="form-feed"),
        pytest.param("x\u2028y\x85".encode(), "x\u2028y\x85", id="line-separators-of-unicode"),
        pytest.param(b"\xe9t\xe9", "été", id="latin-1"),
        pytest.param("日本 \u202e".encode(), "日本 \u202e", id="utf-8"),
        pytest.param(b"-- a", "-- a", id="like-a-header"),
        pytest.param(b"++ b", "++ b", id="like-a-second-header"),
        pytest.param(b"\xef\xbb\xbfx", "x", id="byte-order-mark"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_line_is_what_stands_between_two_line_feeds(content: bytes, text: str) -> None:
    (line,) = _lines(b"@@ -0,0 +1 @@\n+" + content + b"\n")
    assert line == Line(LineKind.ADDED, None, 1, text)


def test_a_missing_line_feed_at_the_end_is_no_line() -> None:
    lines = _lines(b"@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n")
    assert [line.text for line in lines] == ["a", "b"]


def test_an_empty_context_line_may_have_lost_its_space() -> None:
    assert [line.text for line in _lines(b"@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n")] == ["a", "", "b", "c"]


@pytest.mark.parametrize(
    "section",
    [
        b"diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n",
        b"diff --git a/x b/x\nindex 1..2 100644\nGIT binary patch\nliteral 1\nIcmZ\n\n",
        b"Binary files a/x and b/x differ\n",
        b"Binary file x has changed\n",
        b"Index: x\n===\nCannot display: file marked as a binary type.\n",
    ],
)
def test_a_binary_file_has_no_hunks(section: bytes) -> None:
    file = parsed(_raw(section))
    assert file.is_binary
    assert file.hunks == ()


def test_a_text_that_speaks_of_binary_files_is_no_binary_file() -> None:
    assert not parsed(_raw(b"--- a\n+++ b\n@@ -1 +1 @@\n-\n+GIT binary patch\n")).is_binary


@pytest.mark.parametrize("section", [b"", b"old mode 100644\nnew mode 100755\n", b"similarity index 100%\n"])
def test_a_change_without_contents_has_no_hunks(section: bytes) -> None:
    file = parsed(_raw(section))
    assert not file.is_binary
    assert file.hunks == ()


@pytest.mark.parametrize("kind", [FileKind.SYMLINK, FileKind.SUBMODULE])
def test_links_and_submodules_have_no_lines(kind: FileKind) -> None:
    assert parsed(_raw(b"--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n", kind)).hunks == ()


def test_all_else_is_taken_over() -> None:
    raw = replace(_raw(b""), base_path="b", status=FileStatus.RENAMED)
    file = parsed(raw)
    assert (file.path, file.base_path, file.status, file.kind) == (raw.path, "b", FileStatus.RENAMED, raw.kind)


@pytest.mark.parametrize(
    ("hunks", "reason"),
    [
        pytest.param(b"@@ -1,9 +1,9 @@\n a\n", "shorter than expected", id="short"),
        pytest.param(b"@@ -1,2 +1 @@\n a\n+b\n", "longer than expected", id="long"),
        pytest.param(b"@@ -1 +1 @@\n-a\n?b\n", "line expected", id="no-sign"),
        pytest.param(b"@@ one two @@\n-a\n+b\n", "text between the hunks", id="no-numbers"),
        pytest.param(b"@@ -%b +1 @@\n-a\n+b\n" % (b"9" * 5000), "", id="endless-number"),
        pytest.param(b"@@ -1 +999999999 @@\n-a\n+b\n", f"above {MOST_LINES:,}", id="absurd-number"),
        pytest.param(b"@@ -1 +1 @@\n-a\n+b\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "between", id="second-file"),
    ],
)
def test_a_section_that_does_not_parse_costs_no_other_file(hunks: bytes, reason: str) -> None:
    good, bad = _raw(b"--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n"), replace(_raw(b"\n" + hunks), path="bad.py")
    diff = parsed_all([good, bad, good])
    (unread,) = diff.unread
    assert diff.files == (parsed(good), parsed(good))
    assert unread == UnreadFile("bad.py", unread.reason)
    assert reason in unread.reason
    with pytest.raises(DiffError, match=r"its diff"):
        parsed(bad)


@given(base=LINES, head=LINES, context=st.integers(0, 4))
def test_what_difflib_wrote_comes_back_with_exact_numbers_and_texts(
    base: list[str], head: list[str], context: int
) -> None:
    wrote = difflib.unified_diff(base, head, "a/x", "b/x", n=context, lineterm="")
    data = "".join(line + "\n" for line in wrote).encode()
    files = [parsed(raw) for raw in read(data)]
    assert bool(files) == (base != head)
    for line in (line for file in files for line in file.lines):
        # The end of a line is not part of it, nor is a mark at the start of the file.
        versions = ((base, line.base), (head, line.head))
        texts = {version[number - 1].removesuffix("\r") for version, number in versions if number}
        assert line.text in {text.removeprefix("\ufeff") if 1 in (line.base, line.head) else text for text in texts}
        assert (line.base is None, line.head is None) == (line.kind is LineKind.ADDED, line.kind is LineKind.REMOVED)
    for file in files:
        assert _rebuilt(file, base) == [text.removesuffix("\r") for text in head]


def _rebuilt(file: FileDiff, base: list[str]) -> list[str]:
    """Apply the diff to the base: kept lines in order, added ones at their number in the head."""
    kept = [text.removesuffix("\r") for number, text in enumerate(base, 1) if number not in file.removed]
    for line in sorted((line for line in file.lines if line.kind is LineKind.ADDED), key=lambda line: line.head or 0):
        kept.insert((line.head or 0) - 1, line.text)
    return kept
