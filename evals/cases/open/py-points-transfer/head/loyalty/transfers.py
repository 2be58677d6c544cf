"""Moving points from one card to another."""

import logging

from django.db.models import F

from loyalty.models import PointsAccount, PointsEntry

logger = logging.getLogger(__name__)


class NotEnoughPoints(Exception):
    """The sender has fewer points than the transfer asks for."""


def transfer_points(sender: PointsAccount, recipient: PointsAccount, amount: int) -> None:
    taken = PointsAccount.objects.filter(pk=sender.pk, points__gte=amount).update(points=F("points") - amount)
    if not taken:
        raise NotEnoughPoints(f"card {sender.card_number[-4:]} has fewer than {amount} points")
    PointsAccount.objects.filter(pk=recipient.pk).update(points=F("points") + amount)
    PointsEntry.objects.bulk_create(
        [
            PointsEntry(account=sender, amount=-amount, reason="transfer-out"),
            PointsEntry(account=recipient, amount=amount, reason="transfer-in"),
        ]
    )
    logger.info("Transferred %d points from account %d to account %d", amount, sender.pk, recipient.pk)
