"""Duties and wordings from the authority's tariff register."""

import logging
from dataclasses import dataclass
from decimal import Decimal

import requests

from customs import settings
from customs.declaration import Line

logger = logging.getLogger(__name__)

ATTEMPTS = 5
TIMEOUT = (2, 10)


class TariffError(Exception):
    """The register did not answer."""


@dataclass(frozen=True)
class Duty:
    percent: Decimal
    legal_act: str


class TariffRegister:
    def __init__(self, base_url: str = settings.TARIFF_URL) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["X-Api-Key"] = settings.TARIFF_KEY

    def duty(self, line: Line) -> Duty:
        body = self._read(f"/codes/{line.code}/duty", {"origin": line.origin})
        return Duty(Decimal(body["rate"]), body["act"])

    def wording(self, code: str) -> str:
        """Give the official description of a code, as it has to stand on the form."""
        answer = self._session.get(f"{self._base_url}/codes/{code}")
        answer.raise_for_status()
        return answer.json()["description"]

    def _read(self, path: str, params: dict[str, str]) -> dict[str, str]:
        last: requests.RequestException | None = None
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._session.get(
                    self._base_url + path,
                    params=params,
                    timeout=TIMEOUT,
                )
                answer.raise_for_status()
                return answer.json()
            except requests.RequestException as error:
                last = error
                logger.warning("%s: attempt %d of %d failed: %s", path, attempt, ATTEMPTS, error)
        raise TariffError(f"{path}: no answer in {ATTEMPTS} attempts") from last
