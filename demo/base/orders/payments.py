"""The payment provider."""

import requests
from django.conf import settings


class PaymentDeclinedError(Exception):
    """The provider said no; the customer may try another card."""


def charge(order_id: int, amount_cents: int, token: str) -> str:
    """Take the money and return the provider's id of the charge."""
    response = requests.post(
        f"{settings.PAYMENTS_URL}/v1/charges",
        json={"amount": amount_cents, "source": token, "reference": str(order_id)},
        headers={"Idempotency-Key": f"order-{order_id}"},
        auth=(settings.PAYMENTS_KEY, ""),
        timeout=10,
    )
    if response.status_code == requests.codes.payment_required:
        raise PaymentDeclinedError(response.json()["decline_code"])
    response.raise_for_status()
    return response.json()["id"]


def charge_status(charge_id: str) -> str:
    """Ask how a charge stands: `pending`, `succeeded` or `failed`."""
    response = requests.get(f"{settings.PAYMENTS_URL}/v1/charges/{charge_id}", auth=(settings.PAYMENTS_KEY, ""))
    response.raise_for_status()
    return response.json()["status"]
