import asyncio
import logging
import random

import asyncpg
import httpx

from calsync.provider import CalendarError, busy_slots
from calsync.store import due_calendars, postpone, replace_slots

logger = logging.getLogger(__name__)

ATTEMPTS = 3
DEADLINE = 30


async def sync_calendar(pool: asyncpg.Pool, client: httpx.AsyncClient, calendar_id: str) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            slots = await busy_slots(client, calendar_id)
        except CalendarError as error:
            logger.info("Attempt %d of %d: %s", attempt, ATTEMPTS, error)
            await asyncio.sleep(2**attempt * random.uniform(0.5, 1.0))
        else:
            await replace_slots(pool, calendar_id, slots)
            return
    raise CalendarError("giving up")


async def run(pool: asyncpg.Pool, client: httpx.AsyncClient) -> None:
    while True:
        for calendar_id in await due_calendars(pool, 50):
            try:
                async with asyncio.timeout(DEADLINE):
                    await sync_calendar(pool, client, calendar_id)
            except (CalendarError, asyncio.TimeoutError, asyncio.CancelledError) as error:
                logger.warning("Calendar not synchronised: %r", error)
                await postpone(pool, calendar_id)
        await asyncio.sleep(5)
