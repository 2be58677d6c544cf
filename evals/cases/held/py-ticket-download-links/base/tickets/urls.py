from django.urls import path

from tickets.views import download

urlpatterns = [path("tickets/<int:ticket_id>/pdf/", download, name="ticket-pdf")]
