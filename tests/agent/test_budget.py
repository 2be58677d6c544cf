"""Test that the money of a run is never overspent, that nobody is dropped too early, and that nobody waits forever."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reviewbot.agent.budget import Purse, Reservation

_PATIENCE = 10.0
_FIRST = (0, 5)

Answer = Future[Reservation | None]
_Got = TypeVar("_Got")


def until(is_true: Callable[[], bool]) -> None:
    """Wait for what threads are about to do, and fail rather than hang where they do not."""
    deadline = time.monotonic() + _PATIENCE
    while not is_true():
        assert time.monotonic() < deadline, "somebody waits forever"
        time.sleep(0.0002)


def aside(ask: Callable[[], _Got]) -> "Future[_Got]":
    """Ask in a thread of its own, which ends with this process should nobody ever serve it."""
    answer: Future[_Got] = Future()

    def run() -> None:
        try:
            answer.set_result(ask())
        except AssertionError as error:
            answer.set_exception(error)

    Thread(target=run, daemon=True).start()
    return answer


def got(purse: Purse, amount: int) -> Reservation | None:
    """Ask for room that needs no waiting for."""
    return aside(partial(purse.reserve, amount, _FIRST)).result(_PATIENCE)


class Line:
    """Asks a purse, and knows when all who asked are served or wait in the queue."""

    def __init__(self, ceiling: int) -> None:
        self.purse = Purse(ceiling)
        self._answers: list[Answer] = []

    def ask(self, amount: int, rank: tuple[int, ...] = _FIRST) -> Answer:
        """Ask for room, and come back when that is decided or in the queue."""
        answer = aside(partial(self.purse.reserve, amount, rank))
        self._answers.append(answer)
        self.settled_down()
        return answer

    def settled_down(self) -> None:
        """Wait until whoever has no answer stands in the queue."""
        until(lambda: sum(not answer.done() for answer in self._answers) == self.purse.waiting)

    def settle(self, answer: Answer, spent: int) -> None:
        """Settle what was granted."""
        self.purse.settle(granted(answer), spent)
        self.settled_down()

    def close(self) -> None:
        """Close the purse, and see that whoever waited is told."""
        self.purse.close()
        until(lambda: all(answer.done() for answer in self._answers))


@pytest.fixture
def line() -> Iterator[Line]:
    """Ask a purse that holds 10."""
    opened = Line(10)
    yield opened
    opened.close()


def granted(answer: Answer) -> Reservation:
    """Give the reservation that somebody got."""
    assert answer.done()
    reservation = answer.result()
    assert reservation is not None
    return reservation


def is_dropped(answer: Answer) -> bool:
    """Tell whether somebody was turned away."""
    return answer.done() and answer.result() is None


def test_what_fits_is_granted_at_once() -> None:
    purse = Purse(10)
    assert got(purse, 10) == Reservation(1, 10, _FIRST)
    assert (purse.ceiling, purse.settled, purse.reserved, purse.waiting) == (10, 0, 10, 0)


def test_a_settlement_books_what_was_spent_and_gives_back_the_rest() -> None:
    purse = Purse(10)
    reservation = got(purse, 8)
    assert reservation is not None
    purse.settle(reservation, 3)
    assert (purse.settled, purse.reserved, purse.has_overshot) == (3, 0, False)


def test_a_second_settlement_of_the_same_call_changes_nothing() -> None:
    purse = Purse(10)
    reservation = got(purse, 8)
    assert reservation is not None
    purse.settle(reservation, 3)
    purse.settle(reservation, reservation.amount)
    assert (purse.settled, purse.reserved) == (3, 0)


def test_nobody_earns_money() -> None:
    purse = Purse(10)
    reservation = got(purse, 8)
    assert reservation is not None
    purse.settle(reservation, -5)
    assert purse.settled == 0


def test_a_call_that_costs_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="No call costs -1 at most"):
        Purse(10).reserve(-1, _FIRST)


@pytest.mark.parametrize(("amount", "fits"), [(4, True), (5, False)])
def test_what_is_settled_and_what_is_reserved_take_room(amount: int, fits: bool) -> None:
    purse = Purse(10)
    reservation = got(purse, 8)
    assert reservation is not None
    purse.settle(reservation, 3)
    got(purse, 3)
    assert purse.fits(amount) is fits


def test_what_can_never_fit_is_dropped_while_others_are_under_way(line: Line) -> None:
    first = line.ask(6)
    line.settle(first, 5)
    line.ask(2)
    assert is_dropped(line.ask(6))


@pytest.mark.parametrize("ceiling", [0, -5])
def test_without_money_everything_is_dropped(ceiling: int) -> None:
    assert got(Purse(ceiling), 1) is None


def test_what_could_fit_after_a_settlement_waits_for_it(line: Line) -> None:
    first, second = line.ask(8), line.ask(8)
    assert not second.done()
    line.settle(first, 2)
    assert granted(second).amount == 8


def test_what_a_settlement_leaves_no_room_for_is_dropped_then(line: Line) -> None:
    first, second = line.ask(8), line.ask(8)
    line.settle(first, 3)
    assert is_dropped(second)


def test_a_small_call_does_not_take_the_place_of_a_large_one_that_waits(line: Line) -> None:
    first, large, small = line.ask(8, (9,)), line.ask(8, (5,)), line.ask(2, (1,))
    assert not small.done()
    line.settle(first, 2)
    assert granted(large)
    line.settle(large, 8)
    assert is_dropped(small)


def test_a_small_call_goes_on_once_the_large_one_is_served(line: Line) -> None:
    first, large, small = line.ask(8), line.ask(7), line.ask(2)
    line.settle(first, 1)
    assert granted(large)
    assert granted(small)


def test_a_small_call_goes_on_once_the_large_one_is_dropped(line: Line) -> None:
    first, large, small = line.ask(8), line.ask(8), line.ask(2)
    line.settle(first, 8)
    assert is_dropped(large)
    assert granted(small)


def test_the_riskier_goes_first_whenever_it_came(line: Line) -> None:
    first, harmless, risky = line.ask(10), line.ask(6, (0, 1)), line.ask(6, (0, 9))
    line.settle(first, 1)
    assert granted(risky)
    assert not harmless.done()


def test_the_next_turn_of_a_conversation_goes_before_any_that_has_not_begun(line: Line) -> None:
    turn, riskiest = line.ask(10, (0, 1)), line.ask(6, (0, 99))
    further = line.ask(6, (1, 1))
    line.settle(turn, 1)
    assert granted(further)
    assert not riskiest.done()


def test_among_equals_the_first_that_came_goes_first(line: Line) -> None:
    first, second, third = line.ask(10), line.ask(6), line.ask(6)
    line.settle(first, 1)
    assert granted(second)
    assert not third.done()


def test_an_overshoot_is_booked_and_stops_whoever_waits_or_comes(line: Line) -> None:
    first, other, waiting = line.ask(5), line.ask(4), line.ask(3)
    line.settle(first, 6)
    assert is_dropped(waiting)
    assert is_dropped(line.ask(0))
    line.settle(other, 4)
    assert (line.purse.settled, line.purse.has_overshot) == (10, True)


def test_closing_wakes_whoever_waits(line: Line) -> None:
    first, *waiting = [line.ask(8) for _ in range(6)]
    line.purse.close()
    line.settled_down()
    assert all(map(is_dropped, waiting))
    assert is_dropped(line.ask(1))
    line.settle(first, 7)
    assert line.purse.settled == 7


class AnyOrder(RuleBasedStateMachine):
    """Asks, settles and loses answers in any order, and looks at every step whether all is as it has to be."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(100)
        self.purse = self.line.purse
        self.wished: list[tuple[int, tuple[int, ...], Answer]] = []
        self.open: list[Answer] = []
        self.seen: set[int] = set()
        self.spent = 0

    @rule(amount=st.integers(0, 110), rank=st.tuples(st.integers(0, 1), st.integers(0, 3)))
    def ask(self, amount: int, rank: tuple[int, ...]) -> None:
        """Let somebody ask for room."""
        if len(self.wished) < 60:
            answer = self.line.ask(amount, rank)
            self.wished.append((amount, rank, answer))
            self._look()

    @precondition(lambda self: self.open)
    @rule(data=st.data(), share=st.sampled_from([0, 0.1, 0.5, 1]))
    def settle(self, data: st.DataObject, share: float) -> None:
        """Let a call end; a share of 1 is also what a lost answer settles at."""
        answer = data.draw(st.sampled_from(self.open))
        self.open.remove(answer)
        spent = int(granted(answer).amount * share)
        self.spent += spent
        self.line.settle(answer, spent)
        self._look()

    def _look(self) -> None:
        """Judge what was decided just now."""
        waiting = [(rank, -number) for number, (_, rank, answer) in enumerate(self.wished) if not answer.done()]
        for number, (amount, rank, answer) in enumerate(self.wished):
            if number in self.seen or not answer.done():
                continue
            self.seen.add(number)
            if answer.result() is None:
                assert amount > self.purse.ceiling - self.purse.settled, "dropped while a settlement could make room"
            else:
                self.open.append(answer)
                assert all((rank, -number) > other for other in waiting), "granted past somebody who waits"

    @invariant()
    def nothing_is_overspent(self) -> None:
        """Keep the ceiling, and the books right."""
        assert self.purse.settled == self.spent
        assert self.purse.reserved == sum(granted(answer).amount for answer in self.open)
        assert self.purse.settled + self.purse.reserved <= self.purse.ceiling
        assert not self.purse.has_overshot

    @invariant()
    def nobody_waits_for_nothing(self) -> None:
        """Let wait only for somebody, and only where the first in the queue does not fit yet and still could."""
        waiting = [(rank, -number, amount) for number, (amount, rank, one) in enumerate(self.wished) if not one.done()]
        if waiting:
            amount = max(waiting)[2]
            assert self.open
            assert not self.purse.fits(amount)
            assert amount <= self.purse.ceiling - self.purse.settled

    def teardown(self) -> None:
        """End all calls, after which nobody waits."""
        while self.open:
            self.line.settle(self.open.pop(), 0)
            self._look()
        assert self.purse.waiting == 0
        self.line.close()


