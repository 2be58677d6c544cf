from identity.accounts import Account, password_matches
from identity.store import account_by_email


class SignInRefused(Exception):
    """Unknown, wrong or locked; the caller is not told which."""


def sign_in(email: str, password: str) -> Account:
    account = account_by_email(email)
    if account is None or account.locked or not password_matches(account, password):
        raise SignInRefused
    return account
