from django.conf import settings
from django.core.mail import send_mail


def tell_accounting(batch_id: int, payout_ids: list[int]) -> None:
    numbers = ", ".join(str(payout_id) for payout_id in payout_ids)
    send_mail(
        subject=f"Payout batch {batch_id}: {len(payout_ids)} not taken",
        message=f"The bank did not take these payouts: {numbers}",
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[settings.ACCOUNTING_EMAIL],
    )
