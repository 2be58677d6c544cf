"""How often somebody may call; over the limit is a 429 with Retry-After."""

import os

from fastapi import HTTPException, Request
from redis import Redis

_redis = Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), socket_timeout=0.5)


def limit(name: str, calls: int, seconds: int):
    def check(request: Request) -> None:
        key = f"limit:{name}:{request.client.host}"
        used = _redis.incr(key)
        if used == 1:
            _redis.expire(key, seconds)
        if used > calls:
            raise HTTPException(429, "Too many calls", headers={"Retry-After": str(seconds)})

    return check
