import os

import psycopg
from psycopg_pool import ConnectionPool

from shipments.model import Shipment

pool = ConnectionPool(os.environ["DATABASE_URL"], max_size=10, open=False)


def find(number: str) -> Shipment | None:
    with pool.connection() as connection, connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        row = cursor.execute(
            "SELECT number, state, expected_at FROM shipment WHERE number = %s", (number,)
        ).fetchone()
    return Shipment(*row) if row else None
