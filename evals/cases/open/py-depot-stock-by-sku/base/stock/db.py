import os
from collections.abc import Iterator

from psycopg import Connection
from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ.get("DATABASE_URL", ""), max_size=8)


def connection() -> Iterator[Connection]:
    with pool.connection(timeout=2) as one:
        yield one
