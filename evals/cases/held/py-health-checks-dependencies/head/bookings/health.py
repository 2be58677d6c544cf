import logging

from flask import Blueprint
from redis import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bookings.extensions import db, redis

logger = logging.getLogger(__name__)
health = Blueprint("health", __name__)


def database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        logger.exception("Health: the database does not answer")
        return False
    return True


def redis_answers() -> bool:
    try:
        redis.ping()
    except RedisError:
        logger.exception("Health: Redis does not answer")
        return False
    return True


@health.get("/healthz")
def healthz():
    parts = {"database": database_answers(), "redis": redis_answers()}
    healthy = all(parts.values())
    return {"status": "ok" if healthy else "failing", "parts": parts}, 200 if healthy else 503
