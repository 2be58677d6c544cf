import os

import httpx

_client = httpx.Client(
    base_url=os.environ.get("GEOCODER_URL", "http://localhost:2322"),
    timeout=httpx.Timeout(1.5, connect=0.5),
)


def position_of(street: str, postcode: str, city: str) -> tuple[float, float] | None:
    """Return latitude and longitude of an address, or None if the geocoder does not know it."""
    response = _client.get("/api", params={"q": f"{street}, {postcode} {city}", "limit": 1})
    response.raise_for_status()
    features = response.json()["features"]
    if not features:
        return None
    lon, lat = features[0]["geometry"]["coordinates"]
    return lat, lon
