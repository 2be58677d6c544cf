"""What makes a column worth stealing, judged by its name."""

import re
from enum import StrEnum


class Asset(StrEnum):
    """Why an attacker would want a column."""

    SECRET = "secret"  # noqa: S105 -- the name of a kind, not a secret
    MONEY = "money"
    PERSONAL = "personal"


_NAMES = {
    Asset.SECRET: "password|passwd|secret|token|api_?key|private_?key|salt|otp|credential|session_?key",
    Asset.MONEY: "iban|bic|card|amount|price|balance|total|payment|invoice|salary|account_?number|credit",
    Asset.PERSONAL: "email|phone|mobile|address|birth|first_?name|last_?name|full_?name|gender|passport|ssn|"
    "ip_?address|postcode|zip|latitude|longitude|diagnosis|religion",
}
_KNOWN = {asset: re.compile(f"(?:^|_)(?:{names})") for asset, names in _NAMES.items()}
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")


def assets_of(name: str) -> tuple[Asset, ...]:
    """Tell what the name of a column promises; nothing for most."""
    snake = _HUMP.sub("_", name).lower()
    return tuple(asset for asset, pattern in _KNOWN.items() if pattern.search(snake))
