"""Test that conversations go side by side, eight at most, and the first alone until the cache is warm."""

from collections.abc import Callable
from threading import Barrier, Event, Lock, current_thread

import pytest

from reviewbot.agent.fan_out import MOST_AT_ONCE, Task, fanned_out

_PATIENCE = 10.0


def test_what_came_of_each_is_given_in_order() -> None:
    second = Event()

    def waits(started: Callable[[], None]) -> str:
        started()
        assert second.wait(_PATIENCE)
        return "first"

    def hastens(_started: Callable[[], None]) -> str:
        second.set()
        return "second"

    assert list(fanned_out([waits, hastens, lambda _: "third"])) == ["first", "second", "third"]


def test_nothing_to_do_is_done() -> None:
    assert list(fanned_out([])) == []


@pytest.mark.parametrize("count", [1, 2], ids=str)
def test_a_few_start_together(count: int) -> None:
    together = Barrier(count)
    tasks: list[Task[int]] = [lambda _: together.wait(_PATIENCE)] * count
    assert sorted(fanned_out(tasks, few=2)) == list(range(count))


def test_of_more_the_first_starts_alone_until_its_prompt_was_read() -> None:
    is_warm, begun = Event(), Event()

    def first(started: Callable[[], None]) -> bool:
        has_company = begun.wait(0.05)
        is_warm.set()
        started()
        # Now the others may go, while this one is still under way.
        assert begun.wait(_PATIENCE)
        return has_company

    def other(_started: Callable[[], None]) -> bool:
        begun.set()
        return is_warm.is_set()

    assert list(fanned_out([first, other, other, other])) == [False, True, True, True]


def test_a_first_that_never_was_read_lets_the_others_go_when_it_ends() -> None:
    ended = Event()

    def first(_started: Callable[[], None]) -> bool:
        ended.set()
        return True

    assert list(fanned_out([first, *([lambda _: ended.is_set()] * 3)])) == [True] * 4


def test_no_more_than_eight_go_at_once() -> None:
    lock, full = Lock(), Barrier(MOST_AT_ONCE)
    under_way, most = 0, 0

    def task(started: Callable[[], None]) -> str:
        nonlocal under_way, most
        started()
        with lock:
            under_way += 1
            most = max(most, under_way)
        full.wait(_PATIENCE)
        with lock:
            under_way -= 1
        return current_thread().name

    assert len(set(fanned_out([task] * (3 * MOST_AT_ONCE)))) == MOST_AT_ONCE
    assert most == MOST_AT_ONCE == 8


def test_what_one_raises_is_raised_and_what_nobody_began_is_not() -> None:
    done: list[int] = []

    def fails(_started: Callable[[], None]) -> int:
        raise KeyboardInterrupt

    def works(number: int) -> Task[int]:
        return lambda _: done.append(number) or number  # type: ignore[func-returns-value]

    with pytest.raises(KeyboardInterrupt):
        list(fanned_out([fails, *(works(number) for number in range(500))]))
    assert len(done) < 500
