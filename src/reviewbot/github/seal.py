"""What jobs of a public repository hand over, sealed: anybody may download it, and only who has the key may read it."""

from base64 import b64decode, b64encode
from binascii import Error
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from reviewbot.errors import UsageError

_MARK = "reviewbot-sealed-1:"
_SHORTEST = 32
_HINT = "Give all jobs of an audit the same `hand-over-key`, and what the job before left, unchanged."


def sealed(text: str, key: str) -> str:
    """Encrypt a text with XSalsa20 and Poly1305, under a new nonce each time.

    Raises UsageError for a key of less than 32 characters: a short one can be guessed by whoever has the text.
    """
    return _MARK + b64encode(_box(key).encrypt(text.encode("utf-8", "surrogatepass"))).decode("ascii")


def check(key: str) -> None:
    """Raise UsageError for a key that would seal nothing well, before anything is paid for; no key is one wish too."""
    if key:
        _box(key)


def is_sealed(text: str) -> bool:
    """Tell whether a text is one that `sealed` wrote."""
    return text.startswith(_MARK)


def unsealed(text: str, key: str) -> str:
    """Read what `sealed` wrote; raises UsageError for another key, and for a text that was changed."""
    try:
        data = _box(key).decrypt(b64decode(text.removeprefix(_MARK), validate=True))
    except (CryptoError, Error, ValueError) as error:
        raise UsageError("What was handed over is sealed with another key, or was changed.", _HINT) from error
    return data.decode("utf-8", "surrogatepass")


def _box(key: str) -> SecretBox:
    if len(key) < _SHORTEST:
        hint = "Make one with `openssl rand -hex 32`, and keep it as a secret of the repository."
        raise UsageError(f"`hand-over-key` has less than {_SHORTEST} characters.", hint)
    return SecretBox(blake2b(key.encode(), digest_size=SecretBox.KEY_SIZE).digest())
