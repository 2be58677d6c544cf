"""Let conversations go side by side, once the first has put what they share into the cache."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

MOST_AT_ONCE = 8
_Done = TypeVar("_Done")
Task = Callable[[Callable[[], None]], _Done]
"""Work that tells when the model has read its prompt."""


def fanned_out(tasks: Sequence[Task[_Done]], few: int = 1) -> Iterator[_Done]:
    """Do all tasks, at most eight at a time, and give what came of them in their order.

    Of more than a `few`, the first starts alone, and the others follow when its prompt was read or it ended: what they
    share then comes from the cache.
    """
    if not tasks:
        return
    pool = ThreadPoolExecutor(min(MOST_AT_ONCE, len(tasks)))
    warm = Event()
    try:
        first = pool.submit(_telling, tasks[0], warm)
        if len(tasks) > few:
            warm.wait()
        rest = [pool.submit(task, _nothing) for task in tasks[1:]]
        for future in (first, *rest):
            yield future.result()
    finally:
        # Whoever interrupts must not wait for what nobody has begun.
        pool.shutdown(wait=False, cancel_futures=True)


def _telling(task: Task[_Done], warm: Event) -> _Done:
    try:
        return task(warm.set)
    finally:
        # Without an answer there is nothing in the cache, and nothing left to wait for.
        warm.set()


def _nothing() -> None:
    """Tell nobody."""
