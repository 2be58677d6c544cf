from django.core.mail import send_mail
from django.urls import reverse

from tickets.links import link_token


def send_ticket(ticket, site):
    link = f"https://{site.domain}{reverse('ticket-link', args=[link_token(ticket)])}"
    send_mail(f"Your ticket for {ticket.event_name}", f"Download it here: {link}", None, [ticket.owner.email])
