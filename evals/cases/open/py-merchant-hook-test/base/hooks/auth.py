import os
import secrets

from fastapi import Header, HTTPException

from hooks.models import Merchant
from hooks.store import load


def current_merchant(x_merchant: int = Header(), x_key: str = Header()) -> Merchant:
    if not secrets.compare_digest(x_key, os.environ.get(f"MERCHANT_{x_merchant}", "") or secrets.token_hex()):
        raise HTTPException(401, "Unknown merchant")
    return load(x_merchant)
