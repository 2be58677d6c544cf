from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Trip(Base):
    """Some 60 million rows."""

    __tablename__ = "trip"

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(index=True)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    metres: Mapped[int]
    purpose: Mapped[str | None] = mapped_column(String(20))
