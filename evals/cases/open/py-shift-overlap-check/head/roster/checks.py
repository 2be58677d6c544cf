"""What the works council wants to see before a week is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from roster.holidays import holidays
from roster.models import Shift
from roster.planning import shifts_of_week

REST = timedelta(hours=11)
LONGEST_WEEK = timedelta(hours=48)
ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Remark:
    kind: str
    shift_ids: tuple[int, ...]


def overlaps(shifts: list[Shift]) -> Iterator[Remark]:
    for first, second in combinations(shifts, 2):
        if first.starts_at < second.ends_at and second.starts_at < first.ends_at:
            yield Remark("overlap", (first.id, second.id))


def short_rests(shifts: list[Shift]) -> Iterator[Remark]:
    for before, after in zip(shifts, shifts[1:]):
        if timedelta() <= after.starts_at - before.ends_at < REST:
            yield Remark("short-rest", (before.id, after.id))


def on_holidays(shifts: list[Shift]) -> Iterator[Remark]:
    for shift in shifts:
        day = shift.starts_at.astimezone(ZONE).date()
        if day in holidays(day.year):
            yield Remark("holiday", (shift.id,))


def remarks_of_week(session: Session, nurse_id: int, monday: datetime) -> list[Remark]:
    shifts = shifts_of_week(session, nurse_id, monday)
    remarks = [*overlaps(shifts), *short_rests(shifts), *on_holidays(shifts)]
    if sum((shift.ends_at - shift.starts_at for shift in shifts), timedelta()) > LONGEST_WEEK:
        remarks.append(Remark("long-week", tuple(shift.id for shift in shifts)))
    return remarks
