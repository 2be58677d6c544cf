"""The events that the shop writes to its outbox. The relay sends them to the topic `shop.orders`."""

import json
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.engine import Connection

from shop.orders import Order

INSERT = text("INSERT INTO outbox (topic, key, payload) VALUES ('shop.orders', :key, :payload)")


# Digits after the decimal point, where it is not two.
EXPONENTS = {"JPY": 0, "KWD": 3}


def minor_units(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(EXPONENTS.get(currency, 2)).to_integral_exact())


def order_placed(order: Order) -> dict:
    return {
        "type": "order.placed",
        "order": order.id,
        "customer": order.customer_id,
        "amount": minor_units(order.total, order.currency),
        "currency": order.currency,
        "items": order.items,
    }


def write_event(connection: Connection, event: dict) -> None:
    connection.execute(INSERT, {"key": str(event["order"]), "payload": json.dumps(event)})
