from datetime import datetime

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class PerformanceOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    starts_at: datetime
    capacity: int
    seats_taken: int


class HoldIn(BaseModel):
    seats: int = Field(ge=1, le=8)
    email: EmailStr


class HoldOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    seats: int
    expires_at: datetime
