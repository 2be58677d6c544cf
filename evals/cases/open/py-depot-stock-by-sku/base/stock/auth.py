import hmac
import os
from typing import Annotated

from fastapi import Header, HTTPException


def app_only(x_api_key: Annotated[str, Header()]) -> None:
    if not hmac.compare_digest(x_api_key.encode(), os.environ["PICKING_KEY"].encode()):
        raise HTTPException(401, {"code": "bad_key"})
