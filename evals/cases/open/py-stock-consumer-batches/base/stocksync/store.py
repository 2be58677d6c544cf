import psycopg

SET_STOCK = """
    INSERT INTO stock (sku, quantity, version) VALUES (%(sku)s, %(quantity)s, %(version)s)
    ON CONFLICT (sku) DO UPDATE
       SET quantity = excluded.quantity, version = excluded.version
     WHERE stock.version < excluded.version
"""


def set_stock(connection: psycopg.Connection, changes: list[dict]) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(SET_STOCK, changes)
