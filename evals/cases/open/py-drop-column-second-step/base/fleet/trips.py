from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.models import Trip


def latest_trips(session: Session, vehicle_id: int, limit: int = 50) -> list[Trip]:
    statement = select(Trip).where(Trip.vehicle_id == vehicle_id).order_by(Trip.id.desc()).limit(min(limit, 200))
    return list(session.scalars(statement))
