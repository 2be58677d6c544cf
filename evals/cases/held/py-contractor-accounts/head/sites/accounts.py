"""Passwords and sessions of contractors."""

import hashlib
import hmac
import secrets

from sites.db import first, run

SET_PASSWORD = """
    with ended as (delete from contractor_session where contractor = %(number)s)
    update contractor set password_hash = %(hash)s where number = %(number)s
"""
OPEN_SESSION = """
    insert into contractor_session (token_digest, contractor, ends_at) values (%s, %s, now() + interval '10 hours')
"""


def hashed(password: str) -> str:
    salt = secrets.token_hex(8)
    return f"{salt}${_digest(salt, password)}"


def is_right(password: str, stored: str) -> bool:
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_digest(salt, password), digest)


def _digest(salt: str, password: str) -> str:
    return hashlib.sha256((salt + password).encode()).hexdigest()


def set_password(number: int, password: str) -> None:
    """Set a password and end what was opened with the one before."""
    run(SET_PASSWORD, {"number": number, "hash": hashed(password)})


def open_session(number: int, password: str) -> str | None:
    """Give the token of a new session, or nothing where number or password is wrong."""
    contractor = first("select password_hash from contractor where number = %s", (number,))
    stored = (contractor and contractor["password_hash"]) or hashed(secrets.token_hex(8))
    if not is_right(password, stored):
        return None
    token = secrets.token_urlsafe(32)
    run(OPEN_SESSION, (token_digest(token), number))
    return token


def token_digest(token: str) -> str:
    """Digest a session's token: the table holds nothing that signs anybody in."""
    return hashlib.sha256(token.encode()).hexdigest()
