"""Sums over outcomes."""

from dataclasses import replace

from support.evaluation import case, finding, gold, outcome, trap

from reviewbot.domain.finding import Placement, Suggestion
from reviewbot.domain.report import Cost
from reviewbot.domain.score import Counts, ItemCounts, Taken
from reviewbot.evaluation.count import counts, item_counts

BUSY = replace(
    outcome(
        case("busy", gold(1), gold(2), traps=(trap(5), trap(6))),
        (gold(1), finding(1, suggestion=Suggestion("x", "applies"))),
        missed=(gold(2),),
        wrong=(finding(5, placement=Placement.FILE), finding(9, item="lost-update", placement=Placement.SUMMARY)),
        gap="a.py: too slow",
    ),
    taken=(Taken(trap(5), finding(5)),),
    glimpsed=(gold(2),),
    unsure=4,
    cost=Cost(usd=0.25, calls=3),
)
SILENT = outcome(case("silent"))
NOISY = outcome(case("noisy"), wrong=(finding(1), finding(2)))


def test_nothing_adds_up_to_nothing() -> None:
    assert counts([]) == Counts()


def test_everything_is_counted() -> None:
    assert counts([BUSY]) == Counts(
        reviews=1,
        clean=0,
        silent=0,
        found=1,
        missed=1,
        wrong=2,
        on_clean=0,
        traps=2,
        taken=1,
        glimpsed=1,
        unsure=4,
        inline=1,
        file=1,
        summary=1,
        suggestions=1,
        incomplete=1,
        calls=3,
        usd=0.25,
        seconds=0.5,
    )


def test_clean_changes_are_counted_apart() -> None:
    got = counts([BUSY, SILENT, NOISY])
    assert (got.reviews, got.clean, got.silent, got.on_clean, got.wrong) == (3, 2, 1, 2, 4)
    assert got.seconds == 1.5


def test_items_are_counted_by_the_name_of_the_fault_or_of_what_is_wrong() -> None:
    also = outcome(case("also", gold(1, also="lost-update")), (gold(1, also="lost-update"), finding(1, "lost-update")))
    assert item_counts([BUSY, also]) == (ItemCounts("lost-update", 0, 0, 1), ItemCounts("query-in-loop", 2, 1, 1))
