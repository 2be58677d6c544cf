from fastapi import APIRouter

from basket.store import lines_of

router = APIRouter(prefix="/v1/baskets")


@router.get("/{basket_id}")
def read_basket(basket_id: str):
    return {"lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines_of(basket_id).items()]}
