"""JSON that every reader accepts, whatever the values hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

from reviewbot.domain.visible import well_formed

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


def encoded(value: Json, indent: int | None = 2) -> str:
    """Write a value as JSON in ASCII, keys in their own order; lone surrogates become U+FFFD."""
    return json.dumps(plain(value), indent=indent, allow_nan=False)


def plain(value: object) -> Json:
    """Take our values apart into what JSON knows: mappings, lists, well-formed text, numbers; a day as in ISO 8601."""
    if isinstance(value, str):
        return well_formed(str(value))
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {well_formed(str(key)): plain(entry) for key, entry in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence):
        return [plain(entry) for entry in value]
    raise TypeError(type(value).__name__)
