"""The search of the bookkeeping page."""

import psycopg

PAGE = 100

COLUMNS = {"note": "note", "account": "account", "payee": "payee_name"}
ORDERS = {"newest": "id DESC", "oldest": "id", "largest": "abs(amount) DESC, id DESC"}


class UnknownField(ValueError):
    """The search was asked for a field or an order that it does not know."""


def search(connection: psycopg.Connection, needle: str, field: str = "note", order: str = "newest") -> list[tuple]:
    if field not in COLUMNS or order not in ORDERS:
        raise UnknownField(f"search by {field}, {order}")
    query = (
        "SELECT id, booked_on, account, amount, note FROM entry "
        f"WHERE {COLUMNS[field]} ILIKE %s ORDER BY {ORDERS[order]} LIMIT %s"
    )
    return connection.execute(query, (f"%{needle}%", PAGE)).fetchall()
