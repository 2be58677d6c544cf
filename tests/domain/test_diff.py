"""What a file's diff says of its lines."""

from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind

_FIRST = Hunk((Line(LineKind.CONTEXT, 1, 1, "a"), Line(LineKind.REMOVED, 2, None, "b")))
_SECOND = Hunk((Line(LineKind.ADDED, None, 9, "c"), Line(LineKind.CONTEXT, 10, 10, "d")))
_FILE = FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, (_FIRST, _SECOND))


def test_the_lines_of_all_hunks_come_in_order() -> None:
    assert [line.text for line in _FILE.lines] == ["a", "b", "c", "d"]


def test_added_lines_count_in_the_head_and_removed_ones_in_the_base() -> None:
    assert _FILE.added == {9}
    assert _FILE.removed == {2}
