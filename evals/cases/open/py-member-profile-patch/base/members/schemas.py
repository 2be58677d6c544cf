from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class MemberFields(BaseModel):
    name: str | None = Field(None, min_length=1, max_length=120)
    phone: str | None = Field(None, max_length=30)
    newsletter: bool | None = None


class MemberEdit(MemberFields):
    """What the front desk may change about a member."""

    email: EmailStr | None = None
    tier: Literal["basic", "plus", "family"] | None = None
    paid_until: date | None = None


class MemberOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    email: EmailStr
    name: str
    phone: str | None
    newsletter: bool
    tier: str
    paid_until: date | None
