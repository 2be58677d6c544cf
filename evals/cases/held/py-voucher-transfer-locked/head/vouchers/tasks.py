from celery import shared_task
from django.core.mail import send_mail

from vouchers.models import Voucher


@shared_task
def remind_of_expiry(voucher_id):
    voucher = Voucher.objects.select_related("owner").get(pk=voucher_id)
    send_mail("Your voucher expires soon", f"On {voucher.expires_on}.", None, [voucher.owner.email])


@shared_task
def tell_new_owner(voucher_id):
    voucher = Voucher.objects.select_related("owner").get(pk=voucher_id)
    left = voucher.value - voucher.used
    send_mail("You got a voucher", f"{left} euros, until {voucher.expires_on}.", None, [voucher.owner.email])
