"""Hold the money of a run: what a call could cost is reserved before it is sent, what it did cost is settled after."""

from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock

from reviewbot.agent.model import NanoDollars


@dataclass(frozen=True, slots=True)
class Reservation:
    """Room for one call, granted to whoever asked as the `number`-th of the run."""

    number: int
    amount: NanoDollars
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    reservation: Reservation
    decided: Future[Reservation | None]


class Purse:
    """Keeps what is spent below a ceiling, whatever the order in which calls start, end and fail.

    **Nobody overtakes.** Whoever asks for room stands in a queue: the highest rank first, among equals the first that
    came. Only the first in the queue is ever granted or dropped, and while it waits everybody behind it waits too, even
    where their smaller calls would fit at once. To let these run looks harmless, for a settlement frees what they did
    not use. But it never frees what they did use, and nobody can know beforehand that the first one will not need just
    that: whatever runs past it may take its place for good. So the room that is left always goes to the riskiest code,
    and a large call is not starved by small ones.

    What this costs is time, not coverage, and it is bounded: the first in the queue waits only for calls that are under
    way, of which each ends. Those that asked with a higher rank meanwhile, such as the next turn of a conversation that
    has begun, go before it, and there are only so many of them.

    **Nobody is dropped too early.** What is settled never shrinks, so a call for which the ceiling leaves no room even
    if all that is under way came for nothing will never fit. It is dropped then and not before. When nothing is under
    way the first in the queue either fits or is dropped: a queue never waits for nothing, and cannot lock up.
    """

    def __init__(self, ceiling: NanoDollars) -> None:
        self._lock = Lock()
        self._ceiling = ceiling
        self._settled = 0
        self._asked = 0
        self._under_way: dict[int, NanoDollars] = {}
        self._queue: list[_Waiting] = []
        self._has_overshot = False
        self._is_closed = False

    @property
    def ceiling(self) -> NanoDollars:
        """Give what may be spent at most."""
        return self._ceiling

    @property
    def settled(self) -> NanoDollars:
        """Give what the calls that ended have cost."""
        with self._lock:
            return self._settled

    @property
    def reserved(self) -> NanoDollars:
        """Give what the calls under way may cost at most."""
        with self._lock:
            return self._held

    @property
    def waiting(self) -> int:
        """Count who stands in the queue."""
        with self._lock:
            return len(self._queue)

    @property
    def has_overshot(self) -> bool:
        """Tell whether a call cost more than was reserved for it: from then on nothing is granted."""
        with self._lock:
            return self._has_overshot

    def fits(self, amount: NanoDollars) -> bool:
        """Tell whether a call would fit beside what is settled and reserved now, were the queue empty."""
        with self._lock:
            return self._has_room(amount)

    def reserve(self, amount: NanoDollars, rank: tuple[int, ...]) -> Reservation | None:
        """Wait for room for a call that costs at most `amount`; None where it never fits, or nothing runs any more.

        A rank is compared as a tuple, and the higher goes first. Whoever gets a reservation has to settle it, whatever
        becomes of the call. An amount below zero is a ValueError.
        """
        if amount < 0:
            raise ValueError(f"No call costs {amount} at most.")
        with self._lock:
            self._asked += 1
            waiting = _Waiting(Reservation(self._asked, amount, rank), Future())
            self._queue.append(waiting)
            self._decide()
        return waiting.decided.result()

    def settle(self, reservation: Reservation, spent: NanoDollars) -> None:
        """Book what a call cost, and give back the rest; of a lost answer, the reservation's whole amount.

        More than was reserved is an overshoot: it is booked, and whoever waits or comes later is dropped. What has been
        settled once stays as it was, so that a `finally` may settle in full what nobody settled before.
        """
        with self._lock:
            if self._under_way.pop(reservation.number, None) is None:
                return
            self._settled += max(spent, 0)
            self._has_overshot = self._has_overshot or spent > reservation.amount
            self._decide()

    def close(self) -> None:
        """Drop whoever waits or comes later; calls under way may still settle."""
        with self._lock:
            self._is_closed = True
            self._decide()

    @property
    def _held(self) -> NanoDollars:
        return sum(self._under_way.values())

    def _has_room(self, amount: NanoDollars) -> bool:
        return self._settled + self._held + amount <= self._ceiling

    def _decide(self) -> None:
        """Grant or drop from the head of the queue, until its first has to go on waiting."""
        while self._queue:
            first = max(self._queue, key=lambda one: (one.reservation.rank, -one.reservation.number))
            wanted = first.reservation
            is_hopeless = self._is_closed or self._has_overshot or self._settled + wanted.amount > self._ceiling
            if not is_hopeless and not self._has_room(wanted.amount):
                return
            self._queue.remove(first)
            if not is_hopeless:
                self._under_way[wanted.number] = wanted.amount
            first.decided.set_result(None if is_hopeless else wanted)
