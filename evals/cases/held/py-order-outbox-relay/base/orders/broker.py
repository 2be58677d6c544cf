import json
import os

import pika


class Broker:
    """A confirmed connection to RabbitMQ: publish returns once the broker has stored the message."""

    def __init__(self) -> None:
        parameters = pika.URLParameters(os.environ["AMQP_URL"])
        parameters.blocked_connection_timeout = 10
        self._connection = pika.BlockingConnection(parameters)
        self._channel = self._connection.channel()
        self._channel.confirm_delivery()

    def publish(self, exchange: str, routing_key: str, message_id: str, body: dict) -> None:
        properties = pika.BasicProperties(delivery_mode=2, message_id=message_id, content_type="application/json")
        self._channel.basic_publish(exchange, routing_key, json.dumps(body).encode(), properties, mandatory=True)

    def idle(self, seconds: float) -> None:
        """Wait, and answer the broker's heartbeats meanwhile."""
        self._connection.sleep(seconds)

    def close(self) -> None:
        self._connection.close()
