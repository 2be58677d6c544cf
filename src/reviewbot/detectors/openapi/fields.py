"""Compare the fields of two objects: which came, went, or must be there."""

from collections.abc import Iterator

from reviewbot.detectors.openapi.kind import Direction, kind_of
from reviewbot.detectors.openapi.pair import Both, Note, Pair, below
from reviewbot.detectors.openapi.part import Part, child
from reviewbot.detectors.openapi.retirement import Standing, standing
from reviewbot.detectors.openapi.saying import fields, required, stated, types
from reviewbot.detectors.openapi.schema import Joint, Opener, Schema
from reviewbot.domain.diff import Side

_HIDDEN = {Direction.REQUEST: "readOnly", Direction.RESPONSE: "writeOnly"}
_REMOVED = {Standing.ACTIVE: "field-removed", Standing.EARLY: "field-removed-early", Standing.RETIRED: "field-retired"}

Fields = dict[str, tuple[Part, ...]]


def of_fields(both: Both) -> Iterator[Note | Pair]:
    """Compare field by field; what only the other direction carries is no field here."""
    before = _seen(both, both.sides.base, fields(both.base))
    after = _seen(both, both.sides.head, fields(both.head))
    if _may_be_object(both.head):
        yield from (_gone(both, name, parts) for name, parts in before.items() if name not in after)
    needed = required(both.head)
    for name, parts in after.items():
        if name in before:
            yield from below(both, before[name], parts)
        elif name not in needed:
            yield Note(kind_of(both.direction, "field-added"), Side.RIGHT, parts[0], name)
    yield from _required(both, before, after)


def _seen(both: Both, opener: Opener, found: Fields) -> Fields:
    hidden = _HIDDEN[both.direction]
    return {name: parts for name, parts in found.items() if not _is_marked(opener, parts, hidden)}


def _is_marked(opener: Opener, parts: tuple[Part, ...], word: str) -> bool:
    return any(child(one, word).value is True for one in opener.opened(Joint(parts)).parts)


def _may_be_object(schema: Schema) -> bool:
    """Tell whether fields can be missed: not where anything goes, nor where a list took the object's place."""
    known = types(schema)
    return known is not None and "object" in known


def _gone(both: Both, name: str, parts: tuple[Part, ...]) -> Note:
    may_go = standing(both.sides.base.opened(Joint(parts)).parts, both.sides.day)
    what = _REMOVED[may_go]
    if both.direction is Direction.REQUEST and may_go is not Standing.RETIRED:
        what = "field-refused" if _is_closed(both.head) else "field-removed"
    return Note(kind_of(both.direction, what), Side.LEFT, parts[0], name)


def _is_closed(schema: Schema) -> bool:
    found = (stated(schema, name) for name in ("additionalProperties", "unevaluatedProperties"))
    return any(one is not None and one.value is False for one in found)


def _required(both: Both, before: Fields, after: Fields) -> Iterator[Note]:
    was, is_now = required(both.base), required(both.head)
    hidden = (fields(both.base).keys() - before.keys()) | (fields(both.head).keys() - after.keys())
    for name in (one for one in is_now if one not in was and one not in hidden):
        if name in before:
            yield _about(both, "field-became-required", Side.RIGHT, is_now[name], name)
        else:
            place = after[name][0] if name in after else is_now[name]
            what = "required-field-added" if both.direction is Direction.REQUEST else "field-added"
            yield _about(both, what, Side.RIGHT, place, name)
    for name in (one for one in was if one not in is_now and one not in hidden):
        if name in after or name not in before:
            yield _about(both, "field-became-optional", Side.LEFT, was[name], name)


def _about(both: Both, what: str, side: Side, part: Part, name: str) -> Note:
    return Note(kind_of(both.direction, what), side, part, name)
