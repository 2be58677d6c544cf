"""The product cache, in the Redis that also holds the sessions."""

import json
import logging
import os

import redis

logger = logging.getLogger(__name__)

PRODUCT_TTL = 6 * 60 * 60

_redis = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=0.2, socket_connect_timeout=0.2)


def cached_product(key):
    try:
        raw = _redis.get(f"product:{key}")
    except redis.RedisError:
        logger.warning("Product cache not reachable, reading from the database", exc_info=True)
        return None
    return json.loads(raw) if raw else None


def remember_product(key, product):
    try:
        _redis.set(f"product:{key}", json.dumps(product), ex=PRODUCT_TTL)
    except redis.RedisError:
        logger.warning("Product %s not cached", key, exc_info=True)


def forget_product(key):
    _redis.delete(f"product:{key}")
