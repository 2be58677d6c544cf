import logging
import os

import pika
import psycopg

from stocksync.consumer import consume

logging.basicConfig(level=logging.INFO)

with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
    consume(pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"])), database)
