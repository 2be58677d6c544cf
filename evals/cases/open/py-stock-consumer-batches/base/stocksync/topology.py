"""Exchanges and queues, declared at the start of every process."""

EXCHANGE = "warehouse"
QUEUE = "shop.stock"


def declare(channel):
    channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True)
    channel.queue_declare(QUEUE, durable=True)
    channel.queue_bind(QUEUE, EXCHANGE, routing_key="stock.changed")
