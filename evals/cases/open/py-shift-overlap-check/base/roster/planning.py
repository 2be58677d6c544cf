from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roster.models import Shift

WEEK = timedelta(days=7)


def shifts_of_week(session: Session, nurse_id: int, monday: datetime) -> list[Shift]:
    """Return the shifts that begin in a week; at most 14, the form has no room for more."""
    return list(
        session.scalars(
            select(Shift)
            .where(Shift.nurse_id == nurse_id, Shift.starts_at >= monday, Shift.starts_at < monday + WEEK)
            .order_by(Shift.starts_at)
            .limit(14)
        )
    )
