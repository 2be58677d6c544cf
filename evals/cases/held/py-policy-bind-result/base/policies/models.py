from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Policy(Base):
    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(primary_key=True)
    broker_id: Mapped[int] = mapped_column(index=True)
    quote_id: Mapped[str] = mapped_column(String(36), unique=True)
    starts_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12), default="quoted")
    cover_note: Mapped[str | None] = mapped_column(String(20))
