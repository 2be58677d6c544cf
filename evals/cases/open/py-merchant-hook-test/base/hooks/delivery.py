import json
import logging

import httpx

from hooks.egress import AddressRefused, check_address, egress
from hooks.models import Merchant
from hooks.signing import signature

logger = logging.getLogger(__name__)


def deliver(merchant: Merchant, event: dict) -> bool:
    """Send an event to a merchant; the queue calls again later when this says no."""
    body = json.dumps(event).encode()
    try:
        check_address(merchant.hook_url or "")
        response = egress.post(
            merchant.hook_url, content=body, headers={"X-Signature": signature(merchant.hook_key, body)}
        )
    except (httpx.HTTPError, OSError, AddressRefused) as error:
        logger.info("Event for merchant %d not delivered: %s", merchant.id, error)
        return False
    return response.is_success
