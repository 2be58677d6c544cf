from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from psycopg import Connection

from stock.auth import app_only
from stock.db import connection
from stock.queries import Level, UnknownDepot, level, levels

app = FastAPI(dependencies=[Depends(app_only)])


@app.get("/v1/depots/{code}/stock/{sku}")
def stock_of(code: str, sku: str, db: Annotated[Connection, Depends(connection)]) -> Level:
    return level(db, code, sku)


@app.get("/v1/depots/{code}/stock")
def stock_of_several(
    code: str,
    sku: Annotated[list[str], Query(min_length=1, max_length=100)],
    db: Annotated[Connection, Depends(connection)],
) -> list[Level]:
    try:
        return levels(db, code, sku)
    except UnknownDepot as error:
        raise HTTPException(404, {"code": "unknown_depot", "depot": str(error)}) from error
