import json

from redis import Redis

from basket.settings import settings

_redis = Redis.from_url(settings.redis_url, socket_timeout=0.5)


def lines_of(basket_id: str) -> dict[str, int]:
    """Return the quantities by sku; a basket holds at most 100 different articles."""
    raw = _redis.get(f"basket:{basket_id}")
    return json.loads(raw) if raw else {}
