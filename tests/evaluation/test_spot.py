"""Where a finding points in the head."""

import pytest
from support.evaluation import finding, gold

from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side
from reviewbot.evaluation.spot import Spot, distance, spots


def file(*lines: tuple[LineKind, int | None, int | None]) -> Diff:
    hunk = Hunk(tuple(Line(kind, base, head, "x") for kind, base, head in lines))
    return Diff((FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, (hunk,)),))


MOVED = file(
    (LineKind.CONTEXT, 10, 30),
    (LineKind.REMOVED, 11, None),
    (LineKind.REMOVED, 12, None),
    (LineKind.ADDED, None, 31),
    (LineKind.CONTEXT, 13, 32),
)


def lines(base: int, diff: Diff, side: Side = Side.LEFT) -> tuple[int, int]:
    spot = spots([finding(base, side=side)], diff)[0]
    return spot.start_line, spot.line


def test_what_stands_in_the_head_points_at_its_own_lines() -> None:
    assert lines(11, MOVED, Side.RIGHT) == (11, 11)


def test_what_is_gone_points_at_the_lines_around_the_gap() -> None:
    assert lines(11, MOVED) == (30, 31)


def test_what_stays_points_at_its_line_in_the_head() -> None:
    assert lines(13, MOVED) == (32, 32)


def test_what_is_gone_from_the_start_of_a_file_points_at_its_first_line() -> None:
    assert lines(1, file((LineKind.REMOVED, 1, None), (LineKind.CONTEXT, 2, 1))) == (1, 1)


def test_what_no_hunk_shows_keeps_its_lines() -> None:
    assert lines(50, MOVED) == (50, 50)


def test_a_removed_file_keeps_its_lines() -> None:
    assert lines(2, file((LineKind.REMOVED, 1, None), (LineKind.REMOVED, 2, None))) == (2, 2)


@pytest.mark.parametrize(
    ("start", "end", "off"), [(10, 12, 0), (1, 10, 0), (11, 11, 0), (13, 20, 1), (1, 5, 5), (1, 99, 0)]
)
def test_the_distance_counts_the_lines_between(start: int, end: int, off: int) -> None:
    assert distance(Spot("x", "a.py", start, end), gold(10, 12)) == off


def test_nothing_is_near_in_another_file() -> None:
    assert distance(Spot("x", "b.py", 10, 10), gold(10)) is None
