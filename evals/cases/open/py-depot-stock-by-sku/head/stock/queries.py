from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection


class UnknownDepot(Exception):
    """Says which depot there is none of."""


@dataclass(frozen=True)
class Level:
    sku: str
    pieces: int


def level(connection: Connection, depot: str, sku: str) -> Level:
    row = connection.execute(
        "select pieces from stock where depot = %s and sku = %s", (depot, sku)
    ).fetchone()
    return Level(sku, row[0] if row else 0)


def levels(connection: Connection, depot: str, skus: Sequence[str]) -> list[Level]:
    """Give the pieces of each SKU in the order asked for; nought where the depot has none."""
    if not connection.execute("select 1 from depot where code = %s", (depot,)).fetchone():
        raise UnknownDepot(depot)
    marks = ", ".join(["%s"] * len(skus))
    rows = connection.execute(f"select sku, pieces from stock where depot = %s and sku in ({marks})", (depot, *skus))
    found = dict(rows.fetchall())
    return [Level(sku, found.get(sku, 0)) for sku in skus]
