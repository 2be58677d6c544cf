"""The report as a file: JSON, version 1, out and in again, and its schema."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from reviewbot.domain.report import REPORT_VERSION, Report
from reviewbot.domain.visible import visible, well_formed
from reviewbot.errors import Place, UsageError
from reviewbot.output.encode import Json, encoded, plain

_KEYS = (
    "version", "tool", "run", "change", "digests", "checkpoint_seen", "status", "problem", "findings",
    "unchanged", "rechecked", "replies", "worth_a_look", "preexisting", "notes", "coverage", "cost", "gate",
)  # fmt: skip
_HINT = "Pass a file that `reviewbot review -o report.json` wrote, unchanged."
_ADAPTER = TypeAdapter(Report)


def dumped(report: Report) -> str:
    """Write a report as JSON: `version` first, the same bytes for the same report, in ASCII."""
    return encoded({key: plain(getattr(report, key)) for key in _KEYS}) + "\n"


def loaded(text: str, file: str) -> Report:
    """Read a report back; `file` names it in errors.

    Raises UsageError for another version, a key that is missing or unknown, and a value of the wrong type.
    """
    text = well_formed(text)
    try:
        value: object = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise _refused(f"it is no JSON ({error})", file) from error
    version = value.get("version") if isinstance(value, dict) else None
    if version != REPORT_VERSION or isinstance(version, bool):
        raise _refused(f"its version is {_short(version)}, and this program reads version {REPORT_VERSION}", file)
    try:
        report = _ADAPTER.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _refused(f"`{_way(first['loc'])}`: {first['msg']}", file) from error
    for difference in _differences(value, plain(report), ()):
        raise _refused(difference, file)
    return report


def schema() -> dict[str, Json]:
    """Give the JSON Schema, draft 2020-12, that every report file fulfils."""
    body = _ADAPTER.json_schema(mode="serialization")
    for definition in (body, *body["$defs"].values()):
        if definition["type"] == "object":
            definition |= {"required": list(definition["properties"]), "additionalProperties": False}
    properties = body["properties"] | {"version": {"const": REPORT_VERSION, "title": "Version"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": f"reviewbot report, version {REPORT_VERSION}",
        "properties": {key: properties[key] for key in _KEYS},
        "required": list(_KEYS),
    }


def _differences(value: object, known: Json, way: tuple[str | int, ...]) -> Iterator[str]:
    """Tell where a file and what was read from it differ: keys that nobody knows, keys that have defaults."""
    if isinstance(value, dict) and isinstance(known, Mapping):
        for key in sorted(value.keys() ^ known.keys()):
            yield f"`{_way((*way, key))}` is {'missing' if key in known else 'unknown'}"
        for key in sorted(value.keys() & known.keys()):
            yield from _differences(value[key], known[key], (*way, key))
    elif isinstance(value, list) and isinstance(known, Sequence):
        for index, entry in enumerate(value):
            yield from _differences(entry, known[index], (*way, index))


def _way(keys: Sequence[str | int]) -> str:
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return _short(text.removeprefix("."))


def _short(value: object) -> str:
    text = visible("not there" if value is None else str(value))
    return text if len(text) <= 100 else text[:99] + "…"


def _refused(reason: str, file: str) -> UsageError:
    return UsageError(f"This is no report that can be read: {reason}.", _HINT, Place(file))
