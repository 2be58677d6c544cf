"""What the calls of a run came to, added up while they run side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from reviewbot.agent.call import Trouble
from reviewbot.agent.model import NanoDollars, Usage

NOTHING = Usage()
"""The usage of a call that was not answered."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls, tokens and money of a run; `is_known` is False where a model's price is not."""

    calls: int = 0
    usage: Usage = NOTHING
    nano_dollars: NanoDollars = 0
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a trace: which call, about what, how it ended, and what was said where that was in trouble."""

    about: str
    model: str
    outcome: str
    usage: Usage
    nano_dollars: NanoDollars
    seconds: float
    said: str = ""


class Ledger:
    """Adds up calls from any thread, and remembers the trouble that no other call would escape."""

    def __init__(self, told: Callable[[Event], None] = lambda _event: None) -> None:
        self._lock = Lock()
        self._spent = Spent()
        self._told = told
        self._halted: Trouble | None = None

    @property
    def spent(self) -> Spent:
        """Give what the calls so far came to."""
        return self._spent

    @property
    def halted(self) -> Trouble | None:
        """Give what made all further calls pointless, if anything did."""
        return self._halted

    def add(self, event: Event, *, is_known: bool) -> None:
        """Count a call that was settled, and tell whoever traces it."""
        with self._lock:
            before = self._spent
            self._spent = Spent(
                before.calls + 1,
                _sum(before.usage, event.usage),
                before.nano_dollars + event.nano_dollars,
                before.is_known and is_known,
            )
            self._told(event)

    def halt(self, trouble: Trouble) -> None:
        """Remember the first trouble that concerns every call."""
        with self._lock:
            self._halted = self._halted or trouble


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(
        one.input + other.input,
        one.output + other.output,
        one.cache_write + other.cache_write,
        one.cache_read + other.cache_read,
    )
