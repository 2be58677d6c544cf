from typing import Annotated

from fastapi import Depends, FastAPI
from psycopg import Connection

from stock.auth import app_only
from stock.db import connection
from stock.queries import Level, level

app = FastAPI(dependencies=[Depends(app_only)])


@app.get("/v1/depots/{code}/stock/{sku}")
def stock_of(code: str, sku: str, db: Annotated[Connection, Depends(connection)]) -> Level:
    return level(db, code, sku)
