"""Tell the simulated time, which a test can move, and wait in it."""

import math
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """How fast the model is: simulated seconds to the first token, then tokens a second."""

    first: float = 0.0
    rate: float = math.inf

    def seconds(self, count: int) -> float:
        """Tell how long so many tokens take once the first is there."""
        return count / self.rate


class Clock:
    """Simulated seconds since 1970.

    `scale` is the real seconds that one simulated second takes: 1 is real time, 0.01 a hundred times as fast. With 0
    nothing waits and time stands still, but for `advance`.
    """

    def __init__(self, scale: float = 0.0) -> None:
        self.scale = scale
        self._begun = time.monotonic()
        self._start = time.time()
        self._moved = 0.0
        self._closing = threading.Event()

    def now(self) -> float:
        """Tell the time."""
        passed = (time.monotonic() - self._begun) / self.scale if self.scale else 0.0
        return self._start + self._moved + passed

    def advance(self, seconds: float) -> None:
        """Move the time on, without waking whoever sleeps."""
        self._moved += seconds

    def sleep(self, seconds: float) -> None:
        """Wait, until the server closes at the latest."""
        if self.scale and seconds > 0:
            self._closing.wait(seconds * self.scale)

    def close(self) -> None:
        """Wake all sleepers for good."""
        self._closing.set()
