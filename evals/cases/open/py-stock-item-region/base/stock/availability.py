from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stock.models import StockItem


def available(session: Session, sku: str) -> int:
    total = session.scalar(select(func.sum(StockItem.quantity)).where(StockItem.sku == sku))
    return total or 0
