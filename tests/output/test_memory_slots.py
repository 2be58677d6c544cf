"""Where a new memory is written, so that no kill loses the old one."""

from itertools import product

import pytest
from support.memories import NEW, OLD, wide

from reviewbot.output.memory import decoded, encoded
from reviewbot.output.memory_slots import slots

_SIZES = (1, 2, 4)
_EDITIONS = {(generation, size): wide(size, generation) for generation, size in product((1, 2, 3), _SIZES)}
_PARTS = {key: encoded(memory) for key, memory in _EDITIONS.items()}


def written(comments: dict[int, str], parts: tuple[str, ...], writes: int = 1000) -> dict[int, str]:
    """Write as much of a memory as `writes` allows, and show it as GitHub would."""
    plan = slots(tuple(comments.items()), parts)
    first = max(comments, default=100) + 1
    created = plan.creations[: max(0, writes - len(plan.edits))]
    return comments | dict(plan.edits[:writes]) | dict(enumerate(created, first))


def test_the_first_memory_is_created() -> None:
    plan = slots((), encoded(OLD))

    assert (plan.edits, plan.creations) == ((), encoded(OLD))


def test_two_editions_take_turns() -> None:
    first = written({}, _PARTS[1, 2])
    second = written(first, _PARTS[2, 2])
    third = written(second, _PARTS[3, 2])

    assert len(second) == 2 * len(first) == len(third)
    assert {id_ for id_ in third if third[id_] != second[id_]} == set(first)


def test_what_is_written_already_is_not_written_again() -> None:
    comments = written(written({}, encoded(OLD)), encoded(NEW))

    assert written(comments, encoded(NEW)) == comments


def test_a_memory_that_was_damaged_is_written_over() -> None:
    comments = written({}, encoded(OLD)) | {500: "<!-- reviewbot:audit-memory 1 -->"}

    assert slots(tuple(comments.items()), encoded(NEW)).edits == ((500, encoded(NEW)[0]),)


@pytest.mark.parametrize("writes", range(5))
@pytest.mark.parametrize(("before", "now"), list(product(_SIZES, _SIZES)))
def test_a_kill_at_any_write_leaves_a_memory_that_is_whole(before: int, now: int, writes: int) -> None:
    comments = written(written({}, _PARTS[1, before]), _PARTS[2, before])
    killed = written(comments, _PARTS[3, now], writes)
    again = written(killed, _PARTS[3, now])

    assert decoded(list(killed.values())) in {_EDITIONS[2, before], _EDITIONS[3, now]}
    assert decoded(list(again.values())) == _EDITIONS[3, now]
    assert len(again) <= before + max(before, now)
