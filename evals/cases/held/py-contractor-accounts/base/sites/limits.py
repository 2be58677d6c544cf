from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# Kept in Redis, by RATELIMIT_STORAGE_URI.
limiter = Limiter(get_remote_address, headers_enabled=True)
