"""Read the routes of FastAPI, Flask and their kin: what decorators register."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import Arguments, arguments, line_of, text_of, texts_of
from reviewbot.syntax.endpoints.endpoint import ANY, BELOW, COMPUTED, MOUNT, Route, joined
from reviewbot.syntax.endpoints.signature import answer_of, parameters_of, requests_of
from reviewbot.syntax.tree import Tree, find

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})
_GENERAL = frozenset({"route", "api_route"})
_ROOTS = frozenset({"FastAPI", "Flask", "Quart", "Sanic", "Starlette"})
_ROUTERS = re.compile(r"\w*(?:Router|Blueprint)")
_PREFIXES = ("prefix", "url_prefix")
_ROUTER_NAME = re.compile(r"(?:\w+\.)*\w*(?:app|application|router|api|bp|blueprint|routes)")
_STATUS = re.compile(r"\b([1-5]\d\d)\b|HTTP_([1-5]\d\d)_")


@dataclass(frozen=True, slots=True)
class _Mount:
    """A router of the file: what stands before its paths, and whether another file may put something before that."""

    prefix: str
    line: int
    is_root: bool


def routes(tree: Tree) -> Iterator[Route | str]:
    """Give each route, and the method alone of one whose path is not written in the code."""
    mounts = _mounts(tree)
    for prefix, name in _registered(tree):
        if prefix and name not in mounts:
            yield Route(MOUNT, f"{prefix}/{BELOW}", 1)
    for native in find(tree, {"rule": {"kind": "decorated_definition"}}):
        function = native.field("definition")
        if function is not None and function.kind() == "function_definition":
            for decorator in native.children():
                call = decorator.child(1) if decorator.kind() == "decorator" else None
                if call is not None and call.kind() == "call":
                    yield from _decorated(call, function, mounts)
    for call in find(tree, {"rule": {"kind": "call", "has": {"field": "function", "regex": r"\.add_url_rule$"}}}):
        yield from _added(call, mounts)


def _mounts(tree: Tree) -> Mapping[str, _Mount]:
    """Find the routers that the file makes, with the prefixes that it gives them where it registers them itself."""
    found: dict[str, _Mount] = {}
    for native in find(tree, {"rule": {"kind": "assignment", "has": {"field": "right", "kind": "call"}}}):
        left, call = native.field("left"), native.field("right")
        made = _word(call.field("function")) if call is not None else ""
        if left is not None and call is not None and (made in _ROOTS or _ROUTERS.fullmatch(made)):
            found[left.text()] = _Mount(_prefix(arguments(call)), line_of(native), made in _ROOTS)
    mounted: set[str] = set()
    for prefix, name in _registered(tree):
        # A router may be registered twice; the first place names its routes.
        if name in found and name not in mounted:
            mounted.add(name)
            known = found[name]
            found[name] = replace(known, prefix=joined(prefix, known.prefix), is_root=True)
    return found


def _registered(tree: Tree) -> Iterator[tuple[str, str]]:
    """Give what `include_router` and `register_blueprint` mount: the prefix and what the router is called."""
    called = {"field": "function", "regex": r"\.(?:include_router|register_blueprint)$"}
    for call in find(tree, {"rule": {"kind": "call", "has": called}}):
        given = arguments(call)
        yield _prefix(given), given.positional[0].text() if given.positional else ""


def _word(function: SgNode | None) -> str:
    return function.text().rpartition(".")[2] if function is not None else ""


def _prefix(given: Arguments) -> str:
    said = next((given.keywords[one] for one in _PREFIXES if one in given.keywords), None)
    text = text_of(said)
    return f"/{COMPUTED}" if said is not None and text is None else text or ""


def _decorated(call: SgNode, function: SgNode, mounts: Mapping[str, _Mount]) -> Iterator[Route | str]:
    called = call.field("function")
    owner = called.field("object") if called is not None and called.kind() == "attribute" else None
    word = _word(called)
    if owner is None or word not in _METHODS | _GENERAL or not _is_router(owner.text(), mounts):
        return
    given = arguments(call)
    methods = (word.upper(),) if word in _METHODS else _methods(given)
    path = text_of(given.at(0, "path") or given.at(0, "rule"))
    for method in methods:
        if path is None:
            yield method
        else:
            yield _route(method, path, call, owner.text(), mounts, function=function)


def _is_router(name: str, mounts: Mapping[str, _Mount]) -> bool:
    return name in mounts or _ROUTER_NAME.fullmatch(name) is not None


def _methods(given: Arguments) -> tuple[str, ...]:
    if "methods" not in given.keywords:
        return ("GET",)
    known = texts_of(given.keywords["methods"])
    return (ANY,) if known is None else tuple(one.upper() for one in known)


def _added(call: SgNode, mounts: Mapping[str, _Mount]) -> Iterator[Route | str]:
    """Read Flask's `app.add_url_rule("/orders", view_func=…)`."""
    called, given = call.field("function"), arguments(call)
    owner = called.field("object") if called is not None else None
    path = text_of(given.at(0, "rule"))
    if owner is None or not _is_router(owner.text(), mounts):
        return
    # A view class answers the methods that it has.
    view = given.at(2, "view_func")
    methods = (ANY,) if view is not None and "as_view" in view.text() else _methods(given)
    for method in methods:
        yield method if path is None else _route(method, path, call, owner.text(), mounts)


def _route(
    method: str, path: str, call: SgNode, owner: str, mounts: Mapping[str, _Mount], *, function: SgNode | None = None
) -> Route:
    mount, given = mounts.get(owner, _Mount("", 0, is_root=False)), arguments(call)
    whole = joined(mount.prefix, path)
    deprecated = given.keywords.get("deprecated")
    found = Route(
        method=method,
        path=whole if whole.startswith("/") else f"/{whole}",
        line=line_of(call),
        group=owner if mount.line else "",
        group_line=mount.line,
        is_mounted=not mount.is_root,
        is_deprecated=deprecated is not None and deprecated.text() == "True",
        status=_status(given.keywords.get("status_code")),
    )
    if function is None:
        return found
    name = function.field("name")
    return replace(
        found,
        inside=name.text() if name is not None else "",
        parameters=tuple(parameters_of(function, path)),
        requests=tuple(requests_of(function)),
        answer=answer_of(function, given.keywords.get("response_model")),
    )


def _status(native: SgNode | None) -> int | None:
    found = _STATUS.search(native.text()) if native is not None else None
    return int(found[1] or found[2]) if found else None
