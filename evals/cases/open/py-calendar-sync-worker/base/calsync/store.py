import asyncpg

from calsync.provider import Slot


async def due_calendars(pool: asyncpg.Pool, limit: int) -> list[str]:
    rows = await pool.fetch(
        "SELECT id FROM calendar WHERE synced_at < now() - interval '5 minutes' ORDER BY synced_at LIMIT $1", limit
    )
    return [row["id"] for row in rows]


async def replace_slots(pool: asyncpg.Pool, calendar_id: str, slots: list[Slot]) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("DELETE FROM busy_slot WHERE calendar_id = $1", calendar_id)
        await connection.executemany(
            "INSERT INTO busy_slot (calendar_id, starts_at, ends_at) VALUES ($1, $2, $3)",
            [(calendar_id, slot.starts_at, slot.ends_at) for slot in slots],
        )
        await connection.execute("UPDATE calendar SET synced_at = now() WHERE id = $1", calendar_id)
