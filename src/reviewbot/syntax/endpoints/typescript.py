"""Read the routes of Express and those frameworks that are called the same way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import arguments, line_of, text_of, texts_of
from reviewbot.syntax.endpoints.endpoint import ANY, BELOW, MOUNT, Route, joined
from reviewbot.syntax.tree import Tree, find

_METHODS: Mapping[str, str] = {
    name: name.upper() for name in ("get", "post", "put", "patch", "delete", "head", "options")
} | {"all": ANY, "del": "DELETE"}
_MADE = re.compile(r"(?:new\s+)?(?:\w+\.)?(?P<word>express|Router|fastify|Fastify|Hono|Koa|KoaRouter)\b[^.]*")
_NO_ROOTS = frozenset({"Router", "KoaRouter"})
_ROUTER_NAME = re.compile(r"(?:this\.)?\w*(?:[aA]pp|[rR]outer|server|fastify|[rR]outes)")
_HANDLERS = frozenset({"arrow_function", "function_expression", "identifier", "member_expression", "call_expression",
                       "array", "await_expression", "generator_function", "as_expression"})  # fmt: skip
_MOST_LINKS = 30


@dataclass(frozen=True, slots=True)
class _Mount:
    prefix: str
    line: int
    is_root: bool


def routes(tree: Tree) -> Iterator[Route | str]:
    """Give each route, and the method alone of one whose path is not written in the code."""
    mounts = _mounts(tree)
    for prefix, names in _used(tree):
        if prefix and not set(names) <= mounts.keys():
            yield Route(MOUNT, f"{prefix}/{BELOW}", 1)
    words = "|".join(_METHODS)
    called = {"field": "function", "kind": "member_expression", "regex": rf"\.(?:{words})$"}
    for call in find(tree, {"rule": {"kind": "call_expression", "has": called}}):
        function = call.field("function")
        word, owner = (function.field("property"), function.field("object")) if function is not None else (None, None)
        if word is not None and owner is not None:
            yield from _route(call, _METHODS[word.text()], owner, mounts)


def _mounts(tree: Tree) -> Mapping[str, _Mount]:
    """Find the applications and routers that the file makes, and where it mounts them itself."""
    found: dict[str, _Mount] = {}
    for native in find(tree, {"rule": {"kind": "variable_declarator"}}):
        name, value = native.field("name"), native.field("value")
        made = _MADE.match(value.text()) if value is not None and len(value.text()) < 2_000 else None
        if name is not None and made is not None:
            found[name.text()] = _Mount("", line_of(native), made["word"] not in _NO_ROOTS)
    mounted: set[str] = set()
    for prefix, names in _used(tree):
        # A router may be mounted twice; the first place names its routes.
        for one in found.keys() & set(names) - mounted:
            mounted.add(one)
            found[one] = replace(found[one], prefix=joined(prefix, found[one].prefix), is_root=bool(prefix))
    return found


def _used(tree: Tree) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what `app.use("/orders", …)` mounts: the prefix, empty for one that is not written, and the names."""
    for call in find(tree, {"rule": {"kind": "call_expression", "has": {"field": "function", "regex": r"\.use$"}}}):
        given = arguments(call).positional
        prefix = text_of(given[0]) if given else None
        yield prefix or "", tuple(one.text() for one in given if one.kind() == "identifier")


def _route(call: SgNode, method: str, owner: SgNode, mounts: Mapping[str, _Mount]) -> Iterator[Route | str]:
    given, chained = arguments(call).positional, _chained(owner)
    if chained is not None:
        owner, paths = chained
    elif len(given) < 2 or given[-1].kind() not in _HANDLERS:
        # `app.get("trust proxy")` reads a setting, and `client.get(url, {…})` is a request.
        return
    else:
        paths = texts_of(given[0])
    name = owner.text()
    if name not in mounts and not _ROUTER_NAME.fullmatch(name):
        return
    if paths is None:
        yield method
        return
    mount = mounts.get(name, _Mount("", 0, is_root=False))
    for path in paths:
        if path.startswith("/") or path == "*":
            whole = joined(mount.prefix, path)
            group = name if mount.line else ""
            yield Route(method, whole, line_of(_name_of(call)), "", group, mount.line, not mount.is_root)


def _chained(owner: SgNode) -> tuple[SgNode, tuple[str, ...] | None] | None:
    """Read `router.route("/orders").get(…).post(…)`: what the path is handed to, and the path."""
    for _ in range(_MOST_LINKS):
        function = owner.field("function") if owner.kind() == "call_expression" else None
        word, inner = (function.field("property"), function.field("object")) if function is not None else (None, None)
        if word is None or inner is None:
            return None
        if word.text() == "route":
            return inner, texts_of(arguments(owner).at(0))
        owner = inner
    return None


def _name_of(call: SgNode) -> SgNode:
    """Give the method's name: in a chain each stands on a line of its own."""
    function = call.field("function")
    return (function.field("property") if function is not None else None) or call
