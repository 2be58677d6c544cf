"""Exchange rates that customs prescribes for the month."""

from decimal import Decimal

import requests

from customs import settings


def monthly_rate(currency: str, month: str) -> Decimal:
    answer = requests.get(f"{settings.RATES_URL}/{month}/{currency}", timeout=(2, 5))
    answer.raise_for_status()
    return Decimal(answer.json()["rate"])
