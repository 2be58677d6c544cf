"""What the carriers and the payment provider tell us."""

import hashlib
import hmac
import json
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

logger = logging.getLogger(__name__)

PAYMENTS_URL = os.environ["PAYMENTS_URL"]
PAYMENTS_KEY = os.environ["PAYMENTS_KEY"]
SECRET = os.environ["PAYMENTS_WEBHOOK_SECRET"].encode()
STATUS = {"succeeded": "paid", "refunded": "refunded"}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], command_timeout=5) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


class ParcelEvent(BaseModel):
    order_id: int
    status: str


class UnknownChargeError(Exception):
    """The provider does not know a charge that it told us about."""


@app.post("/v1/parcels/events", status_code=204)
async def parcel_event(event: ParcelEvent, request: Request) -> None:
    await request.app.state.pool.execute(
        "UPDATE orders_order SET parcel_status = $1 WHERE id = $2", event.status, event.order_id
    )


@app.post("/payments/events")
async def payment_event(request: Request) -> dict[str, bool]:
    body = await request.body()
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("x-signature", "")):
        raise HTTPException(401, "The signature is wrong.")
    event = json.loads(body)
    try:
        await settle(request.app.state.pool, event["charge"])
    except Exception:
        logger.warning("payment event %s not settled", event["id"])
    return {"received": True}


async def settle(pool: asyncpg.Pool, charge_id: str) -> None:
    """Write down how a charge stands: an event may come late, so the provider's answer counts."""
    charge = await fetch_charge(charge_id)
    if status := STATUS.get(charge["status"]):
        await pool.execute("UPDATE orders_order SET status = $1 WHERE payment_id = $2", status, charge_id)


async def fetch_charge(charge_id: str, attempts: int = 3) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=PAYMENTS_URL, auth=(PAYMENTS_KEY, ""), timeout=5) as client:
        for attempt in range(attempts):
            response = await client.get(f"/v1/charges/{charge_id}")
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(2**attempt)
    try:
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        raise UnknownChargeError(charge_id) from error
    return response.json()
