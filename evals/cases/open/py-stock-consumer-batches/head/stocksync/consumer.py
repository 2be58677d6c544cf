import json
import logging
import time

import pika
import psycopg

from stocksync.store import set_stock
from stocksync.topology import QUEUE, declare

logger = logging.getLogger(__name__)

BATCH_SIZE = 250
BATCH_SECONDS = 2.0


class Batch:
    """Changes that are written together: the newest one of each sku."""

    def __init__(self) -> None:
        self._changes: dict[str, dict] = {}
        self._started = time.monotonic()

    def add(self, change: dict) -> None:
        known = self._changes.get(change["sku"])
        if known is None or known["version"] < change["version"]:
            self._changes[change["sku"]] = change

    def is_due(self) -> bool:
        return len(self._changes) >= BATCH_SIZE or time.monotonic() - self._started >= BATCH_SECONDS

    def write(self, database: psycopg.Connection) -> None:
        if self._changes:
            set_stock(database, list(self._changes.values()))
            logger.info("Wrote %d stock changes", len(self._changes))
        self._changes = {}
        self._started = time.monotonic()


def consume(connection: pika.BlockingConnection, database: psycopg.Connection) -> None:
    channel = connection.channel()
    declare(channel)
    channel.basic_qos(prefetch_count=2 * BATCH_SIZE)
    batch = Batch()
    for method, _properties, body in channel.consume(QUEUE, inactivity_timeout=BATCH_SECONDS):
        if method is not None:
            try:
                change = json.loads(body)
            except json.JSONDecodeError:
                logger.warning("Message %d is not JSON", method.delivery_tag)
                channel.basic_nack(method.delivery_tag, requeue=True)
                continue
            batch.add(change)
            channel.basic_ack(method.delivery_tag)
        if batch.is_due():
            batch.write(database)
