import csv
import io
from collections.abc import Iterator

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.auth import require_clinic
from clinic.db import get_session
from clinic.models import Practitioner

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
