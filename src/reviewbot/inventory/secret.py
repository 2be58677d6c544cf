"""Tell by a setting's name whether its value must stay secret."""

import re

_SECRET = re.compile(
    r"(?i)secret|token|passw|passphrase|\bpwd|_pwd|credential|(?:api|access|private|signing|encryption|master|auth|license)"
    r"_?key|_key$|_dsn$|\bdsn$|salt$|(?:database|db|redis|mongo\w*|postgres\w*|mysql|amqp|rabbitmq|broker)_?(?:url|uri)$"
)
_NO_SECRET = re.compile(
    r"(?i)public_?key|_(?:file|path|dir|ttl|expir\w*|lifetime|minutes|seconds|hours|days|length|name|header|algorithm|issuer)$"
)


def is_secret(name: str) -> bool:
    """Tell whether a setting holds a password, a key, or an address that credentials are usually part of."""
    return _SECRET.search(name) is not None and _NO_SECRET.search(name) is None
