"""The search service, with a pause after failures so that a slow search does not hold all workers."""

import logging
import threading
import time

import httpx

from shopfront.settings import settings

logger = logging.getLogger(__name__)

FAILURES_TO_OPEN = 5


class SearchDown(Exception):
    """The search service failed, or is being left alone for a while."""


class Breaker:
    """Counts failures in this process and says when to leave the service alone."""

    def __init__(self, failures: int, pause: float) -> None:
        self._lock = threading.Lock()
        self._most, self._pause = failures, pause
        self._failed, self._closed_until = 0, 0.0

    def is_open(self) -> bool:
        with self._lock:
            return time.monotonic() < self._closed_until

    def note(self, succeeded: bool) -> None:
        with self._lock:
            self._failed = 0 if succeeded else self._failed + 1
            if self._failed >= self._most:
                self._failed, self._closed_until = 0, time.monotonic() + self._pause


_client = httpx.Client(base_url=settings.search_url, timeout=settings.search_seconds)
_breaker = Breaker(FAILURES_TO_OPEN, settings.search_pause_seconds)


def search_skus(words: str, limit: int) -> list[str]:
    """Return the best hits; raises SearchDown."""
    if _breaker.is_open():
        raise SearchDown("left alone after failures")
    try:
        response = _client.post("/indexes/products/search", json={"q": words, "limit": limit})
        response.raise_for_status()
        skus = [hit["sku"] for hit in response.json()["hits"]]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        _breaker.note(succeeded=False)
        logger.warning("Search service failed: %r", error)
        raise SearchDown("no usable answer") from error
    _breaker.note(succeeded=True)
    return skus
