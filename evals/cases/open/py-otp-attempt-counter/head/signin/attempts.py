"""Stop guessing: five wrong codes for a number close it for a quarter of an hour."""

import threading
import time
from collections import OrderedDict

LIMIT = 5
WINDOW = 15 * 60
MOST_NUMBERS = 50_000

_lock = threading.Lock()
_failures: OrderedDict[str, list[float]] = OrderedDict()


def is_closed(phone: str) -> bool:
    horizon = time.monotonic() - WINDOW
    with _lock:
        return sum(moment > horizon for moment in _failures.get(phone, ())) >= LIMIT


def note_failure(phone: str) -> None:
    with _lock:
        moments = _failures.setdefault(phone, [])
        moments.append(time.monotonic())
        del moments[:-LIMIT]
        _failures.move_to_end(phone)
        while len(_failures) > MOST_NUMBERS:
            _failures.popitem(last=False)


def forget_failures(phone: str) -> None:
    with _lock:
        _failures.pop(phone, None)
