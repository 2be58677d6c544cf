"""The two hours in which a driver comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SLOT = timedelta(hours=2)


@dataclass(frozen=True)
class Window:
    start: datetime
    end: datetime


def delivery_window(expected_at: datetime) -> Window:
    """Return the slot around the expected time, beginning at a full or half hour."""
    begin = expected_at - SLOT / 2
    begin = begin.replace(minute=0 if begin.minute < 30 else 30, second=0, microsecond=0)
    return Window(begin, begin + SLOT)