AnyOrder.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestAnyOrder = AnyOrder.TestCase


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn may cost, which share of it is spent, how many seconds it takes, and whether its answer gets lost."""

    amount: int
    share: float
    seconds: float
    is_lost: bool

    def taken(self) -> int:
        """Take it, and say what it cost."""
        time.sleep(self.seconds)
        if self.is_lost:
            raise LostError
        return int(self.amount * self.share)


class LostError(Exception):
    """An answer got lost on its way."""


def converse(risk: int, turns: Sequence[Turn], purse: Purse) -> None:
    """Hold a conversation until it ends, is dropped or loses an answer."""
    for number, turn in enumerate(turns):
        reservation = purse.reserve(turn.amount, (int(number > 0), risk))
        if reservation is None:
            # What is settled only grows, so what could not fit a moment ago cannot fit now.
            assert turn.amount > purse.ceiling - purse.settled, "dropped while a settlement could make room"
            return
        try:
            purse.settle(reservation, turn.taken())
        except LostError:
            return
        finally:
            purse.settle(reservation, reservation.amount)


turns = st.lists(
    st.builds(Turn, st.integers(0, 60), st.floats(0, 1), st.floats(0, 0.0005), st.booleans()), min_size=1, max_size=4
)


@settings(max_examples=50, deadline=None)
@given(talks=st.lists(st.tuples(st.integers(0, 3), turns), min_size=1, max_size=24), ceiling=st.integers(0, 150))
def test_conversations_side_by_side_never_cross_the_ceiling_and_all_end(
    talks: list[tuple[int, list[Turn]]], ceiling: int
) -> None:
    purse = Purse(ceiling)
    held = [aside(partial(converse, risk, turns, purse)) for risk, turns in talks]
    for one in held:
        one.result(_PATIENCE)
    assert purse.settled <= ceiling
    assert (purse.reserved, purse.waiting, purse.has_overshot) == (0, 0, False)
