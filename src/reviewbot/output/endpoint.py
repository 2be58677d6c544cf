"""An example of a request to an end point and of its answer, made from what the code states."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from reviewbot.domain.inventory import Entity, Parameter, Route
from reviewbot.domain.visible import visible
from reviewbot.output.sensitive import Asset, assets_of

_MOST_FIELDS = 12
_WITHOUT_BODY = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})
_EXAMPLES: tuple[tuple[tuple[str, ...], object], ...] = (
    (("bool",), True),
    (("datetime", "timestamp"), "2026-01-31T12:00:00Z"),
    (("date",), "2026-01-31"),
    (("uuid",), "7f1c0c1e-5d4b-4c38-9a55-0b8e5a3f2d10"),
    (("numeric", "decimal", "money"), "12.50"),
    (("float", "double", "real"), 12.5),
    (("int", "serial", "number", "autofield", "foreignkey"), 1),
    (("json", "dict", "object"), {}),
    (("list", "array", "[]"), []),
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A route with an example; `is_guarded` where something stands before it that the code names."""

    route: Route
    request: str
    answer: str

    @property
    def is_guarded(self) -> bool:
        """Tell whether anything is known to stand before it."""
        return bool(self.route.guards)


def endpoint(route: Route, entities: Mapping[str, Entity]) -> Endpoint:
    """Make the example of a route; `entities` are the models by their name."""
    return Endpoint(route, _request(route, entities), _answer(route, entities))


def _request(route: Route, entities: Mapping[str, Entity]) -> str:
    path = route.path
    for one in _of(route, "path"):
        path = path.replace(f"{{{one.name}}}", quote(str(_value(one.name, one.type)), safe=""))
    query = "&".join(f"{quote(one.name)}={quote(str(_value(one.name, one.type)))}" for one in _of(route, "query"))
    method = "GET" if route.method == "ANY" else route.method
    lines = [visible(f"{method} {path}{'?' if query else ''}{query}")]
    lines += [visible(f"{one.name}: {_value(one.name, one.type)}") for one in _of(route, "header")]
    fields = {one.name: _value(one.name, one.type) for one in _of(route, "body")} | _fields(route.request, entities)
    if fields and method not in _WITHOUT_BODY:
        lines += ["Content-Type: application/json", "", _json(fields)]
    return "\n".join(lines)


def _answer(route: Route, entities: Mapping[str, Entity]) -> str:
    status = route.status or 200
    phrase = HTTPStatus(status).phrase if status in {one.value for one in HTTPStatus} else ""
    fields = _fields(route.answer, entities)
    return f"{status} {phrase}".strip() + (f"\n\n{_json(fields)}" if fields else "")


def _of(route: Route, where: str) -> tuple[Parameter, ...]:
    return tuple(one for one in route.parameters if one.where == where)[:_MOST_FIELDS]


def _fields(model: str, entities: Mapping[str, Entity]) -> dict[str, object]:
    """Fill the columns of a model in, those left out that nobody should see in an answer or an example."""
    entity = entities.get(model)
    columns = entity.columns[:_MOST_FIELDS] if entity else ()
    return {one.name: _value(one.name, one.type) for one in columns if Asset.SECRET not in assets_of(one.name)}


def _value(name: str, kind: str) -> object:
    if "email" in name.lower() or "email" in kind.lower():
        return "jane@example.com"
    return next((value for words, value in _EXAMPLES if any(word in kind.lower() for word in words)), "text")


def _json(fields: Mapping[str, object]) -> str:
    lines = (
        f"  {json.dumps(visible(name), ensure_ascii=False)}: {json.dumps(value)}" for name, value in fields.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}"
