import hashlib
import hmac
import os


def is_signed(signature: str, body: bytes) -> bool:
    expected = hmac.new(os.environ["PAYMENT_KEY"].encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
