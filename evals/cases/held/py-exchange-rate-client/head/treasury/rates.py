"""Exchange rates of the central bank feed, with the last good one for when the feed is away."""

import logging
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import httpx

from treasury.http import api_client
from treasury.settings import MAX_RATE_AGE_HOURS, RATES_TOKEN, RATES_URL

logger = logging.getLogger(__name__)

ATTEMPTS = 2
ASK_AGAIN_SECONDS = 60


@dataclass(frozen=True)
class Rate:
    pair: str
    value: Decimal
    taken_at: datetime


class NoRate(Exception):
    """Neither the feed nor our memory has a rate that is young enough."""


@dataclass(frozen=True)
class Known:
    """The last good rate of a pair, and when (by the monotonic clock) to ask the feed again."""

    rate: Rate
    ask_again_at: float

    def is_too_old(self) -> bool:
        return datetime.now(UTC) - self.rate.taken_at > timedelta(hours=MAX_RATE_AGE_HOURS)


_client = api_client(RATES_URL, RATES_TOKEN)
_known: dict[str, Known] = {}


def fetch_rate(pair: str) -> Rate:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            response = _client.get(f"/v1/rates/{pair}")
            response.raise_for_status()
            body = response.json()
            return Rate(pair, Decimal(body["rate"]), datetime.fromisoformat(body["taken_at"]))
        except httpx.TransportError:
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.1 * 2**attempt * random.uniform(0.5, 1.0))
    raise AssertionError("unreachable")


def rate_of(pair: str) -> Rate:
    """Return a rate of the last minute, or while the feed is away the last good one of six hours. Raises NoRate."""
    known = _known.get(pair)
    if known is not None and time.monotonic() < known.ask_again_at:
        return known.rate
    try:
        rate = fetch_rate(pair)
    except httpx.HTTPError as error:
        if known is None or known.is_too_old():
            raise NoRate(pair) from error
        logger.warning("Rate feed failed (%s), using the rate of %s for %s", error, known.rate.taken_at, pair)
        rate = known.rate
    _known[pair] = Known(rate, time.monotonic() + ASK_AGAIN_SECONDS)
    return rate
