from django.core.mail import send_mail
from django.urls import reverse


def send_ticket(ticket, site):
    link = f"https://{site.domain}{reverse('ticket-pdf', args=[ticket.pk])}"
    send_mail(f"Your ticket for {ticket.event_name}", f"Sign in and download: {link}", None, [ticket.owner.email])
