import asyncio
import logging

import asyncpg
import httpx

from calsync.provider import busy_slots
from calsync.store import due_calendars, replace_slots

logger = logging.getLogger(__name__)


async def sync_calendar(pool: asyncpg.Pool, client: httpx.AsyncClient, calendar_id: str) -> None:
    slots = await busy_slots(client, calendar_id)
    await replace_slots(pool, calendar_id, slots)


async def run(pool: asyncpg.Pool, client: httpx.AsyncClient) -> None:
    while True:
        for calendar_id in await due_calendars(pool, 50):
            await sync_calendar(pool, client, calendar_id)
        await asyncio.sleep(5)
