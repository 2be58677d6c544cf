import psycopg
from psycopg_pool import ConnectionPool

from shopfront.settings import settings

pool = ConnectionPool(settings.database_url, open=False, max_size=10)


def search_by_name(words: str, limit: int) -> list[str]:
    with pool.connection() as connection, connection.cursor(row_factory=psycopg.rows.scalar_row) as cursor:
        return cursor.execute(
            "SELECT sku FROM product WHERE search @@ plainto_tsquery('simple', %s) LIMIT %s", (words, limit)
        ).fetchall()
