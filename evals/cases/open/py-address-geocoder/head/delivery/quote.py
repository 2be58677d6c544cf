import logging
from dataclasses import dataclass

import httpx

from delivery.geocoder import position_of
from delivery.metrics import FALLBACKS
from delivery.routing import drive_minutes
from delivery.zones import DEPOT, centre_of

logger = logging.getLogger(__name__)

TYPICAL_MINUTES = 35


@dataclass(frozen=True)
class Address:
    street: str
    postcode: str
    city: str


def destination_of(address: Address) -> tuple[float, float]:
    """Return where to drive: the house, or the middle of the postcode's zone."""
    try:
        position = position_of(address.street, address.postcode, address.city)
    except httpx.HTTPError:
        return centre_of(address.postcode)
    return position or centre_of(address.postcode)


def delivery_minutes(address: Address) -> int:
    try:
        return drive_minutes(DEPOT, destination_of(address))
    except httpx.HTTPError:
        logger.exception("No route to %s", address.postcode)
        FALLBACKS.labels("typical-minutes").inc()
        return TYPICAL_MINUTES
