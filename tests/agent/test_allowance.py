"""Test what a run may cost, and which ceiling binds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.allowance import Account, Limit, allowance
from reviewbot.agent.money import nano_dollars

usd = st.floats(0, 1_000, allow_nan=False)


def test_the_configuration_says_what_a_run_may_cost() -> None:
    given_ = allowance(1.0)
    assert (given_.ceiling, given_.limit) == (1_000_000_000, Limit.RUN)
    assert given_.sentence == "This run may cost $1, as the configuration says."


@pytest.mark.parametrize("asked", [0.5, 20.0])
def test_what_is_asked_for_holds_instead_of_the_configuration(asked: float) -> None:
    given_ = allowance(1.0, asked)
    assert (given_.ceiling, given_.limit) == (nano_dollars(asked), Limit.ASKED)


def test_what_is_asked_for_is_named() -> None:
    assert allowance(1.0, 0.25).sentence == "This run may cost $0.25, as was asked for."


def test_a_run_gets_no_more_than_its_pull_has_left() -> None:
    given_ = allowance(1.0, account=Account(5.0, (2.5, 2.1)))
    assert (given_.ceiling, given_.limit) == (400_000_000, Limit.PULL)
    assert given_.sentence == (
        "This run may cost $0.40: earlier runs took $4.60 of the $5 that all runs on this pull request may cost "
        "together."
    )


def test_an_exhausted_pull_says_who_can_allow_more_and_how() -> None:
    given_ = allowance(1.0, 3.0, Account(5.0, (5.5,)))
    assert (given_.ceiling, given_.limit) == (0, Limit.PULL)
    assert given_.sentence == (
        "Nothing may be spent: earlier runs took $5.50 of the $5 that all runs on this pull request may cost together. "
        "Who may write to the repository raises that with the comment `/review budget USD`."
    )


def test_a_pull_that_has_just_enough_left_does_not_bind() -> None:
    assert allowance(1.0, account=Account(5.0, (4.0,))).limit is Limit.RUN


@pytest.mark.parametrize("amount", [math.nan, math.inf, -math.inf])
def test_an_earlier_run_that_cost_no_number_took_all(amount: float) -> None:
    assert allowance(1.0, account=Account(5.0, (amount,))).ceiling == 0


def test_earlier_runs_that_cost_more_than_there_is_leave_nothing() -> None:
    given_ = allowance(1.0, account=Account(5.0, (1e308, 1e308)))
    assert given_.ceiling == 0
    assert "earlier runs took $2,000,000 of the $5 that" in given_.sentence


def test_an_earlier_run_cannot_have_earned_money() -> None:
    assert allowance(10.0, account=Account(5.0, (-100.0,))).ceiling == 5_000_000_000


def test_a_ceiling_below_zero_is_zero() -> None:
    assert allowance(1.0, -3.0).ceiling == 0


@given(run=usd, asked=st.none() | usd, pull=usd, earlier=st.lists(usd | st.floats(), max_size=5))
def test_all_runs_together_stay_below_the_ceiling_of_the_pull(
    run: float, asked: float | None, pull: float, earlier: list[float]
) -> None:
    given_ = allowance(run, asked, Account(pull, tuple(earlier)))
    taken = sum(nano_dollars(one) for one in earlier if math.isfinite(one) and one > 0)
    assert 0 <= given_.ceiling <= nano_dollars(run if asked is None else asked)
    assert given_.ceiling + taken <= max(nano_dollars(pull), taken)
