from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_hasher = PasswordHasher()


@dataclass(frozen=True)
class Account:
    id: int
    email: str
    password_hash: str
    locked: bool = False


def password_matches(account: Account, password: str) -> bool:
    try:
        return _hasher.verify(account.password_hash, password)
    except VerifyMismatchError:
        return False
