import asyncio
import logging

import asyncpg
import httpx

from fleet.positions import save_positions
from fleet.vehicles import Vehicle, active_vehicles

logger = logging.getLogger(__name__)

INTERVAL = 60


async def read_position(client: httpx.AsyncClient, vehicle: Vehicle) -> tuple[int, float, float] | None:
    try:
        response = await client.get(vehicle.tracker_url)
        response.raise_for_status()
    except httpx.HTTPError as error:
        logger.info("Vehicle %d does not answer: %s", vehicle.id, error)
        return None
    body = response.json()
    return vehicle.id, body["lat"], body["lon"]


async def poll_once(pool: asyncpg.Pool, client: httpx.AsyncClient) -> None:
    positions = []
    for vehicle in await active_vehicles(pool):
        position = await read_position(client, vehicle)
        if position is not None:
            positions.append(position)
    await save_positions(pool, positions)


async def poll_for_ever(dsn: str) -> None:
    timeout = httpx.Timeout(4.0)
    async with asyncpg.create_pool(dsn) as pool, httpx.AsyncClient(timeout=timeout) as client:
        while True:
            await poll_once(pool, client)
            await asyncio.sleep(INTERVAL)
