from datetime import datetime

from pydantic import BaseModel, ConfigDict


class PerformanceOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    starts_at: datetime
    capacity: int
    seats_taken: int
