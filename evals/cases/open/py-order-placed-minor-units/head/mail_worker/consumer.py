"""The mail that confirms an order."""

import json
import logging

from mail_worker.money import amount_text
from mail_worker.sender import send

logger = logging.getLogger(__name__)


def handle(message: bytes) -> None:
    event = json.loads(message)
    if event["type"] == "order.placed":
        values = {"order": event["order"], "items": event["items"]}
        if "currency" in event:
            values["total"] = f"{amount_text(event['amount'], event['currency'])} {event['currency']}"
        send(event["customer"], "order-placed", values)
        logger.info("Confirmation of order %s handed over", event["order"])
