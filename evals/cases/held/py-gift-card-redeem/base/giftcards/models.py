from datetime import datetime
from decimal import Decimal

from sqlalchemy import DateTime, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class GiftCard(Base):
    __tablename__ = "gift_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)  # eight digits, printed under the foil
    amount: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    redeemed_by: Mapped[int | None]
    redeemed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
