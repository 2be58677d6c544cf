import logging

from celery import shared_task
from django.utils import timezone

from payouts.bank import BankError, transfer
from payouts.mail import tell_accounting
from payouts.models import Payout, PayoutBatch

logger = logging.getLogger(__name__)


@shared_task
def send_batch(batch_id: int) -> None:
    batch = PayoutBatch.objects.get(pk=batch_id)
    refused = []
    for payout in batch.payouts.filter(status=Payout.DUE).select_related("seller"):
        try:
            payout.bank_reference = transfer(payout.seller.iban, payout.amount, key=f"payout-{payout.pk}")
        except BankError:
            logger.exception("Payout %d of batch %d was not taken", payout.pk, batch.pk)
            refused.append(payout.pk)
        payout.status = Payout.SENT
        payout.save(update_fields=["bank_reference", "status"])
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    logger.info("Batch %d finished, %d payouts not taken", batch.pk, len(refused))
    if refused:
        tell_accounting(batch.pk, refused)
