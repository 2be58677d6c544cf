"""From outcomes to the scoreboard: one row for all, for each split, and for each area of a split."""

from collections.abc import Collection, Iterator, Sequence

from reviewbot.domain.case import Split
from reviewbot.domain.score import Conditions, Outcome, Row, Scoreboard
from reviewbot.evaluation.count import counts, item_counts
from reviewbot.evaluation.measure import bootstrapped, f_score, per_clean, precision, recall, wider, wilson


def scoreboard(outcomes: Sequence[Outcome], conditions: Conditions, shown: Collection[str]) -> Scoreboard:
    """Put the figures together; `shown` names the cases that may be looked at one by one."""
    open_ones = tuple(one for one in outcomes if one.case.name in shown)
    return Scoreboard(conditions, tuple(_rows(outcomes)), item_counts(open_ones), open_ones)


def _rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    splits = [split for split in Split if any(one.case.split is split for one in outcomes)]
    if len(splits) > 1:
        yield _row(outcomes, None)
    for split in splits:
        yield _row([one for one in outcomes if one.case.split is split], split)
    for split in splits:
        theirs = [one for one in outcomes if one.case.split is split]
        for area in sorted({one.case.area for one in theirs}):
            yield _row([one for one in theirs if one.case.area == area], split, area)


def _row(outcomes: Sequence[Outcome], split: Split | None, area: str = "") -> Row:
    added = counts(outcomes)
    right, there, f1, f05, noise = bootstrapped(outcomes, (precision, recall, f_score(1), f_score(0.5), per_clean))
    return Row(
        split=split,
        area=area,
        counts=added,
        precision=wider(right, wilson(added.found, added.found + added.wrong)),
        recall=wider(there, wilson(added.found, added.found + added.missed)),
        f1=f1,
        f05=f05,
        per_clean=noise,
        silent=wilson(added.silent, added.clean),
        resisted=wilson(added.traps - added.taken, added.traps),
    )
