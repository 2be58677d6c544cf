"""The prompt cache: by exact prefix, above a floor, for five minutes or an hour since it was last read."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from anthropic_simulator.clock import Clock
from anthropic_simulator.prompt import Part
from anthropic_simulator.usage import Usage

_SECONDS = {"5m": 300.0, "1h": 3_600.0}
# From a marker the API looks back over this many blocks for an entry, and finds none that lies before them.
_LOOK_BACK = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What the cache does for one prompt: how its tokens are billed, and what is readable once it has been read."""

    usage: Usage
    entries: tuple[tuple[bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One prefix that can be read: until when, and how much longer by being read."""

    expires: float
    seconds: float


@dataclass(slots=True)
class Cache:
    """All entries, by the digest of their prefix."""

    clock: Clock
    _entries: dict[bytes, _Entry] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look_up(self, parts: Sequence[Part], floor: int) -> Plan:
        """Bill a prompt by what is readable now, and keep what it reads alive; nothing is written yet."""
        ends = tuple(accumulate(part.tokens for part in parts))
        marks = [index for index, part in enumerate(parts) if part.ttl and ends[index] >= floor]
        with self._lock:
            readable = [at for at in _candidates(marks) if self._read(parts[at].digest)]
        found = max(readable, default=None)
        entries = tuple((parts[index].digest, parts[index].ttl or "5m") for index in marks)
        return Plan(_bill(parts, ends, marks, found), entries)

    def write(self, plan: Plan) -> None:
        """Make a prompt's entries readable: its first token is on its way."""
        with self._lock:
            for digest, ttl in plan.entries:
                self._entries[digest] = _Entry(self.clock.now() + _SECONDS[ttl], _SECONDS[ttl])

    def _read(self, digest: bytes) -> bool:
        now = self.clock.now()
        entry = self._entries.get(digest)
        if entry is None or entry.expires <= now:
            return False
        self._entries[digest] = _Entry(now + entry.seconds, entry.seconds)
        return True


def _candidates(marks: Sequence[int]) -> set[int]:
    """Give the places where an entry may end that is read."""
    return {at for mark in marks for at in range(max(0, mark - _LOOK_BACK + 1), mark + 1)}


def _bill(parts: Sequence[Part], ends: Sequence[int], marks: Sequence[int], found: int | None) -> Usage:
    read = ends[found] if found is not None else 0
    written = {"5m": 0, "1h": 0}
    done = read
    for mark in marks:
        written[parts[mark].ttl or "5m"] += max(0, ends[mark] - done)
        done = max(done, ends[mark])
    return Usage(ends[-1] - done, written["5m"], written["1h"], read)
