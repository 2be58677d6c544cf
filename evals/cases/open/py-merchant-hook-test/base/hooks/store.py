from hooks.models import Merchant

_MERCHANTS = {1: Merchant(1, None, "k-1")}


def load(merchant_id: int) -> Merchant:
    return _MERCHANTS[merchant_id]
