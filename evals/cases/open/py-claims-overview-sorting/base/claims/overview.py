from fastapi import APIRouter, Depends, Query
from sqlalchemy import text
from sqlalchemy.engine import Connection

from claims.auth import require_adjuster
from claims.db import get_connection

router = APIRouter(prefix="/v1/claims", dependencies=[Depends(require_adjuster)])

OVERVIEW = """
    SELECT c.id, c.number, c.state, c.amount, p.holder, c.reported_at
      FROM claim c JOIN policy p ON p.id = c.policy_id
     WHERE c.state = :state
     ORDER BY c.reported_at DESC
     LIMIT :size OFFSET :skip
"""


@router.get("")
def overview(
    state: str = "open",
    page: int = Query(1, ge=1, le=1000),
    size: int = Query(50, ge=1, le=200),
    connection: Connection = Depends(get_connection),
):
    rows = connection.execute(text(OVERVIEW), {"state": state, "size": size, "skip": (page - 1) * size})
    return {"claims": [dict(row) for row in rows.mappings()]}
