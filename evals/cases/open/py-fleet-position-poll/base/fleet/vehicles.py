from dataclasses import dataclass

import asyncpg


@dataclass(frozen=True)
class Vehicle:
    id: int
    tracker_url: str


async def active_vehicles(pool: asyncpg.Pool) -> list[Vehicle]:
    """Return the vehicles on duty: some 12,000 on a weekday."""
    rows = await pool.fetch("SELECT id, tracker_url FROM vehicle WHERE on_duty ORDER BY id")
    return [Vehicle(row["id"], row["tracker_url"]) for row in rows]
