from django.dispatch import Signal

account_linked = Signal()
