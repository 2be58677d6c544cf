"""Read what a view's signature and decorators say: parameters, the body's model, guards."""

import re
from collections.abc import Iterator

from reviewbot.domain.inventory import Parameter
from reviewbot.inventory.python.file import argument, as_written
from reviewbot.inventory.python.paths import in_path
from reviewbot.syntax.endpoints.endpoint import Route as Found
from reviewbot.syntax.outline.value import Argument, Called, Member, Series

_INJECTED = re.compile(r"\b(?:Depends|Security)\(\s*(?P<name>[\w.]+)")
_PLACES = re.compile(r"\b(?P<place>Header|Cookie|Query|Path)\(")
_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
# By convention these name what is injected, not what comes over the wire.
_ALIASES = re.compile(r"\w*(?:Deps?|Session|Db|DB|Service|Current\w*|Settings|Repository|Repo|Form|Depends)")
_DESCRIBING = frozenset(
    {"get", "post", "put", "patch", "delete", "head", "options", "trace", "route", "api_route", "doc", "docs",
     "response", "responses", "marshal_with", "swagger_auto_schema", "extend_schema", "staticmethod", "classmethod",
     "expect", "param", "errorhandler", "action", "output", "websocket", "deprecated", "alt_response"}
)  # fmt: skip


def parameters_of(function: Member, found: Found) -> tuple[Parameter, ...]:
    """Give what a FastAPI view takes in its path, its query and its headers."""
    in_route = {one.name: one for one in in_path(found.path)}
    said = {one.name: one for one in function.arguments}
    given: dict[str, Parameter] = {}
    for slot in found.parameters:
        place = "path" if slot.name in in_route else _place(said.get(slot.name))
        given[slot.name] = Parameter(slot.name, place, slot.type, slot.is_required or place == "path")
    return tuple((in_route | given).values())


def _place(one: Argument | None) -> str:
    marked = _PLACES.search(f"{one.type} {as_written(one.default)}") if one is not None else None
    return "header" if marked is not None and marked["place"] in {"Header", "Cookie"} else "query"


def request_of(function: Member, found: Found) -> str:
    """Name the model of a FastAPI view's body; empty where several classes could be it."""
    if found.method in _WITHOUT_BODY:
        return ""
    injected = {one.name for one in function.arguments if _INJECTED.search(f"{one.type} {as_written(one.default)}")}
    types = " ".join(one.type for one in function.arguments if one.name not in injected)
    likely = [one for one in found.requests if one in types and not _ALIASES.fullmatch(one)]
    return likely[0] if len(set(likely)) == 1 else ""


def guards_of(function: Member | None, route: Called) -> tuple[str, ...]:
    """Name what stands before a view: dependencies of the router's call, other decorators, injected parameters."""
    return tuple(dict.fromkeys(_guards(function, route)))


def _guards(function: Member | None, route: Called) -> Iterator[str]:
    given = argument(route, -1, "dependencies")
    for one in given.items if isinstance(given, Series) else ():
        yield from _injected(as_written(one))
    if function is None:
        return
    for decorator in function.decorators:
        if decorator.line != route.line and decorator.word not in _DESCRIBING:
            yield decorator.text or decorator.written
    for parameter in function.arguments:
        yield from _injected(f"{parameter.type} {as_written(parameter.default)}")


def _injected(text: str) -> Iterator[str]:
    found = _INJECTED.search(text)
    if found is not None:
        yield found["name"]
