import os

from flask_sqlalchemy import SQLAlchemy
from redis import Redis

db = SQLAlchemy()
redis = Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), socket_timeout=1, socket_connect_timeout=1)
