from fastapi import APIRouter, Depends

from hooks.auth import current_merchant
from hooks.models import Merchant

router = APIRouter(prefix="/v1/hook", tags=["hook"])


@router.get("")
def read_hook(merchant: Merchant = Depends(current_merchant)):
    return {"url": merchant.hook_url}
