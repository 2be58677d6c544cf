"""Goods received at a warehouse, straight from the scanners."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

INSERT = text(
    "INSERT INTO stock_item (warehouse_id, sku, quantity) VALUES (:warehouse_id, :sku, :quantity)"
)


def book_in(connection: Connection, warehouse_id: int, scans: list[tuple[str, int]]) -> None:
    rows = [{"warehouse_id": warehouse_id, "sku": sku, "quantity": quantity} for sku, quantity in scans]
    connection.execute(INSERT, rows)
