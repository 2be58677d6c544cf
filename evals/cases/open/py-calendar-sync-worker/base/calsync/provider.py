from dataclasses import dataclass
from datetime import datetime

import httpx


class CalendarError(Exception):
    """The calendar provider did not do what we asked."""


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime


async def busy_slots(client: httpx.AsyncClient, calendar_id: str) -> list[Slot]:
    try:
        response = await client.get(f"/calendars/{calendar_id}/busy")
        response.raise_for_status()
    except httpx.HTTPError as error:
        raise CalendarError(f"busy slots of {calendar_id}") from error
    return [
        Slot(datetime.fromisoformat(slot["start"]), datetime.fromisoformat(slot["end"]))
        for slot in response.json()["busy"]
    ]
