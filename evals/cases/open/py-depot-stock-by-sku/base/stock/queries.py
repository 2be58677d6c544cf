from dataclasses import dataclass

from psycopg import Connection


@dataclass(frozen=True)
class Level:
    sku: str
    pieces: int


def level(connection: Connection, depot: str, sku: str) -> Level:
    row = connection.execute(
        "select pieces from stock where depot = %s and sku = %s", (depot, sku)
    ).fetchone()
    return Level(sku, row[0] if row else 0)
