import os

from psycopg.rows import class_row
from psycopg_pool import ConnectionPool

from identity.accounts import Account

pool = ConnectionPool(os.environ.get("DATABASE_URL", ""), open=False, max_size=10)


def account_by_email(email: str) -> Account | None:
    with pool.connection() as connection, connection.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            "SELECT id, email, password_hash, locked FROM account WHERE email = %s", (email.lower(),)
        ).fetchone()
