"""Minds that need no thought: one answer for all, or answers one after the other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from anthropic_simulator.answer import Answer
from anthropic_simulator.request import Request
from anthropic_simulator.trouble import Trouble

Mind = Callable[[Request], Answer | Trouble]
"""Decides what to answer. It is called from many threads at once, and what it raises fails the test."""


def always(said: Answer | Trouble) -> Mind:
    """Answer every request alike."""
    return lambda _: said


def in_order(*said: Answer | Trouble) -> Mind:
    """Answer request after request in this order; one more than there are answers fails the test."""
    return _Script(list(said))


@dataclass(slots=True)
class _Script:
    """What is still to be said."""

    left: list[Answer | Trouble]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Request) -> Answer | Trouble:
        """Say the next."""
        with self.lock:
            assert self.left, f"request {request.number} was not foreseen"
            return self.left.pop(0)
