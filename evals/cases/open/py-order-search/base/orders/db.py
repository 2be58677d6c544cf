import os

from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ["DATABASE_URL"], max_size=10, kwargs={"row_factory": dict_row})


def rows(statement, values=()):
    with pool.connection(timeout=3) as connection:
        return connection.execute(statement, values).fetchall()
