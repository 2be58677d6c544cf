import os

import httpx

from delivery.metrics import watched

_client = httpx.Client(base_url=os.environ.get("ROUTING_URL", "http://localhost:5000"), timeout=4.0)


@watched("routing")
def drive_minutes(start: tuple[float, float], end: tuple[float, float]) -> int:
    response = _client.get(f"/route/v1/driving/{start[1]},{start[0]};{end[1]},{end[0]}")
    response.raise_for_status()
    return round(response.json()["routes"][0]["duration"] / 60)
