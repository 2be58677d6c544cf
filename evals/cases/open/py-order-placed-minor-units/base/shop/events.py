"""The events that the shop writes to its outbox. The relay sends them to the topic `shop.orders`."""

import json

from sqlalchemy import text
from sqlalchemy.engine import Connection

from shop.orders import Order

INSERT = text("INSERT INTO outbox (topic, key, payload) VALUES ('shop.orders', :key, :payload)")


def order_placed(order: Order) -> dict:
    return {
        "type": "order.placed",
        "order": order.id,
        "customer": order.customer_id,
        "amount": str(order.total),
        "items": order.items,
    }


def write_event(connection: Connection, event: dict) -> None:
    connection.execute(INSERT, {"key": str(event["order"]), "payload": json.dumps(event)})
