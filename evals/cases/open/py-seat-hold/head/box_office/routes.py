import logging
from datetime import datetime, timedelta

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from box_office.db import get_session
from box_office.models import Booking, Performance
from box_office.schemas import HoldIn, HoldOut, PerformanceOut
from box_office.settings import settings

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/performances", tags=["performances"])


@router.get("/{performance_id}", response_model=PerformanceOut)
def read_performance(performance_id: int, session: Session = Depends(get_session)):
    performance = session.get(Performance, performance_id)
    if performance is None:
        raise HTTPException(404, "No such performance")
    return performance


@router.post("/{performance_id}/holds", response_model=HoldOut, status_code=201)
def hold_seats(performance_id: int, hold: HoldIn, session: Session = Depends(get_session)):
    performance = session.get(Performance, performance_id)
    if performance is None:
        raise HTTPException(404, "No such performance")
    left = performance.capacity - performance.seats_taken
    if hold.seats > left:
        raise HTTPException(409, f"Only {left} seats left")
    performance.seats_taken += hold.seats
    booking = Booking(
        performance_id=performance.id,
        seats=hold.seats,
        email=hold.email,
        expires_at=datetime.now() + timedelta(minutes=settings.hold_minutes),
    )
    session.add(booking)
    session.commit()
    logger.info("Held %d seats for performance %d", hold.seats, performance.id)
    return booking
