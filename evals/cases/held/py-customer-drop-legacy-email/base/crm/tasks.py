from celery import shared_task
from django.db import transaction

from crm.models import Customer
from crm.unsubscribe import customer_ids_of


@shared_task
def forget_address(address: str) -> int:
    """Anonymise whoever asked for it by mail."""
    with transaction.atomic():
        ids = customer_ids_of(address)
        return Customer.objects.filter(pk__in=ids).delete()[0]
