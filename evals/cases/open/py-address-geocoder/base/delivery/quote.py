import logging

from delivery.metrics import FALLBACKS
from delivery.routing import drive_minutes
from delivery.zones import DEPOT, centre_of

logger = logging.getLogger(__name__)

TYPICAL_MINUTES = 35


def delivery_minutes(postcode: str) -> int:
    try:
        return drive_minutes(DEPOT, centre_of(postcode))
    except Exception:
        logger.exception("No route to %s", postcode)
        FALLBACKS.labels("typical-minutes").inc()
        return TYPICAL_MINUTES
