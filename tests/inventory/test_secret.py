"""Settings whose value must stay secret."""

import pytest

from reviewbot.inventory.secret import is_secret


@pytest.mark.parametrize(
    "name",
    ["JWT_SECRET", "apiKey", "DB_PASSWORD", "DATABASE_URL", "GITHUB_TOKEN", "SENTRY_DSN", "jwt.secret", "REDIS_URI"],
)
def test_a_secret_is_known_by_its_name(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize(
    "name", ["PORT", "TOKEN_TTL", "JWT_PUBLIC_KEY", "SECRET_FILE", "API_URL", "KEYBOARD", "TOKEN_EXPIRATION"]
)
def test_what_only_sounds_like_one_is_none(name: str) -> None:
    assert not is_secret(name)
