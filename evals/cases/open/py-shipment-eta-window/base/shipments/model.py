from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Shipment:
    number: str
    state: str
    expected_at: datetime | None
