"""The mail that confirms an order."""

import json
import logging

from mail_worker.sender import send

logger = logging.getLogger(__name__)


def handle(message: bytes) -> None:
    event = json.loads(message)
    if event["type"] == "order.placed":
        send(event["customer"], "order-placed", {"order": event["order"], "items": event["items"]})
        logger.info("Confirmation of order %s handed over", event["order"])
