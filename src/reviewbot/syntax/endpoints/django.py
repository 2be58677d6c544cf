"""Read Django's URL patterns and the actions of REST framework's view sets."""

from collections.abc import Iterator, Mapping

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import arguments, line_of, text_of, texts_of
from reviewbot.syntax.endpoints.endpoint import ACTION, ANY, BELOW, Route
from reviewbot.syntax.tree import Tree, find

_PATTERNS = {"kind": "call", "has": {"field": "function", "regex": r"^(?:\w+\.)?(?:path|re_path|url)$"}}
_REGISTRATIONS = {"kind": "call", "has": {"field": "function", "regex": r"(?i)router\.register$"}}
_LIST, _ONE = frozenset({"list", "create"}), frozenset({"retrieve", "update", "partial_update", "destroy"})
_OFFERED: Mapping[str, frozenset[str]] = {
    "ModelViewSet": _LIST | _ONE,
    "ReadOnlyModelViewSet": frozenset({"list", "retrieve"}),
    "GenericViewSet": frozenset(),
    "ViewSet": frozenset(),
    "ListModelMixin": frozenset({"list"}),
    "CreateModelMixin": frozenset({"create"}),
    "RetrieveModelMixin": frozenset({"retrieve"}),
    "UpdateModelMixin": frozenset({"update", "partial_update"}),
    "DestroyModelMixin": frozenset({"destroy"}),
}
_METHODS: Mapping[str, str] = {
    "list": "get", "retrieve": "get", "create": "post", "update": "put", "partial_update": "patch", "destroy": "delete"
}  # fmt: skip


def routes(tree: Tree) -> Iterator[Route | str]:
    """Give the patterns of `urlpatterns`, what routers register, and what view sets offer."""
    if "urlpatterns" in tree.text:
        for call in find(tree, {"rule": _PATTERNS}):
            yield from _pattern(call)
    for call in find(tree, {"rule": _REGISTRATIONS}):
        given = arguments(call)
        path = text_of(given.at(0, "prefix"))
        if len(given.positional) + len(given.keywords) > 1:
            yield ANY if path is None else Route(ANY, f"/{path}", line_of(call))
    for native in find(tree, {"rule": {"kind": "class_definition"}}):
        yield from _view_set(native)


def _pattern(call: SgNode) -> Iterator[Route | str]:
    given = arguments(call)
    path, view = text_of(given.at(0, "route")), given.at(1, "view")
    if view is None:
        return
    if path is None:
        yield ANY
        return
    called = view.field("function")
    is_below = called is not None and called.text().rpartition(".")[2] == "include"
    end = f"/{BELOW}" if is_below else ""
    yield Route(ANY, "/" + path.removeprefix("^").removesuffix("$").strip("/") + end, line_of(call))


def _view_set(native: SgNode) -> Iterator[Route]:
    name, parents, body = native.field("name"), native.field("superclasses"), native.field("body")
    if name is None or parents is None or body is None:
        return
    words = [one.text().rpartition(".")[2] for one in parents.children() if one.is_named()]
    if not any(one.endswith("ViewSet") for one in words):
        return
    actions = {action: line_of(native) for one in words for action in sorted(_OFFERED.get(one, frozenset()))}
    own, allowed = dict(_own(body)), _allowed(body)
    lines = actions | {action: line for action, (line, _) in own.items()}
    for action, line in lines.items():
        methods = own[action][1] if action in own else (_METHODS[action],)
        if allowed is None or not allowed.isdisjoint(methods):
            yield Route(ACTION, f"/{name.text()}/{action}", line, name.text(), name.text(), line_of(native))


def _own(body: SgNode) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """Give the actions that a class defines itself, with their lines and HTTP methods."""
    for one in body.children():
        function = one.field("definition") if one.kind() == "decorated_definition" else one
        name = function.field("name") if function is not None and function.kind() == "function_definition" else None
        if name is None:
            continue
        extra = _extra(one) if one.kind() == "decorated_definition" else None
        if extra is not None:
            yield name.text(), (line_of(one), extra)
        elif name.text() in _METHODS:
            yield name.text(), (line_of(one), (_METHODS[name.text()],))


def _extra(decorated: SgNode) -> tuple[str, ...] | None:
    """Read the methods of `@action(detail=True, methods=["post"])`; None where there is no such decorator."""
    for decorator in decorated.children():
        call = decorator.child(1) if decorator.kind() == "decorator" else None
        called = call.field("function") if call is not None and call.kind() == "call" else None
        if call is not None and called is not None and called.text().rpartition(".")[2] == "action":
            return tuple(one.lower() for one in texts_of(arguments(call).keywords.get("methods")) or ("get",))
    return None


def _allowed(body: SgNode) -> frozenset[str] | None:
    """Read `http_method_names`; None where the class leaves it as it is, or where it is put together."""
    for statement in body.children():
        inner = statement.child(0) if statement.kind() == "expression_statement" else None
        left = inner.field("left") if inner is not None and inner.kind() == "assignment" else None
        if inner is not None and left is not None and left.text() == "http_method_names":
            known = texts_of(inner.field("right"))
            return None if known is None else frozenset(one.lower() for one in known)
    return None
