"""The pricing service: prices depend on customer group, quantity and promotions."""

from decimal import Decimal

import httpx

from basket.settings import settings

_client = httpx.Client(base_url=settings.pricing_url, timeout=httpx.Timeout(1.0, connect=0.3))

MOST_SKUS = 200


class PricingDown(Exception):
    """Prices could not be had."""


def _ask(path: str, **arguments) -> dict:
    try:
        response = _client.request("POST" if "json" in arguments else "GET", path, **arguments)
        response.raise_for_status()
    except httpx.HTTPError as error:
        raise PricingDown(path) from error
    return response.json()


def price_of(sku: str, group: str) -> Decimal:
    return Decimal(_ask(f"/v1/prices/{sku}", params={"group": group})["price"])


def prices_of(skus: list[str], group: str) -> dict[str, Decimal]:
    """Return the prices of up to MOST_SKUS articles with one call."""
    answer = _ask("/v1/prices", json={"skus": skus[:MOST_SKUS], "group": group})
    return {sku: Decimal(price) for sku, price in answer["prices"].items()}
