import logging

from fastapi import APIRouter, Header, HTTPException

from basket.pricing import PricingDown
from basket.store import lines_of
from basket.totals import PricedLine, priced_lines, shipping_for

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/baskets")


def line_json(line: PricedLine) -> dict:
    return {"sku": line.sku, "quantity": line.quantity, "price": str(line.price), "total": str(line.total)}


@router.get("/{basket_id}")
def read_basket(basket_id: str):
    return {"lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines_of(basket_id).items()]}


@router.get("/{basket_id}/total")
def read_total(basket_id: str, x_customer_group: str = Header("retail")):
    try:
        lines = priced_lines(lines_of(basket_id), x_customer_group)
    except PricingDown as error:
        logger.warning("No prices for basket %s", basket_id, exc_info=True)
        raise HTTPException(503, "Prices are not available at the moment") from error
    shipping = shipping_for(lines)
    return {
        "lines": [line_json(line) for line in lines],
        "shipping": str(shipping),
        "total": str(shipping + sum((line.total for line in lines), shipping * 0)),
    }
