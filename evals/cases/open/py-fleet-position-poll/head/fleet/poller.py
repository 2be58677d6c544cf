import asyncio
import logging
import time

import asyncpg
import httpx

from fleet.geofence import depot_at, notify_depot
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
    vehicles = await active_vehicles(pool)
    started = time.monotonic()
    answers = await asyncio.gather(*(read_position(client, vehicle) for vehicle in vehicles))
    positions = [answer for answer in answers if answer is not None]
    for vehicle_id, lat, lon in positions:
        depot_url = depot_at(lat, lon)
        if depot_url is not None:
            asyncio.create_task(notify_depot(client, vehicle_id, depot_url))
    await save_positions(pool, positions)
    logger.info("%d of %d positions in %.1f s", len(positions), len(vehicles), time.monotonic() - started)


async def poll_for_ever(dsn: str) -> None:
    timeout = httpx.Timeout(4.0, pool=None)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with asyncpg.create_pool(dsn) as pool, httpx.AsyncClient(timeout=timeout, limits=limits) as client:
        while True:
            await poll_once(pool, client)
            await asyncio.sleep(INTERVAL)
