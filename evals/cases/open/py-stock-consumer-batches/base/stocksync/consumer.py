import json
import logging

import pika
import psycopg

from stocksync.store import set_stock
from stocksync.topology import QUEUE, declare

logger = logging.getLogger(__name__)


def consume(connection: pika.BlockingConnection, database: psycopg.Connection) -> None:
    channel = connection.channel()
    declare(channel)
    channel.basic_qos(prefetch_count=20)
    for method, _properties, body in channel.consume(QUEUE):
        set_stock(database, [json.loads(body)])
        channel.basic_ack(method.delivery_tag)
