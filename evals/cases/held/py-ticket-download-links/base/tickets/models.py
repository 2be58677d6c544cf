from django.conf import settings
from django.db import models


class Ticket(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tickets")
    event_name = models.CharField(max_length=200)
    pdf = models.FileField(upload_to="tickets/")
    changed_at = models.DateTimeField(auto_now=True)
