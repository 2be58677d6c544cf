import json
import os

from kafka import KafkaProducer

_producer = None


def publish(topic, key, value):
    """Send and wait until the brokers have it."""
    global _producer
    if _producer is None:
        _producer = KafkaProducer(
            bootstrap_servers=os.environ["KAFKA_SERVERS"].split(","),
            value_serializer=lambda value: json.dumps(value).encode(),
            acks="all",
        )
    _producer.send(topic, key=key.encode(), value=value).get(timeout=10)
