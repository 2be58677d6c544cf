from django.dispatch import receiver

from accounts.tasks import welcome
from identity.signals import account_linked


@receiver(account_linked)
def on_account_linked(sender, account_id, **kwargs):
    welcome.delay_on_commit(account_id)
