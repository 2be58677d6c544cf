from django.db import models


class Host(models.Model):
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)


class Booking(models.Model):
    host = models.ForeignKey(Host, on_delete=models.PROTECT)
    guest_name = models.CharField(max_length=120)
    nights = models.PositiveSmallIntegerField()
    total = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(max_length=12, default="requested")
    accepted_at = models.DateTimeField(null=True)


class CalendarDay(models.Model):
    host = models.ForeignKey(Host, on_delete=models.CASCADE)
    day = models.DateField()
    booking = models.ForeignKey(Booking, null=True, on_delete=models.SET_NULL, related_name="days")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "day"], name="one_booking_a_day")]
