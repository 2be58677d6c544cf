import csv
import io
from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic.auth import require_clinic
from clinic.db import get_session
from clinic.models import Appointment, Practitioner

router = APIRouter(prefix="/v1/exports", tags=["exports"])


def csv_lines(header: list[str], rows) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in [header, *rows]:
        writer.writerow(row)
    yield buffer.getvalue()


@router.get("/practitioners.csv")
def export_practitioners(_: int = Depends(require_clinic), session: Session = Depends(get_session)):
    rows = session.execute(select(Practitioner.id, Practitioner.name).order_by(Practitioner.name).limit(500))
    return StreamingResponse(csv_lines(["id", "name"], rows), media_type="text/csv")


@router.get("/appointments.csv")
def export_appointments(clinic_id: int = Depends(require_clinic), session: Session = Depends(get_session)):
    appointments = session.scalars(
        select(Appointment).where(Appointment.clinic_id == clinic_id).order_by(Appointment.starts_at)
    ).all()
    rows = [
        [
            appointment.id,
            appointment.starts_at.isoformat(),
            appointment.practitioner.name,
            appointment.status,
            appointment.note,
        ]
        for appointment in appointments
    ]
    return StreamingResponse(
        csv_lines(["id", "starts_at", "practitioner", "status", "note"], rows),
        media_type="text/csv",
    )


@router.get("/appointments-per-day.csv")
def export_appointments_per_day(
    since: date = Query(),
    days: int = Query(31, ge=1, le=92),
    clinic_id: int = Depends(require_clinic),
    session: Session = Depends(get_session),
):
    day = func.date(Appointment.starts_at).label("day")
    rows = session.execute(
        select(day, func.count())
        .where(Appointment.clinic_id == clinic_id, Appointment.starts_at >= since)
        .group_by(day)
        .order_by(day)
        .limit(days)
    )
    return StreamingResponse(csv_lines(["day", "appointments"], rows), media_type="text/csv")
