"""Threads that go on one step at a time, in the order that a test wants."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Turn:
    """One thread's permission to take its next step."""

    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    waits: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    is_done: bool = False
    error: BaseException | None = None

    def take(self) -> None:
        """Wait until it is this thread's turn again."""
        self.waits.release()
        self.go.acquire()

    def step(self) -> None:
        """Let the thread go on to where it waits next, or ends."""
        self.go.release()
        self.waits.acquire()


def in_turns(works: Iterable[Callable[[Turn], None]], order: Iterable[int]) -> None:
    """Run works side by side, each a step when its number is drawn, and all to their end when no number is left."""
    turns = [_started(work) for work in works]
    for number in order:
        turn = turns[number % len(turns)]
        if not turn.is_done:
            turn.step()
    for turn in turns:
        while not turn.is_done:
            turn.step()
    for turn in turns:
        if turn.error is not None:
            raise turn.error


def _started(work: Callable[[Turn], None]) -> Turn:
    turn = Turn()

    def run() -> None:
        turn.go.acquire()
        try:
            work(turn)
        except BaseException as error:  # noqa: BLE001 - it is raised where the test sees it
            turn.error = error
        finally:
            turn.is_done = True
            turn.waits.release()

    threading.Thread(target=run, daemon=True).start()
    return turn
