import os
import secrets

from fastapi import Header, HTTPException


def require_adjuster(x_api_key: str = Header()) -> None:
    if not secrets.compare_digest(x_api_key, os.environ["ADJUSTER_KEY"]):
        raise HTTPException(401, "Unknown key")
