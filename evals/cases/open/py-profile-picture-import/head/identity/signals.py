from django.dispatch import Signal

# Sent with account_id and subject, the person's id in the directory.
account_linked = Signal()
