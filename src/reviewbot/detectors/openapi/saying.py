"""Ask an opened schema what it says: its types, values, fields and limits."""

import json
from collections.abc import Iterator
from math import isnan

from reviewbot.detectors.openapi.part import Part, children, entries, texts
from reviewbot.detectors.openapi.schema import Schema

_IMPLIED = (
    ("properties", "object"), ("additionalProperties", "object"), ("required", "object"), ("items", "array"),
)  # fmt: skip
_NAMES = ((str, "string"), (bool, "boolean"), (int, "integer"), (float, "number"), (list, "array"), (dict, "object"))
_LISTING = ("enum", "const", "x-extensible-enum")
_LONGEST = 30


def stated(schema: Schema, keyword: str) -> Part | None:
    """Find where a schema states a keyword: the outermost place counts."""
    return next(iter(schema.stated.get(keyword, ())), None)


def types(schema: Schema) -> frozenset[str] | None:
    """Give the types that a schema allows beside null; None where it allows any."""
    given = [frozenset(texts(one)) - {"null"} for one in schema.stated.get("type", ())]
    given = [one for one in given if one]
    if not given:
        implied = {name for keyword, name in _IMPLIED if stated(schema, keyword) is not None}
        return frozenset(implied) or _types_of_values(schema)
    common = given[0]
    for one in given[1:]:
        common = frozenset(name for name in common | one if covers(common, name) and covers(one, name))
    return common or given[0]


def covers(allowed: frozenset[str], name: str) -> bool:
    """Tell whether a type is among those allowed; every integer is a number."""
    return name in allowed or (name == "integer" and "number" in allowed)


def allows_null(schema: Schema) -> bool | None:
    """Tell whether null is allowed; None where nothing is said of types at all."""
    if schema.is_nullable:
        return True
    given = schema.stated.get("type", ())
    if given:
        return all("null" in texts(one) for one in given)
    return None if types(schema) is None and not schema.groups else False


def values(schema: Schema) -> dict[str, Part] | None:
    """Give the values that a schema allows, by their JSON; None where it does not list them. Null is left out."""
    found: dict[str, Part] | None = None
    for keyword in _LISTING:
        for part in schema.stated.get(keyword, ()):
            listed = children(part) if isinstance(part.value, list) and keyword != "const" else [part]
            given = {written(one.value): one for one in listed if one.value is not None}
            found = given if found is None else {key: one for key, one in found.items() if key in given}
    return found


def fields(schema: Schema) -> dict[str, tuple[Part, ...]]:
    """Give the fields by name, each with all schemas that hold for it."""
    found: dict[str, list[Part]] = {}
    for part in schema.stated.get("properties", ()):
        for name, field in entries(part).items():
            found.setdefault(name, []).append(field)
    return {name: tuple(parts) for name, parts in found.items()}


def required(schema: Schema) -> dict[str, Part]:
    """Give the names of the fields that must be there, each with the place that says so."""
    found: dict[str, Part] = {}
    for part in schema.stated.get("required", ()):
        for name in texts(part):
            found.setdefault(name, part)
    return found


def numbers(schema: Schema, keyword: str) -> Iterator[tuple[float, Part]]:
    """Give the limits that a keyword sets, each with its place."""
    for part in schema.stated.get(keyword, ()):
        value = part.value
        if (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and not isnan(value)):
            yield value, part


def written(value: object) -> str:
    """Write a value so that equal ones are equal and others are not."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def said(value: object) -> str:
    """Write a value for people, in few words."""
    text = value if isinstance(value, str) else written(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _types_of_values(schema: Schema) -> frozenset[str] | None:
    listed = values(schema)
    if not listed:
        return None
    return frozenset(next(name for kind, name in _NAMES if isinstance(one.value, kind)) for one in listed.values())
