import hmac
import os

from fastapi import Header, HTTPException


def require_clinic(x_clinic_id: int = Header(), x_clinic_key: str = Header()) -> int:
    expected = os.environ[f"CLINIC_KEY_{x_clinic_id}"] if f"CLINIC_KEY_{x_clinic_id}" in os.environ else ""
    if not expected or not hmac.compare_digest(expected, x_clinic_key):
        raise HTTPException(401, "Unknown clinic")
    return x_clinic_id
