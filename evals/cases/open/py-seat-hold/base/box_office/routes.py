from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from box_office.db import get_session
from box_office.models import Performance
from box_office.schemas import PerformanceOut

router = APIRouter(prefix="/v1/performances", tags=["performances"])


@router.get("/{performance_id}", response_model=PerformanceOut)
def read_performance(performance_id: int, session: Session = Depends(get_session)):
    performance = session.get(Performance, performance_id)
    if performance is None:
        raise HTTPException(404, "No such performance")
    return performance
