"""Test how long a run waits for a model that cannot answer now."""

from time import monotonic

import pytest

from reviewbot.agent.call import Trouble
from reviewbot.agent.patience import Patience, waited
from reviewbot.domain.chunk import Gap

BUSY = Trouble(Gap.OVERLOADED, "busy", is_passing=True)


def patience(pauses: list[float], *, seconds: float = 600.0, tries: int = 5, chance: float = 0.5) -> Patience:
    """Be patient without waiting."""
    return Patience(monotonic() + seconds, tries, pause=pauses.append, chance=lambda: chance)


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0)], ids=str)
def test_a_wait_doubles_each_time_with_chance_in_it(chance: float, share: float) -> None:
    pauses: list[float] = []
    for tried in range(1, 9):
        assert waited(patience(pauses, tries=99, chance=chance), tried, BUSY)
    assert pauses == [share * seconds for seconds in (1, 2, 4, 8, 16, 32, 60, 60)]


def test_calls_that_failed_together_do_not_come_back_together() -> None:
    pauses: list[float] = []
    fresh = Patience(monotonic() + 600.0, pause=pauses.append)
    for _ in range(20):
        waited(fresh, 1, BUSY)
    assert len(set(pauses)) > 1
    assert all(0.5 <= one <= 1.0 for one in pauses)


@pytest.mark.parametrize("asked", [0.0, 7.0, 300.0], ids=str)
def test_who_is_asked_to_wait_waits_no_less(asked: float) -> None:
    pauses: list[float] = []
    assert waited(patience(pauses), 1, Trouble(Gap.OVERLOADED, "busy", is_passing=True, wait=asked))
    assert pauses == [asked + 0.5]


@pytest.mark.parametrize("asked", [601.0, 1e9, float("inf")], ids=str)
def test_nobody_waits_beyond_the_deadline_of_the_run(asked: float) -> None:
    pauses: list[float] = []
    assert not waited(patience(pauses), 1, Trouble(Gap.OVERLOADED, "busy", is_passing=True, wait=asked))
    assert pauses == []


@pytest.mark.parametrize(
    ("tried", "trouble"),
    [(5, BUSY), (1, Trouble(Gap.REJECTED, "no")), (1, Trouble(Gap.UNAUTHORISED, "no", is_everywhere=True))],
    ids=["often enough", "will not pass", "everywhere"],
)
def test_what_no_other_try_helps_is_not_tried(tried: int, trouble: Trouble) -> None:
    pauses: list[float] = []
    assert not waited(patience(pauses), tried, trouble)
    assert pauses == []


@pytest.mark.parametrize(("seconds", "is_over"), [(-1.0, True), (60.0, False)], ids=["past", "to come"])
def test_a_run_ends_at_its_deadline(seconds: float, is_over: bool) -> None:
    assert Patience(monotonic() + seconds).is_over is is_over


def test_a_run_has_twenty_minutes_unless_somebody_says_otherwise() -> None:
    assert 1_190 < Patience().deadline - monotonic() <= 1_200
