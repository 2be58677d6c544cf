import hashlib
import hmac
import logging
import os

from identity.accounts import Account, password_matches
from identity.store import account_by_email

logger = logging.getLogger(__name__)

_KEY = os.environ["AUDIT_KEY"].encode()


class SignInRefused(Exception):
    """Unknown, wrong or locked; the caller is not told which."""


def audit_name(email: str) -> str:
    """Return a name for an address that auditors can follow and nobody can read."""
    return hmac.new(_KEY, email.lower().encode(), hashlib.sha256).hexdigest()[:16]


def reason_to_refuse(account: Account | None, password: str) -> str | None:
    if account is None:
        return "unknown"
    if account.locked:
        return "locked"
    return None if password_matches(account, password) else "wrong"


def sign_in(email: str, password: str, app: str = "web", token: str | None = None) -> Account:
    account = account_by_email(email)
    reason = reason_to_refuse(account, password)
    fields = {"who": audit_name(email), "app": app, "token": token}
    if account is None or reason is not None:
        logger.warning("Sign-in refused", extra={"fields": {**fields, "reason": reason}})
        raise SignInRefused
    logger.info("Signed in", extra={"fields": fields})
    return account
