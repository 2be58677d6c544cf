"""Which lines were read for which items."""

import pytest

from reviewbot.domain.chunk import Chunk, Gap, Piece, Reading
from reviewbot.domain.coverage import Cell, CellState
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind
from reviewbot.domain.paths import PathClass
from reviewbot.findings.examined import examined, unexamined


def _piece(*numbers: int, path: str = "a.py", items: tuple[str, ...] = ("one", "two")) -> Piece:
    lines = tuple(Line(LineKind.ADDED, None, number, "x") for number in numbers)
    file = FileDiff(path, path, FileStatus.MODIFIED, FileKind.FILE, ())
    return Piece(file, None, PathClass.PRODUCTION, (Hunk(lines),), items)


def _read(*pieces: Piece, items: str = "one two", gap: Gap | None = None) -> Reading:
    return Reading(Chunk(pieces), (), frozenset(items.split()), gap)


def _cells(*readings: Reading) -> list[tuple[str, str, str]]:
    cells = list(unexamined(examined(readings)))
    assert all(cell.state is CellState.NOT_EXAMINED for cell in cells)
    return [(cell.path, cell.item, cell.reason) for cell in cells]


_UNSAID = "the agent does not say that it looked for it"


def test_what_was_read_for_all_that_was_asked_is_no_cell() -> None:
    assert _cells(_read(_piece(1, 2), _piece(1, path="b.py"))) == []
    assert _cells() == []


def test_a_file_that_nobody_read_is_one_cell_with_its_reasons() -> None:
    lost = [_read(_piece(1), gap=Gap.REFUSED), _read(_piece(2), gap=Gap.BUDGET), _read(_piece(3), gap=Gap.REFUSED)]
    assert _cells(*lost) == [("a.py", "*", "not read by the agent: out of budget, refused")]


def test_a_file_of_which_a_part_was_not_read_is_one_cell() -> None:
    assert _cells(_read(_piece(1)), _read(_piece(2), gap=Gap.CUT_OFF)) == [
        ("a.py", "*", "not read by the agent: the answer was cut off")
    ]


def test_of_several_who_read_the_same_one_is_enough() -> None:
    assert _cells(_read(_piece(1, 2), gap=Gap.REFUSED), _read(_piece(1, 2))) == []
    halves = _read(_piece(1)), _read(_piece(2))
    assert _cells(*halves, _read(_piece(1, 2), gap=Gap.CUT_OFF)) == []


def test_what_one_forgot_and_another_looked_for_was_looked_for() -> None:
    assert _cells(_read(_piece(1), items="one"), _read(_piece(1), items="two")) == []


@pytest.mark.parametrize(
    ("first", "second", "missing"),
    [("one two", "one", ["two"]), ("one", "one", ["two"]), ("", "", ["one", "two"]), ("one", "two", ["one", "two"])],
)
def test_an_item_is_examined_only_where_every_part_was_read_for_it(first: str, second: str, missing: list[str]) -> None:
    said = _cells(_read(_piece(1), items=first), _read(_piece(2), items=second))
    assert said == [("a.py", item, _UNSAID) for item in missing]


def test_each_file_of_a_conversation_has_its_own_items() -> None:
    both = _read(_piece(1, items=("one",)), _piece(1, path="b.py", items=("two",)), items="one")
    assert _cells(both) == [("b.py", "two", _UNSAID)]


def test_the_change_as_a_whole_is_no_file() -> None:
    assert _cells(_read(gap=Gap.REFUSED)) == []


@pytest.mark.parametrize(("first", "last", "is_shown"), [(1, 1, False), (1, 3, True), (3, 9, True), (6, 9, False)])
def test_lines_are_shown_where_any_piece_has_one(first: int, last: int, is_shown: bool) -> None:
    file = examined([_read(_piece(3)), _read(_piece(5))])["a.py"]
    assert file.shows(first, last) is is_shown


def test_a_removed_line_is_none_of_the_heads() -> None:
    gone = Hunk((Line(LineKind.REMOVED, 4, None, "x"),))
    piece = Piece(_piece().file, None, PathClass.PRODUCTION, (gone,), ("one",))
    assert not examined([_read(piece)])["a.py"].shows(1, 9)
    assert list(unexamined(examined([_read(piece, gap=Gap.REFUSED)]))) == [
        Cell("a.py", "*", CellState.NOT_EXAMINED, "not read by the agent: refused")
    ]
