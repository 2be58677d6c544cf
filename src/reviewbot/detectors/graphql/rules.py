"""Say of each difference that graphql-core finds what it does, where it stands and who is concerned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from graphql.language import DirectiveLocation
from graphql.utilities.find_schema_changes import (
    BreakingChangeType,
    DangerousChangeType,
    SchemaChange,
    find_schema_changes,
)

from reviewbot.detectors.graphql.definitions import Defined
from reviewbot.detectors.graphql.parts import Part, Role
from reviewbot.domain.contract import Change, Impact
from reviewbot.domain.diff import Side


class GraphqlKind(StrEnum):
    """What a detector may ask for in `changes` beside graphql-core's own words, as `field-removed`."""

    DEPRECATED_REMOVED = "deprecated-removed"
    UNUSED_TYPE_REMOVED = "unused-type-removed"
    INPUT_ENUM_VALUE_ADDED = "input-enum-value-added"
    SCHEMA_DIRECTIVE_CHANGED = "schema-directive-changed"


# How graphql-core names in its sentences what has changed.
_MEMBER = re.compile(r"(?P<part>\w+) was (?:removed from|added to) union type (?P<whole>\w+)\.")
_JOINED = re.compile(r"(?P<part>\w+) added to interfaces implemented by (?P<whole>\w+)\.")
_LEFT = re.compile(r"(?P<whole>\w+) no longer implements interface (?P<part>\w+)\.")
_COORDINATE = re.compile(r"@?\b\w+\.\w+(?:\(\w+:\))?|@\w+(?:\(\w+:\))?")
_FROM_TO = re.compile(r" from (.+) to (.+)\.", re.DOTALL)
_TYPE = re.compile(r"@?\w+")
_STANDARD = "Standard scalar "
# The specification's ExecutableDirectiveLocation: the other places are in the schema, which clients do not write.
_OPERATIONS = frozenset(
    {DirectiveLocation.QUERY, DirectiveLocation.MUTATION, DirectiveLocation.SUBSCRIPTION, DirectiveLocation.FIELD,
     DirectiveLocation.FRAGMENT_DEFINITION, DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT,
     DirectiveLocation.VARIABLE_DEFINITION}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """One of graphql-core's changes, taken apart; `part` is what the base lost or the head says otherwise."""

    kind: str
    impact: Impact
    side: Side
    part: Part
    detail: str


def compared(base: Defined, head: Defined) -> Iterator[Change]:
    """Give the breaking and dangerous changes, and those that such a rule finds and nobody can tell.

    What concerns types that the documents merely use is left out, and so is a type that went together with a field,
    argument or member that used it.
    """
    found = [one for each in find_schema_changes(base.schema, head.schema) if (one := _found(each, base, head))]
    others = [one.part.coordinate for one in found if one.kind != "type-removed"]
    concerned = {base.parts[one].type for one in others if one in base.parts}
    for one in found:
        if one.kind != "type-removed" or one.part.coordinate not in concerned:
            yield _change(_judged(one, base, head))


def _found(change: SchemaChange, base: Defined, head: Defined) -> _Found | None:
    is_ours = isinstance(change.type, BreakingChangeType | DangerousChangeType)
    if not is_ours or change.description.startswith(_STANDARD):
        return None
    is_gone = "REMOVED" in change.type.name
    coordinate, parts = _coordinate(change.description), base.parts if is_gone else head.parts
    part = parts.get(coordinate) or parts.get(_whole(coordinate))
    if part is None or _whole(coordinate) in base.assumed | head.assumed:
        return None
    return _Found(
        kind=change.type.name.lower().replace("_", "-"),
        impact=Impact.BREAKING if isinstance(change.type, BreakingChangeType) else Impact.DANGEROUS,
        side=Side.LEFT if is_gone else Side.RIGHT,
        part=part,
        detail=_detail(change.description),
    )


def _coordinate(description: str) -> str:
    for form, sign in ((_MEMBER, "|"), (_JOINED, ":"), (_LEFT, ":")):
        if found := form.fullmatch(description):
            return f"{found['whole']}{sign}{found['part']}"
    named = _COORDINATE.search(description)
    return named[0] if named else _whole(description)


def _whole(coordinate: str) -> str:
    found = _TYPE.match(coordinate)
    return found[0] if found else ""


def _detail(description: str) -> str:
    found = _FROM_TO.search(description)
    return f"`{found[1]}` is now `{found[2]}`" if found else ""


def _judged(one: _Found, base: Defined, head: Defined) -> _Found:
    """Say less of what was announced, was never used, or only ever comes in."""
    name = _whole(one.part.coordinate)
    used = {part.type for part in base.parts.values()} | _roots(base)
    given = {part.type for part in head.parts.values() if part.role is Role.OUTPUT}
    if one.side is Side.LEFT and one.part.is_deprecated:
        return replace(one, kind=GraphqlKind.DEPRECATED_REMOVED, impact=Impact.DANGEROUS)
    if one.kind == "type-removed" and base.schema.query_type is not None and name not in used:
        return replace(one, kind=GraphqlKind.UNUSED_TYPE_REMOVED, impact=Impact.SAFE)
    if one.kind == "value-added-to-enum" and name not in given:
        return replace(one, kind=GraphqlKind.INPUT_ENUM_VALUE_ADDED, impact=Impact.SAFE)
    if name.startswith("@") and not _is_for_operations(base, name):
        return replace(one, kind=GraphqlKind.SCHEMA_DIRECTIVE_CHANGED, impact=Impact.SAFE)
    return one


def _is_for_operations(base: Defined, name: str) -> bool:
    directive = base.schema.get_directive(name[1:])
    return directive is not None and not _OPERATIONS.isdisjoint(directive.locations)


def _roots(defined: Defined) -> set[str]:
    schema = defined.schema
    return {one.name for one in (schema.query_type, schema.mutation_type, schema.subscription_type) if one is not None}


def _change(one: _Found) -> Change:
    part, whole = one.part, _whole(one.part.coordinate)
    subject = part.type if part.role in {Role.MEMBER, Role.INTERFACE} else part.coordinate
    return Change(one.kind, one.impact, part.path, one.side, part.line, whole, subject, whole, one.detail)
