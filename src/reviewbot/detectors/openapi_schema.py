"""Open the references and compositions of a schema, so that two schemas can be compared by what they come to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reviewbot.detectors.openapi_reference import Part, child, children, pointed
from reviewbot.yamlfile import Document

_COMPOSED = frozenset({"$ref", "allOf", "oneOf", "anyOf"})
_BARE = -1
_TELLING = _COMPOSED | {"type", "properties", "items", "enum", "const"}


@dataclass(frozen=True, slots=True)
class Schema:
    """What a schema comes to.

    `always` are the parts that hold together, `branches` those of which one does. It is `unknown` where something in
    it cannot be seen or allows anything, so that nothing may be said to be missing.
    """

    always: tuple[Part, ...]
    branches: tuple[Part, ...]
    unknown: bool


def opened(document: Document, schemas: Iterable[Part], spend: Callable[[], None]) -> Schema:
    """Follow references and `allOf`; `spend` is called for every part and may raise."""
    always: dict[Part, None] = {}
    branches: list[Part] = []
    unknown, pending = False, list(schemas)
    while pending:
        spend()
        part = pending.pop()
        if part in always:
            continue
        always[part] = None
        if not isinstance(part.value, dict) or _COMPOSED.isdisjoint(part.value):
            continue
        reference = child(part, "$ref").value
        if isinstance(reference, str):
            target = pointed(document, reference)
            unknown = unknown or target is None
            pending.extend([target] if target else [])
        pending.extend(children(child(part, "allOf")))
        branches.extend(one for name in ("oneOf", "anyOf") for one in children(child(part, name)))
    unknown = unknown or not any(_is_telling(part) for part in always)
    return Schema(tuple(always), tuple(one for one in branches if not _is_null(one)), unknown)


def united(document: Document, schema: Schema, spend: Callable[[], None]) -> Schema:
    """Take all branches together: what any of them has is there."""
    parts, unknown, pending = dict.fromkeys(schema.always), schema.unknown, list(schema.branches)
    while pending:
        inner = opened(document, [pending.pop()], spend)
        new = [part for part in inner.always if part not in parts]
        parts |= dict.fromkeys(new)
        unknown = unknown or inner.unknown
        pending.extend(inner.branches if new else ())
    return Schema(tuple(parts), (), unknown)


def bare(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Leave out what parts are composed of, where that was opened already; equal sets give equal tuples."""
    found = {_bare(part) for part in parts}
    return tuple(sorted(found, key=lambda part: [str(word) for word in part.key]))


def _bare(part: Part) -> Part:
    # Twice bare is bare: schemas whose branches lead back to themselves must not make new parts for ever.
    if part.key and part.key[-1] == _BARE:
        return part
    value = part.value if isinstance(part.value, dict) else {}
    return Part((*part.key, _BARE), {name: one for name, one in value.items() if name not in _COMPOSED})


def may_be_object(parts: Iterable[Part]) -> bool:
    """Tell whether a schema still describes an object: a list or a text in its place is another kind of change."""
    known = list(parts)
    types = {str(one) for part in known for one in _listed(child(part, "type").value)} - {"null"}
    if types:
        return "object" in types
    return not any(child(part, "items").value for part in known)


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _is_telling(part: Part) -> bool:
    return isinstance(part.value, dict) and not _TELLING.isdisjoint(part.value)


def _is_null(part: Part) -> bool:
    return child(part, "type").value == "null" or child(part, "enum").value == [None]
