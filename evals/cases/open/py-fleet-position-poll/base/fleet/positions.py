import asyncpg


async def save_positions(pool: asyncpg.Pool, positions: list[tuple[int, float, float]]) -> None:
    await pool.executemany(
        "INSERT INTO position (vehicle_id, lat, lon, seen_at) VALUES ($1, $2, $3, now())",
        positions,
    )
