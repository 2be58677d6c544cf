"""Figures and their intervals."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.evaluation import case, finding, gold, outcome

from reviewbot.domain.score import Measure, Outcome
from reviewbot.evaluation.measure import Sums, bootstrapped, f_score, per_clean, precision, recall, wider, wilson

COUNT = st.integers(0, 40)
FIGURES = (precision, recall, f_score(1), f_score(0.5), per_clean)


def made(name: str, found: int, missed: int, wrong: int) -> Outcome:
    golds = [gold(line) for line in range(1, found + missed + 1)]
    right = ((one, finding(one.line)) for one in golds[:found])
    noise = tuple(finding(90 + number) for number in range(wrong))
    return outcome(case(name, *golds), *right, missed=tuple(golds[found:]), wrong=noise)


OUTCOMES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6).map(
    lambda several: [made(f"case-{number // 2}", *one) for number, one in enumerate(several)]
)


def test_the_figures_are_what_their_names_say() -> None:
    of = Sums(found=6, missed=4, wrong=2, on_clean=3, clean=12)
    assert (precision(of), recall(of), per_clean(of)) == (0.75, 0.6, 0.25)
    assert f_score(1)(of) == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert f_score(0.5)(of) == pytest.approx(1.25 * 0.75 * 0.6 / (0.25 * 0.75 + 0.6))


def test_a_figure_without_meaning_is_none() -> None:
    assert [figure(Sums(0, 0, 0, 0, 0)) for figure in FIGURES] == [None] * 5
    assert precision(Sums(0, 3, 0, 0, 0)) is None
    assert recall(Sums(0, 0, 3, 0, 0)) is None


@given(COUNT, COUNT, COUNT)
def test_f_lies_between_precision_and_recall_and_a_half_leans_to_precision(found: int, missed: int, wrong: int) -> None:
    of = Sums(found + 1, missed, wrong, 0, 0)
    right, there, f1, f05 = (figure(of) or 0 for figure in FIGURES[:4])
    assert min(right, there) - 1e-9 <= f05 <= max(right, there) + 1e-9
    assert (f05 - f1) * (right - there) >= -1e-9


@given(OUTCOMES)
def test_an_interval_holds_its_figure(outcomes: Sequence[Outcome]) -> None:
    for measure in bootstrapped(outcomes, FIGURES):
        assert measure is None or 0 <= measure.low <= measure.value <= measure.high


def test_the_same_outcomes_give_the_same_intervals() -> None:
    outcomes = [made("one", 1, 0, 1), made("two", 0, 2, 0), made("three", 2, 0, 0)]
    first, second = (bootstrapped(outcomes, FIGURES) for _ in range(2))
    assert first == second
    assert first[0] == Measure(0.75, 0.5, 1.0)


def test_cases_are_drawn_and_not_single_findings() -> None:
    outcomes = [made("right", 30, 0, 0), made("wrong", 0, 0, 30)]
    assert bootstrapped(outcomes, [precision]) == (Measure(0.5, 0.0, 1.0),)


def test_of_each_case_one_run_is_drawn() -> None:
    runs = [made("one", 1, 0, 0), made("one", 0, 1, 0)]
    assert bootstrapped(runs, [recall]) == (Measure(0.5, 0.0, 1.0),)


def test_a_draw_for_which_a_figure_has_no_meaning_is_left_out() -> None:
    outcomes = [made("silent", 0, 1, 0), made("right", 1, 0, 0)]
    assert bootstrapped(outcomes, [precision]) == (Measure(1.0, 1.0, 1.0),)


# https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval: 0 of 10 and 5 of 10, as tables have them.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_wilsons_interval_is_that_of_the_tables(count: int, of: int, low: float, high: float) -> None:
    got = wilson(count, of)
    assert got is not None
    assert (got.value, round(got.low, 4), round(got.high, 4)) == (count / of, low, high)


@given(st.integers(1, 500), st.data())
def test_wilsons_interval_holds_its_share(of: int, data: st.DataObject) -> None:
    got = wilson(data.draw(st.integers(0, of)), of)
    assert got is not None
    assert 0 <= got.low <= got.value <= got.high <= 1


def test_a_share_of_nothing_is_none() -> None:
    assert wilson(0, 0) is None


def test_the_wider_interval_has_the_outer_bounds() -> None:
    assert wider(Measure(0.5, 0.4, 0.6), Measure(0.5, 0.3, 0.55)) == Measure(0.5, 0.3, 0.6)
    assert wider(None, Measure(0.5, 0.3, 0.55)) is None
    assert wider(Measure(0.5, 0.4, 0.6), None) == Measure(0.5, 0.4, 0.6)
