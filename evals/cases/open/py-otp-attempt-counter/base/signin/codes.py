"""Sign-in codes: six digits, sent by SMS, valid for five minutes, kept in Redis as a hash."""

import hashlib
import hmac
import os
import secrets

from redis import Redis

redis = Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), socket_timeout=1)

LIFETIME = 300
_KEY = os.environ.get("CODE_KEY", "").encode()


def _digest(phone: str, code: str) -> str:
    return hmac.new(_KEY, f"{phone}:{code}".encode(), hashlib.sha256).hexdigest()


def new_code(phone: str) -> str:
    code = f"{secrets.randbelow(1_000_000):06d}"
    redis.set(f"code:{phone}", _digest(phone, code), ex=LIFETIME)
    return code


def code_matches(phone: str, code: str) -> bool:
    expected = redis.get(f"code:{phone}")
    return expected is not None and hmac.compare_digest(expected.decode(), _digest(phone, code))


def forget_code(phone: str) -> None:
    redis.delete(f"code:{phone}")
