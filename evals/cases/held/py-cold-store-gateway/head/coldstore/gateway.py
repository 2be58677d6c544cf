"""Temperatures from the plant's gateway."""

import logging
import os
from functools import cache

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from coldstore.rooms import Temperature

logger = logging.getLogger(__name__)

CONNECT_AND_READ = (1, 3)
AGAIN = Retry(
    total=3,
    allowed_methods=["GET"],
    status_forcelist=[502, 503, 504],
    backoff_factor=0.3,
    backoff_jitter=0.3,
)


class GatewayError(Exception):
    """The gateway did not answer, or with something that is no reading."""


class Punctual(HTTPAdapter):
    """Give each request a timeout that has none of its own."""

    def send(self, request, stream=False, timeout=None, **rest):
        return super().send(request, stream=stream, timeout=timeout or CONNECT_AND_READ, **rest)


class Gateway:
    def __init__(self, base_url: str, token: str, ca_file: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.verify = ca_file
        self._session.mount("https://", Punctual(max_retries=AGAIN))

    def temperature(self, room: str) -> Temperature:
        body = self._json(f"/v1/rooms/{room}/temperature")
        try:
            return Temperature(room, float(body["celsius"]))
        except (KeyError, TypeError, ValueError) as error:
            raise GatewayError(f"room {room}: {body!r} is no reading") from error

    def _json(self, path: str):
        try:
            answer = self._session.get(self._base_url + path)
            answer.raise_for_status()
            return answer.json()
        except requests.RequestException as error:
            raise GatewayError(f"{path}: {error}") from error


@cache
def plant() -> Gateway:
    return Gateway(
        os.environ["GATEWAY_URL"],
        os.environ["GATEWAY_TOKEN"],
        ca_file=os.environ.get("GATEWAY_CA", "/etc/plant/root.pem"),
    )


def read(room: str) -> Temperature | None:
    """Give what a room has now, or nothing where it cannot be read."""
    try:
        return plant().temperature(room)
    except GatewayError:
        logger.warning("room %s cannot be read", room, exc_info=True)
        return None
