"""What else happens when a booking is accepted. Each hook gets the booking."""

import logging

logger = logging.getLogger(__name__)


def log_acceptance(booking):
    logger.info("Booking %d accepted by host %d", booking.pk, booking.host_id)


ON_ACCEPTED = [log_acceptance]
