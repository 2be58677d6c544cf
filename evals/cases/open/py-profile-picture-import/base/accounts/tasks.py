from celery import shared_task
from django.core.mail import send_mail

from accounts.models import Account


@shared_task
def welcome(account_id):
    account = Account.objects.get(pk=account_id)
    send_mail("Welcome aboard", "Good to have you with us.", None, [account.email])
