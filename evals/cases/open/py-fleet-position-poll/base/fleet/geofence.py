import logging

import httpx

logger = logging.getLogger(__name__)


async def notify_depot(client: httpx.AsyncClient, vehicle_id: int, depot_url: str) -> None:
    response = await client.post(f"{depot_url}/arrivals", json={"vehicle": vehicle_id})
    response.raise_for_status()


def depot_at(lat: float, lon: float) -> str | None:
    """Return the address of the depot at a position, if there is one."""
    if 52.40 < lat < 52.42 and 13.05 < lon < 13.08:
        return "https://depot-west.fleet.example"
    return None
