"""What else happens when a booking is accepted. Each hook gets the booking."""

import logging

from bookings.broker import publish
from bookings.sms import SmsError, send_sms

logger = logging.getLogger(__name__)


def log_acceptance(booking):
    logger.info("Booking %d accepted by host %d", booking.pk, booking.host_id)


def publish_acceptance(booking):
    publish(
        "bookings.accepted",
        key=str(booking.pk),
        value={
            "booking": booking.pk,
            "host": booking.host_id,
            "nights": booking.nights,
            "total": str(booking.total),
            "accepted_at": booking.accepted_at.isoformat(),
        },
    )


def text_host(booking):
    try:
        send_sms(booking.host.phone, f"{booking.guest_name} stays {booking.nights} nights, see your calendar.")
    except SmsError:
        logger.warning("No SMS to host %d about booking %d", booking.host_id, booking.pk, exc_info=True)


ON_ACCEPTED = [log_acceptance, publish_acceptance, text_host]
