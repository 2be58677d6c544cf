import logging

from celery import shared_task
from django.core.mail import send_mail
from django.db.models import F
from django.utils import timezone

from wallet.models import Receipt, Wallet

logger = logging.getLogger(__name__)


@shared_task
def credit_wallet(wallet_id: int, payment_id: str, cents: int) -> None:
    updated = Wallet.objects.filter(pk=wallet_id).update(balance_cents=F("balance_cents") + cents)
    if not updated:
        raise LookupError(f"payment {payment_id} is for wallet {wallet_id}, which does not exist")
    logger.info("Credited payment %s to wallet %d", payment_id, wallet_id)
    send_receipt.delay(wallet_id, payment_id)


@shared_task
def send_receipt(wallet_id: int, payment_id: str) -> None:
    receipt, _ = Receipt.objects.get_or_create(payment_id=payment_id, defaults={"wallet_id": wallet_id})
    if receipt.sent_at is not None:
        return
    wallet = Wallet.objects.select_related("owner").get(pk=wallet_id)
    send_mail("Your top-up", f"Payment {payment_id} has arrived.", None, [wallet.owner.email])
    receipt.sent_at = timezone.now()
    receipt.save(update_fields=["sent_at"])
