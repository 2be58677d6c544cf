"""One session per carrier, with our user agent and JSON in and out."""

import requests


class CarrierError(Exception):
    """The carrier did not answer, or said no."""


class CarrierApi:
    def __init__(self, base_url: str, token: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.headers["User-Agent"] = "parcel-desk/3"

    def call(self, method: str, path: str, *, json=None, params=None, timeout=None):
        try:
            response = self._session.request(
                method, f"{self._base_url}{path}", json=json, params=params, timeout=timeout
            )
            response.raise_for_status()
        except requests.RequestException as error:
            raise CarrierError(f"{method} {path}: {error}") from error
        return response.json()
