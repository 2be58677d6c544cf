"""The search of the bookkeeping page."""

import psycopg

PAGE = 100


def search(connection: psycopg.Connection, needle: str) -> list[tuple]:
    return connection.execute(
        "SELECT id, booked_on, account, amount, note FROM entry WHERE note ILIKE %s ORDER BY id DESC LIMIT %s",
        (f"%{needle}%", PAGE),
    ).fetchall()
