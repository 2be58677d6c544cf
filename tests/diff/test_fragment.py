"""One version of a file as far as a diff alone tells it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.diff.fragment import agrees, fragment
from reviewbot.diff.parse import parsed
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, RawFileDiff, Side


def _file(*hunks: Hunk) -> FileDiff:
    return FileDiff("f.py", "f.py", FileStatus.MODIFIED, FileKind.FILE, hunks)


TWO_HUNKS = _file(
    Hunk((Line(LineKind.CONTEXT, 2, 2, "a"), Line(LineKind.REMOVED, 3, None, "b"), Line(LineKind.ADDED, None, 3, "c"))),
    Hunk((Line(LineKind.ADDED, None, 6, "d"), Line(LineKind.ADDED, None, 7, ""))),
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[FileDiff, str]:
    """Draw a head's text and a diff that shows some of its lines."""
    head = draw(st.lists(st.text("ab\r\f é", max_size=4), min_size=1, max_size=12))
    shown = draw(st.sets(st.integers(1, len(head))))
    lines = (Line(LineKind.ADDED, None, number, head[number - 1].removesuffix("\r")) for number in sorted(shown))
    return _file(Hunk(tuple(lines))), "".join(line + "\n" for line in head)


def test_the_lines_of_the_head_stand_at_their_numbers() -> None:
    assert fragment(TWO_HUNKS, Side.RIGHT) == "\na\nc\n\n\nd\n\n"


def test_the_lines_of_the_base_stand_at_their_numbers() -> None:
    assert fragment(TWO_HUNKS, Side.LEFT) == "\na\nb\n"


@pytest.mark.parametrize("side", Side)
def test_a_side_without_lines_is_empty(side: Side) -> None:
    assert fragment(_file(), side) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("?\na\nc\n?\n?\nd\n\n", True, id="same"),
        pytest.param("?\r\na\r\nc\r\n?\r\n?\r\nd\r\n\r\n", True, id="carriage-returns"),
        pytest.param("?\na\nc\n?\n?\nd\n\n?\n", True, id="more-behind"),
        pytest.param("?\na\nc\n?\n?\nx\n\n", False, id="other-text"),
        pytest.param("a\nc\n?\n?\nd\n\n", False, id="moved"),
        pytest.param("?\na\nc\n", False, id="too-short"),
        pytest.param("", False, id="empty"),
    ],
)
def test_a_text_agrees_if_every_line_stands_at_its_number(text: str, expected: bool) -> None:
    assert agrees(TWO_HUNKS, text) is expected


def test_a_file_without_lines_of_the_head_agrees_with_any_text() -> None:
    assert agrees(_file(Hunk((Line(LineKind.REMOVED, 1, None, "a"),))), "")


@given(changes())
def test_a_diff_agrees_with_its_head_and_with_its_own_fragment(change: tuple[FileDiff, str]) -> None:
    file, head = change
    assert agrees(file, head)
    assert agrees(file, fragment(file, Side.RIGHT))


@given(changes())
def test_a_fragment_ends_with_the_last_line_shown(change: tuple[FileDiff, str]) -> None:
    file, _ = change
    assert fragment(file, Side.RIGHT).count("\n") == max(file.added, default=0)


def test_a_missing_line_feed_at_the_end_does_not_disagree() -> None:
    section = b"--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+\n\\ No newline at end of file\n"
    file = parsed(RawFileDiff("f", "f", FileStatus.ADDED, FileKind.FILE, None, None, section))
    assert not agrees(file, "a")
    assert agrees(file, "a\n\n")
