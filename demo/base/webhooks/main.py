"""What the carriers tell us."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request
from pydantic import BaseModel


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], command_timeout=5) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


class ParcelEvent(BaseModel):
    order_id: int
    status: str


@app.post("/v1/parcels/events", status_code=204)
async def parcel_event(event: ParcelEvent, request: Request) -> None:
    await request.app.state.pool.execute(
        "UPDATE orders_order SET parcel_status = $1 WHERE id = $2", event.status, event.order_id
    )
