"""Figures with intervals: the bootstrap over cases, and Wilson's for a share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

from reviewbot.domain.score import Measure, Outcome

SEED = 20_260_101
DRAWS = 1_000
_Z = 1.959964
"""Standard deviations on both sides of the mean that hold 95 of 100 draws of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the figures are made of."""

    found: int
    missed: int
    wrong: int
    on_clean: int
    clean: int


Figure = Callable[[Sums], float | None]
"""Gives a figure of some reviews, None where it has no meaning."""


def precision(of: Sums) -> float | None:
    """Give the share of the findings that say a fault."""
    return _share(of.found, of.found + of.wrong)


def recall(of: Sums) -> float | None:
    """Give the share of the faults that were said."""
    return _share(of.found, of.found + of.missed)


def f_score(beta: float) -> Figure:
    """Weigh both, recall `beta` times as heavily as precision; below 1, what is wrong weighs more than what is missed.

    https://en.wikipedia.org/wiki/F-score
    """
    weight = beta * beta

    def figure(of: Sums) -> float | None:
        right = (1 + weight) * of.found
        return _share(right, right + weight * of.missed + of.wrong)

    return figure


def per_clean(of: Sums) -> float | None:
    """Give the findings on a change without a fault."""
    return _share(of.on_clean, of.clean)


def bootstrapped(outcomes: Sequence[Outcome], figures: Sequence[Figure]) -> tuple[Measure | None, ...]:
    """Give figures with the middle 95 % of what they are for cases drawn anew, of each case any one of its runs.

    The seed is fixed: the same outcomes give the same intervals. A draw for which a figure has no meaning is left out.
    """
    runs = _by_case(outcomes)
    dice = Random(SEED)  # noqa: S311 -- statistics, no secret
    drawn = [_added([dice.choice(case) for case in dice.choices(runs, k=len(runs))]) for _ in range(DRAWS)]
    whole = _added([one for case in runs for one in case])
    return tuple(_measured(figure, whole, drawn) for figure in figures)


def wilson(count: int, of: int) -> Measure | None:
    """Give a share with Wilson's score interval, which holds for few trials and for shares near 0 and 1 too."""
    if not of:
        return None
    share, square = count / of, _Z * _Z
    middle = share + square / (2 * of)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    below, above = (middle - half) / (1 + square / of), (middle + half) / (1 + square / of)
    return Measure(share, min(max(below, 0.0), share), max(min(above, 1.0), share))


def wider(one: Measure | None, other: Measure | None) -> Measure | None:
    """Give one figure the outer bounds of two intervals: where all draws agree, the bootstrap knows no doubt."""
    if one is None or other is None:
        return one
    return Measure(one.value, min(one.low, other.low), max(one.high, other.high))


def _by_case(outcomes: Sequence[Outcome]) -> list[list[Sums]]:
    runs: dict[str, list[Sums]] = {}
    for one in outcomes:
        is_clean = one.case.is_clean
        sums = Sums(len(one.found), len(one.missed), len(one.wrong), len(one.wrong) * is_clean, int(is_clean))
        runs.setdefault(one.case.name, []).append(sums)
    return list(runs.values())


def _added(several: Sequence[Sums]) -> Sums:
    return Sums(
        sum(one.found for one in several),
        sum(one.missed for one in several),
        sum(one.wrong for one in several),
        sum(one.on_clean for one in several),
        sum(one.clean for one in several),
    )


def _measured(figure: Figure, whole: Sums, drawn: Sequence[Sums]) -> Measure | None:
    value = figure(whole)
    if value is None:
        return None
    values = sorted([value, *(one for each in drawn if (one := figure(each)) is not None)])
    last = len(values) - 1
    low, high = values[round(0.025 * last)], values[round(0.975 * last)]
    return Measure(value, min(low, value), max(high, value))


def _share(part: float, of: float) -> float | None:
    return part / of if of else None
