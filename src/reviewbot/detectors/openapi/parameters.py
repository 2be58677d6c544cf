"""Compare what a client puts into the path, the query, the headers and the cookies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewbot.detectors.openapi.endpoint import Endpoint, Version
from reviewbot.detectors.openapi.kind import Direction, Kind
from reviewbot.detectors.openapi.library import Library, followed, located
from reviewbot.detectors.openapi.pair import TEXT, Note, Pair, Sides
from reviewbot.detectors.openapi.part import Part, child, children
from reviewbot.detectors.openapi.retirement import Standing, standing
from reviewbot.detectors.openapi.saying import types
from reviewbot.detectors.openapi.schema import Joint, Opener
from reviewbot.domain.diff import Side

_IN_PATH = re.compile(r"\{([^{}]*)\}")
# What OpenAPI says of these as parameters is to be ignored.
_NOT_PARAMETERS = frozenset({("header", "accept"), ("header", "content-type"), ("header", "authorization")})
_PLACES = frozenset({"path", "query", "header", "cookie", "formData"})
_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
_COMPOUND = frozenset({"array", "object"})
_LIST = frozenset({"array"})

Name = tuple[str, str]
"""Where a parameter stands and what it is called; one of the path by its place there."""


@dataclass(frozen=True, slots=True)
class _Parameter:
    """A parameter as it is listed and as it is defined, where it is sent, and whether it must be."""

    listed: Part
    part: Part
    place: str
    is_required: bool
    schema: Part


def of_parameters(endpoint: Endpoint, sides: Sides) -> Iterator[Note | Pair]:
    """Compare parameter by parameter; those of the path item count for each operation."""
    if endpoint.asks is not Direction.REQUEST:
        return
    before, after = _parameters(endpoint.base, sides.base), _parameters(endpoint.head, sides.head)
    new = {name: one for name, one in after.items() if name not in before}
    for name, one in before.items():
        if name in after:
            yield from _same(one, after[name], sides)
        elif one.place != "path":
            yield from _gone(one, new, sides)
    for one in new.values():
        # One of the path is there whether it is described or not: without it the path would be another.
        if one.place != "path":
            kind = Kind.REQUIRED_PARAMETER_ADDED if one.is_required else Kind.PARAMETER_ADDED
            yield _listed(kind, Side.RIGHT, one, sides.base.library)


def _parameters(version: Version, opener: Opener) -> dict[Name, _Parameter]:
    found: dict[Name, _Parameter] = {}
    order = _IN_PATH.findall(version.path)
    for owner in (version.item, version.operation):
        for listed in children(child(owner, "parameters")):
            part = followed(opener.library, listed)
            if part is None:
                continue
            place, name = child(part, "in").value, child(part, "name").value
            if isinstance(name, str) and place in _PLACES and (place, name.lower()) not in _NOT_PARAMETERS:
                found[_identity(str(place), name, order)] = _parameter(listed, replace(part, name=name), str(place))
    return found


def _identity(place: str, name: str, order: list[str]) -> Name:
    if place == "path" and name in order:
        return place, str(order.index(name))
    return place, name.lower() if place == "header" else name


def _parameter(listed: Part, part: Part, place: str) -> _Parameter:
    content = next((child(one, "schema") for one in children(child(part, "content"))), None)
    schema = content if content is not None else child(part, "schema")
    is_required = place == "path" or child(part, "required").value is True
    # Swagger 2 says of the parameter itself what OpenAPI 3 says of its schema.
    return _Parameter(listed, part, place, is_required, schema if schema.value is not None else part)


def _gone(old: _Parameter, new: dict[Name, _Parameter], sides: Sides) -> Iterator[Note]:
    twin = next((key for key, one in new.items() if one.part.name == old.part.name), None)
    if twin is not None:
        moved = new.pop(twin)
        yield Note(Kind.PARAMETER_MOVED, Side.RIGHT, moved.part, old.part.name, f"{old.place} → {moved.place}")
        return
    is_retired = standing([old.part], sides.day) is Standing.RETIRED
    kind = Kind.PARAMETER_RETIRED if is_retired else Kind.PARAMETER_REMOVED
    yield _listed(kind, Side.LEFT, old, sides.head.library)


def _listed(kind: Kind, side: Side, parameter: _Parameter, other: Library) -> Note:
    """Note at the reference where the parameter itself stands in the other version too; all references are one."""
    part = parameter.part
    place = part if located(other, part.file, part.key) is None else parameter.listed
    return Note(kind, side, place, part.name, f"in {parameter.place}", shared=part)


def _same(old: _Parameter, new: _Parameter, sides: Sides) -> Iterator[Note | Pair]:
    if new.is_required and not old.is_required:
        yield Note(Kind.PARAMETER_BECAME_REQUIRED, Side.RIGHT, child(new.part, "required"), new.part.name)
    elif old.is_required and not new.is_required:
        yield Note(Kind.PARAMETER_BECAME_OPTIONAL, Side.LEFT, child(old.part, "required"), old.part.name)
    before, after = (types(sides.base.opened(Joint((old.schema,)))), types(sides.head.opened(Joint((new.schema,)))))
    head = new.schema
    if before is not None and not before & _COMPOUND and after == _LIST and _is_exploded(new):
        # `?id=1` is a list of one: what a client sent before is still understood.
        head = child(new.schema, "items")
        yield Note(Kind.REQUEST_TYPE_WIDENED, Side.RIGHT, new.schema, new.part.name, "one → several")
    elif before is None or before & _COMPOUND:
        yield from _style(old, new)
    yield Pair(Joint((old.schema,)), Joint((head,)), Direction.REQUEST, TEXT)


def _style(old: _Parameter, new: _Parameter) -> Iterator[Note]:
    before, after = _said_style(old), _said_style(new)
    if before != after:
        yield Note(Kind.PARAMETER_STYLE_CHANGED, Side.RIGHT, new.part, new.part.name, f"{before} → {after}")


def _said_style(parameter: _Parameter) -> str:
    if "collectionFormat" in (parameter.part.value if isinstance(parameter.part.value, dict) else ()):
        return str(child(parameter.part, "collectionFormat").value)
    style = child(parameter.part, "style").value or _STYLES.get(parameter.place, "")
    explode = child(parameter.part, "explode").value
    is_exploded = style == "form" if explode is None else explode is True
    return f"{style}, exploded" if is_exploded else str(style)


def _is_exploded(parameter: _Parameter) -> bool:
    return _said_style(parameter) in ("form, exploded", "multi")
