from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stock.models import StockItem
from stock.regions import region_of


def available(session: Session, sku: str) -> int:
    total = session.scalar(select(func.sum(StockItem.quantity)).where(StockItem.sku == sku))
    return total or 0


def available_in(session: Session, sku: str, country: str) -> int:
    """Count what can be sent without customs, from warehouses of the customer's region."""
    total = session.scalar(
        select(func.sum(StockItem.quantity)).where(
            StockItem.sku == sku,
            StockItem.region == region_of(country),
        )
    )
    return total or 0
