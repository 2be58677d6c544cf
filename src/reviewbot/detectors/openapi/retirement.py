"""Tell what was announced to go, and whether its day has come."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from reviewbot.detectors.openapi.part import Part, child, entries

_SUNSETS = ("x-sunset", "x-sunset-date")
_HEADERS = frozenset({"deprecation", "sunset"})


class Standing(StrEnum):
    """Whether something may go: clients were not told, were told a day that is yet to come, or had their time."""

    ACTIVE = "active"
    EARLY = "early"
    RETIRED = "retired"


def standing(parts: Iterable[Part], day: date | None) -> Standing:
    """Read `deprecated` and `x-sunset`; what is deprecated without an end may go at any time.

    Of a change that has no day, nobody can say that it comes early.
    """
    known = list(parts)
    if not any(is_deprecated(one) for one in known):
        return Standing.ACTIVE
    sunsets = [until for one in known if (until := sunset(one)) is not None]
    is_early = day is not None and bool(sunsets) and day < max(sunsets)
    return Standing.EARLY if is_early else Standing.RETIRED


def is_deprecated(part: Part) -> bool:
    """Tell whether clients were told to stop, by the keyword or by an answer's header (RFC 9745, RFC 8594)."""
    answers = entries(child(part, "responses")).values()
    headers = (name.lower() for one in answers for name in entries(child(one, "headers")))
    return child(part, "deprecated").value is True or not _HEADERS.isdisjoint(headers)


def sunset(part: Part) -> date | None:
    """Give the day until which something stays."""
    for name in _SUNSETS:
        value = child(part, name).value
        if isinstance(value, str):
            return _day(value)
    return None


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
