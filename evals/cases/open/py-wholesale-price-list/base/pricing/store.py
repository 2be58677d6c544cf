"""The price table of the shop's database."""

from collections.abc import Iterable

import psycopg

from pricing.rows import PriceRow

UPSERT = """
    insert into purchase_price (supplier, article, net_price) values (%s, %s, %s)
    on conflict (supplier, article) do update set net_price = excluded.net_price
"""


def save(connection: psycopg.Connection, supplier: str, prices: Iterable[PriceRow]) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(UPSERT, [(supplier, price.article, price.net_price) for price in prices])
