"""Compare which types and values two schemas allow."""

from collections.abc import Iterator, Mapping

from reviewbot.detectors.openapi.kind import Direction, kind_of
from reviewbot.detectors.openapi.pair import Both, Note, called, noted
from reviewbot.detectors.openapi.part import Part
from reviewbot.detectors.openapi.saying import allows_null, covers, said, stated, types, values
from reviewbot.detectors.openapi.schema import Schema
from reviewbot.domain.diff import Side

_TYPE = ("type", "properties", "items", "enum", "const", "additionalProperties", "required")
_NULL = ("nullable", "type", "oneOf", "anyOf", "x-nullable")
_VALUES = ("enum", "const", "x-extensible-enum", "oneOf", "anyOf")


def of_types(both: Both) -> Iterator[Note]:
    """Say how the types changed, null apart."""
    before, after = types(both.base), types(both.head)
    if before != after:
        what = _what_of_types(both, before, after)
        if what:
            yield noted(both, what, _TYPE, f"{_named(before)} → {_named(after)}")
    yield from _of_null(both)


def are_disjoint(both: Both) -> bool:
    """Tell whether no value of a type that one allows is allowed by the other: then nothing else is worth saying."""
    before, after = types(both.base), types(both.head)
    if before is None or after is None:
        return False
    return not any(_covers(both, after, one) for one in before) and not any(_covers(both, before, one) for one in after)


def of_values(both: Both) -> Iterator[Note]:
    """Say how the listed values changed."""
    before, after = values(both.base), values(both.head)
    if before is None or after is None:
        if before is not after:
            what = "enum-shrunk" if before is None else "enum-grown"
            yield noted(both, what, _VALUES, f"{_listed(before)} → {_listed(after)}")
        return
    lost = [one for key, one in before.items() if key not in after]
    gained = [one for key, one in after.items() if key not in before]
    if lost and gained and len(lost) == len(before):
        yield noted(both, "enum-replaced", _VALUES, f"{_listed(before)} → {_listed(after)}")
        return
    if lost:
        yield _at(both, "enum-shrunk", Side.LEFT, lost, "without")
    if gained and not _is_open(both):
        yield _at(both, "enum-grown", Side.RIGHT, gained, "also")


def _at(both: Both, what: str, side: Side, parts: list[Part], word: str) -> Note:
    detail = f"{word} {', '.join(said(one.value) for one in parts)}"
    return Note(kind_of(both.direction, what), side, parts[0], called(both, parts[0]), detail)


def _what_of_types(both: Both, before: frozenset[str] | None, after: frozenset[str] | None) -> str:
    if before is None:
        return "type-set"
    if after is None:
        return "type-widened"
    lost = [one for one in before if not _covers(both, after, one)]
    gained = [one for one in after if not _covers(both, before, one)]
    if lost and gained:
        return "type-changed"
    if lost:
        return "type-narrowed"
    return "type-widened" if gained else ""


def _covers(both: Both, allowed: frozenset[str], name: str) -> bool:
    return covers(allowed, name) or ("string" in allowed and name in both.pair.as_text)


def _of_null(both: Both) -> Iterator[Note]:
    match allows_null(both.base), allows_null(both.head):
        case True, False:
            yield noted(both, "null-removed", _NULL, "null no more")
        case False, True:
            yield noted(both, "null-added", _NULL, "null as well")


def _is_open(both: Both) -> bool:
    """Tell whether clients were told that further values will come (`x-extensible-enum`)."""
    return both.direction is Direction.RESPONSE and not any(_is_closed(one) for one in (both.base, both.head))


def _is_closed(schema: Schema) -> bool:
    return stated(schema, "x-extensible-enum") is None


def _named(names: frozenset[str] | None) -> str:
    return "anything" if names is None else " or ".join(sorted(names))


def _listed(listed: Mapping[str, Part] | None) -> str:
    return "anything" if listed is None else ", ".join(said(one.value) for one in listed.values())
