"""What marks on checks say of money, and what of it is believed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.expense import (
    Bill,
    Expense,
    Micro,
    ShownBill,
    before,
    bill_in,
    bill_mark,
    dollars,
    known,
    micro,
    raised,
    total,
)

amounts = st.integers(0, 10**12).map(Micro)
runs = st.from_regex(r"[0-9a-z.]{1,40}", fullmatch=True)
expenses = st.builds(Expense, runs, amounts, st.booleans())
bills = st.builds(
    Bill,
    st.integers(1, 10**9),
    runs,
    st.lists(expenses, max_size=5, unique_by=lambda one: one.run).map(tuple),
    amounts,
)


def reserved(run: str, check: int, amount: int, *others: Expense, **fields: int | bool) -> ShownBill:
    mine = Expense(run, Micro(amount), bool(fields.get("is_settled")))
    bill = Bill(7, run, (mine, *others), Micro(int(fields.get("raised", 0))))
    return ShownBill(check, bill, bool(fields.get("is_ours", True)))


@given(bills, st.sampled_from(["", "\n", "\nReading the change", "\r\nAll of it"]))
def test_a_mark_is_read_as_it_was_written(bill: Bill, rest: str) -> None:
    kept = tuple(one for one in bill.expenses if one.amount or not one.is_settled or one.run == bill.run)
    assert bill_in(bill_mark(bill) + rest) == Bill(bill.pull, bill.run, kept, bill.raised)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Reading the change",
        " <!-- reviewbot:money 1 #7 1.1 raised 0 -->",
        "<!-- reviewbot:money 2 #7 1.1 raised 0 -->",
        "<!-- reviewbot:money 1 #0 1.1 raised 0 -->",
        "<!-- reviewbot:money 1 #7 1.1 raised -1 -->",
        "<!-- reviewbot:money 1 #7 1.1 raised 0 1.1=-5 -->",
        "<!-- reviewbot:money 1 #7 1.1 raised 0 1.1=1e3 -->",
        "<!-- reviewbot:money 1 #7 1.1 raised 99999999999999 -->",
        "<!-- reviewbot:money 1 #7 1.1 raised 0 --> and more",
    ],
)
def test_what_is_no_mark_says_nothing(text: str) -> None:
    assert bill_in(text) is None


@pytest.mark.parametrize(("usd", "amount"), [(0, 0), (0.1, 100_000), (0.0000001, 1), (0.3, 300_000), (1e6, 10**12)])
def test_dollars_are_rounded_up_to_millionths(usd: float, amount: int) -> None:
    assert micro(usd) == amount
    assert dollars(Micro(amount)) >= usd


@pytest.mark.parametrize("usd", [-0.01, math.inf, math.nan])
def test_what_is_no_amount_of_money_is_refused(usd: float) -> None:
    with pytest.raises(ValueError, match="no amount"):
        micro(usd)


def test_a_runs_own_check_knows_best() -> None:
    early = reserved("1.1", 10, 120_000, is_settled=True)
    copied = reserved("2.1", 11, 0, Expense("1.1", Micro(1_000_000)))
    assert known([copied, early])["1.1"] == Expense("1.1", Micro(120_000), is_settled=True)


def test_a_settlement_that_others_copied_outlives_the_check_that_is_gone() -> None:
    first = reserved("2.1", 11, 0, Expense("1.1", Micro(1_000_000)))
    second = reserved("3.1", 12, 0, Expense("1.1", Micro(120_000), is_settled=True))
    assert known([first, second])["1.1"].amount == 120_000


def test_two_checks_of_one_run_are_two_reservations() -> None:
    assert known([reserved("1.1", 10, 300_000), reserved("1.1", 11, 200_000)])["1.1"].amount == 500_000


@given(st.lists(st.builds(ShownBill, st.integers(1, 50), bills), max_size=6), st.lists(bills, max_size=3))
def test_what_strangers_say_never_leaves_more_room(said: list[ShownBill], strange: list[Bill]) -> None:
    strangers = [ShownBill(99 + number, bill, is_ours=False) for number, bill in enumerate(strange)]
    assert total(known([*said, *strangers]).values()) >= total(known(said).values())
    assert total(before([*said, *strangers], "x", 25)) >= total(before(said, "x", 25))
    assert raised([*said, *strangers]) == raised(said)


def test_room_is_left_for_those_before_and_not_for_those_after() -> None:
    said = [reserved("1.1", 10, 1), reserved("2.1", 20, 2), reserved("3.1", 30, 4)]
    assert total(before(said, "2.1", 20)) == 1
    assert total(before(said, "3.1", 30)) == 3


def test_room_is_left_for_a_run_whose_check_nobody_sees() -> None:
    said = [reserved("2.1", 20, 2), reserved("3.1", 30, 4, Expense("1.1", Micro(8)))]
    assert total(before(said, "2.1", 20)) == 8
