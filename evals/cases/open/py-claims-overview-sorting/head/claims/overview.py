from typing import Literal

from fastapi import APIRouter, Depends, Query
from sqlalchemy import text
from sqlalchemy.engine import Connection

from claims.auth import require_adjuster
from claims.db import get_connection

router = APIRouter(prefix="/v1/claims", dependencies=[Depends(require_adjuster)])

FROM = "FROM claim c JOIN policy p ON p.id = c.policy_id WHERE c.state = :state"

GROUPS = {
    "product": "p.product",
    "region": "p.region",
    "month": "date_trunc('month', c.reported_at)",
}


@router.get("")
def overview(
    state: str = "open",
    sort: str = Query("reported_at", max_length=60),
    direction: Literal["asc", "desc"] = "desc",
    page: int = Query(1, ge=1, le=1000),
    size: int = Query(50, ge=1, le=200),
    connection: Connection = Depends(get_connection),
):
    statement = text(
        "SELECT c.id, c.number, c.state, c.amount, p.holder, c.reported_at "
        f"{FROM} ORDER BY {sort} {direction}, c.id LIMIT :size OFFSET :skip"
    )
    rows = connection.execute(statement, {"state": state, "size": size, "skip": (page - 1) * size})
    return {"claims": [dict(row) for row in rows.mappings()]}


@router.get("/totals")
def totals(
    by: Literal["product", "region", "month"],
    state: str = "open",
    connection: Connection = Depends(get_connection),
):
    group = GROUPS[by]
    statement = text(
        f"SELECT {group} AS label, count(*) AS claims, sum(c.amount) AS amount {FROM} "
        f"GROUP BY {group} ORDER BY {group} LIMIT 120"
    )
    rows = connection.execute(statement, {"state": state})
    return {"totals": [dict(row) for row in rows.mappings()]}
