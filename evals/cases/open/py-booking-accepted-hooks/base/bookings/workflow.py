from django.db import transaction
from django.utils import timezone

from bookings.hooks import ON_ACCEPTED
from bookings.models import Booking, CalendarDay


class NotOpen(Exception):
    """The booking was accepted, declined or withdrawn before."""


def accept(booking_id, days):
    with transaction.atomic():
        booking = Booking.objects.select_for_update().select_related("host").get(pk=booking_id)
        if booking.state != "requested":
            raise NotOpen(f"booking {booking_id} is {booking.state}")
        booking.state = "accepted"
        booking.accepted_at = timezone.now()
        booking.save(update_fields=["state", "accepted_at"])
        for hook in ON_ACCEPTED:
            hook(booking)
        CalendarDay.objects.bulk_create([CalendarDay(host=booking.host, day=day, booking=booking) for day in days])
    return booking
