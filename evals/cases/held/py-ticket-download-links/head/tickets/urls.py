from django.urls import path

from tickets.views import after_download, download, download_by_link

urlpatterns = [
    path("tickets/<int:ticket_id>/pdf/", download, name="ticket-pdf"),
    path("tickets/link/<str:token>/", download_by_link, name="ticket-link"),
    path("tickets/done/", after_download, name="ticket-done"),
]
