import hashlib

from redis.asyncio import Redis

_redis = Redis(socket_timeout=0.5)


async def restaurant_of(token: str) -> int | None:
    value = await _redis.get("session:" + hashlib.sha256(token.encode()).hexdigest())
    return int(value) if value else None
