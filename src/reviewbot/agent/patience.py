"""How long to wait for a model that cannot answer now: our own deadline, whatever an answer asks for."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep

from reviewbot.agent.call import Trouble

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds the tries of one request and the time of a whole run.

    `deadline` is a moment of the monotonic clock. `chance` gives a number from 0 to 1, so that calls that failed
    together do not come back together.
    """

    deadline: float = field(default_factory=lambda: monotonic() + 1_200)
    tries: int = 5
    pause: Callable[[float], None] = sleep
    chance: Callable[[], float] = random.random

    @property
    def is_over(self) -> bool:
        """Tell whether the run has no time left."""
        return monotonic() >= self.deadline


def waited(patience: Patience, tried: int, trouble: Trouble) -> bool:
    """Wait before another try, after `tried` of them; False without waiting where no other try is worth it."""
    if not trouble.is_passing or tried >= patience.tries:
        return False
    doubled = min(_FIRST_WAIT * 2 ** (tried - 1), _LONGEST_WAIT)
    # Asked for a time, wait at least that long; else anything from half to all of what doubles each time.
    wait = trouble.wait + patience.chance() if trouble.wait is not None else doubled * (1 + patience.chance()) / 2
    if monotonic() + wait >= patience.deadline:
        return False
    patience.pause(wait)
    return True
