"""Public holidays of the country, which come with the release."""

import json
from datetime import date
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[date]:
    text = files("roster").joinpath("holidays.json").read_text(encoding="utf-8")
    return frozenset(date.fromisoformat(day) for day in json.loads(text).get(str(year), []))
