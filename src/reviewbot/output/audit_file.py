"""The report of an audit as a file: JSON, version 1, out and in again, and its schema."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaValidator, from_json

from reviewbot.domain.audit import AUDIT_VERSION, AuditReport
from reviewbot.domain.visible import visible, well_formed
from reviewbot.errors import Place, UsageError
from reviewbot.output.encode import Json

_HINT = "Pass a file that `reviewbot audit run -o report.json` wrote, unchanged."
_ADAPTER = TypeAdapter(AuditReport)
_CAUSE = re.compile(r"[0-9a-f]{12}")
_LONGEST = 100
_KEYS = ("version", *(one.name for one in fields(AuditReport) if one.name != "version"))


def dumped(report: AuditReport) -> str:
    """Write a report as JSON: `version` first, the same bytes for the same report, in ASCII."""
    # Through the adapter and on one line: 100,000 findings take a minute where Python walks through them itself.
    value = _ADAPTER.dump_python(report, mode="json")
    text = well_formed(json.dumps({key: value[key] for key in _KEYS}, ensure_ascii=False, allow_nan=False))
    return (text if text.isascii() else json.dumps(from_json(text))) + "\n"


def loaded(text: str, file: str) -> AuditReport:
    """Read a report back; `file` names it in errors.

    Raises UsageError for another version, a key that is missing or unknown, a value of the wrong type, and for root
    causes that none of ours would be.
    """
    try:
        report = cast("AuditReport", _validator().validate_json(well_formed(text), strict=True))
    except ValidationError as error:
        raise _refused(_said(error, text), file) from error
    for trouble in _troubles(report):
        raise _refused(trouble, file)
    return report


def schema() -> dict[str, Json]:
    """Give the JSON Schema, draft 2020-12, that every report file of an audit fulfils."""
    body = _ADAPTER.json_schema(mode="serialization")
    for definition in (body, *body["$defs"].values()):
        if definition["type"] == "object":
            definition |= {"required": list(definition["properties"]), "additionalProperties": False}
    properties = body["properties"] | {"version": {"const": AUDIT_VERSION, "title": "Version"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": f"reviewbot audit report, version {AUDIT_VERSION}",
        "properties": {key: properties[key] for key in _KEYS},
        "required": list(_KEYS),
    }


@cache
def _validator() -> SchemaValidator:
    """Make what reads a report: nothing may be missing or unknown, although our own values have defaults.

    To compare a file with what was read from it, as is done for a review, takes too long for 100,000 findings.
    """
    return SchemaValidator(cast("CoreSchema", _strict(_ADAPTER.core_schema)))


def _strict(schema: object) -> object:
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "default":
        return _strict(schema["schema"])
    held = {key: _strict(value) for key, value in schema.items()}
    return held | {"extra_behavior": "forbid"} if held.get("type") == "dataclass-args" else held


def _troubles(report: AuditReport) -> Iterator[str]:
    if report.version != AUDIT_VERSION:
        yield f"its version is {report.version}, and this program reads version {AUDIT_VERSION}"
    shard = report.shard
    if shard is not None and not 1 <= shard.number <= shard.of:
        yield f"there is no shard {shard.number} of {shard.of}"
    for number, cause in enumerate(report.causes):
        if not _CAUSE.fullmatch(cause.id):
            yield f"`causes[{number}].id` is no id of a root cause"
        if not cause.findings or len({one.item for one in cause.findings}) > 1:
            yield f"`causes[{number}].findings` must be one or more, all of one item"
    if len({one.id for one in report.causes}) < len(report.causes):
        yield "two of its root causes have the same id"


def _said(error: ValidationError, text: str) -> str:
    """Say the first thing that is wrong; another version is wrong in so many ways that only that is said."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return f"it is no JSON ({first['msg']})"
    value: object = from_json(well_formed(text))
    version = value.get("version") if isinstance(value, dict) else None
    if version != AUDIT_VERSION or isinstance(version, bool):
        return f"its version is {_short(version)}, and this program reads version {AUDIT_VERSION}"
    return f"`{_way(first['loc'])}`: {first['msg']}"


def _way(keys: Sequence[str | int]) -> str:
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return _short(text.removeprefix("."))


def _short(value: object) -> str:
    text = visible("not there" if value is None else str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _refused(reason: str, file: str) -> UsageError:
    return UsageError(f"This is no report of an audit that can be read: {reason}.", _HINT, Place(file))
