"""Links that open one ticket without signing in, for two weeks."""

from django.core import signing

SALT = "tickets.download"
MAX_AGE = 14 * 24 * 3600


def link_token(ticket):
    return signing.dumps(ticket.pk, salt=SALT)


def ticket_id_of(token):
    """Return the ticket's id; raises signing.BadSignature for a forged or expired token."""
    return signing.loads(token, salt=SALT, max_age=MAX_AGE)
