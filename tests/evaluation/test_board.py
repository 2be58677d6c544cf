"""From outcomes to rows."""

from support.evaluation import case, conditions, finding, gold, outcome, trap

from reviewbot.domain.case import Split
from reviewbot.domain.score import ItemCounts
from reviewbot.evaluation.board import scoreboard

FOUND = outcome(case("found", gold(1), area="security"), (gold(1), finding(1)))
MISSED = outcome(case("missed", gold(1), traps=(trap(),)), missed=(gold(1),))
HELD = outcome(case("held", split=Split.HELD), wrong=(finding(1),))


def test_rows_are_all_then_the_splits_then_their_areas() -> None:
    board = scoreboard([FOUND, MISSED, HELD], conditions(), frozenset())
    assert [(row.split, row.area, row.counts.reviews) for row in board.rows] == [
        (None, "", 3),
        (Split.OPEN, "", 2),
        (Split.HELD, "", 1),
        (Split.OPEN, "data-access", 1),
        (Split.OPEN, "security", 1),
        (Split.HELD, "data-access", 1),
    ]


def test_one_split_needs_no_row_for_both() -> None:
    board = scoreboard([FOUND], conditions(), frozenset())
    assert [(row.split, row.area) for row in board.rows] == [(Split.OPEN, ""), (Split.OPEN, "security")]


def test_a_row_has_its_figures() -> None:
    row = scoreboard([FOUND, MISSED, HELD], conditions(), frozenset()).rows[0]
    measures = (row.precision, row.recall, row.f1, row.per_clean, row.silent, row.resisted)
    assert [one.value for one in measures if one] == [0.5, 0.5, 0.5, 1.0, 0.0, 1.0]


def test_where_all_cases_agree_the_interval_still_knows_doubt() -> None:
    row = scoreboard([FOUND], conditions(), frozenset()).rows[0]
    assert row.recall is not None
    assert row.recall.low < 0.5 < row.recall.high == 1.0


def test_cases_and_items_are_those_that_may_be_looked_at() -> None:
    board = scoreboard([FOUND, MISSED, HELD], conditions(), {"found"})
    assert board.outcomes == (FOUND,)
    assert board.items == (ItemCounts("query-in-loop", 1, 0, 0),)
