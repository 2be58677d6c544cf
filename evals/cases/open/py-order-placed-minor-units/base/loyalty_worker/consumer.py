"""Points for orders: one for every full euro."""

import json
import logging
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.engine import Engine

logger = logging.getLogger(__name__)

CREDIT = text(
    "INSERT INTO points_entry (order_id, customer_id, points) VALUES (:order, :customer, :points) "
    "ON CONFLICT (order_id) DO NOTHING"
)


def handle(engine: Engine, message: bytes) -> None:
    event = json.loads(message)
    if event["type"] != "order.placed":
        return
    points = int(Decimal(event["amount"]))
    with engine.begin() as connection:
        connection.execute(CREDIT, {"order": event["order"], "customer": event["customer"], "points": points})
    logger.info("Order %s brings %d points", event["order"], points)
