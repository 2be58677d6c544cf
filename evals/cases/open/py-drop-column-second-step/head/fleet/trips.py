from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.models import Trip


def latest_trips(session: Session, vehicle_id: int, limit: int = 50) -> list[Trip]:
    statement = select(Trip).where(Trip.vehicle_id == vehicle_id).order_by(Trip.id.desc()).limit(min(limit, 200))
    return list(session.scalars(statement))


def trips_between(session: Session, vehicle_id: int, start: datetime, end: datetime, limit: int = 200) -> list[Trip]:
    statement = (
        select(Trip)
        .where(Trip.vehicle_id == vehicle_id, Trip.started_at >= start, Trip.started_at < end)
        .order_by(Trip.started_at)
        .limit(min(limit, 1000))
    )
    return list(session.scalars(statement))
