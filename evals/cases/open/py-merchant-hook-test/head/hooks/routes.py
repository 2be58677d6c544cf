import json
import logging
import time

import httpx
from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, HttpUrl

from hooks.auth import current_merchant
from hooks.delivery import deliver
from hooks.models import Merchant
from hooks.signing import signature

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/hook", tags=["hook"])

EXCERPT = 500


class HookTest(BaseModel):
    url: HttpUrl


@router.get("")
def read_hook(merchant: Merchant = Depends(current_merchant)):
    return {"url": merchant.hook_url}


@router.post("/tests")
def test_hook(test: HookTest, merchant: Merchant = Depends(current_merchant)):
    """Send a sample event to an address before it is saved, and show what came back."""
    body = json.dumps({"type": "test", "merchant": merchant.id, "sent_at": time.time()}).encode()
    started = time.monotonic()
    try:
        response = httpx.post(
            str(test.url),
            content=body,
            headers={"X-Signature": signature(merchant.hook_key, body)},
            timeout=5.0,
            follow_redirects=True,
        )
    except httpx.HTTPError as error:
        logger.info("Hook test of merchant %d failed: %s", merchant.id, error)
        raise HTTPException(502, "The address did not answer") from error
    return {
        "status": response.status_code,
        "milliseconds": round((time.monotonic() - started) * 1000),
        "body": response.text[:EXCERPT],
    }


@router.post("/resend-sample", status_code=202)
def resend_sample(merchant: Merchant = Depends(current_merchant)):
    if not merchant.hook_url:
        raise HTTPException(409, "No address is set")
    return {"delivered": deliver(merchant, {"type": "sample", "merchant": merchant.id})}
