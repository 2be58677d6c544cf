"""Read Nest's controllers, and the classes whose fields class-validator checks."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import arguments, line_of, texts_of
from reviewbot.syntax.endpoints.endpoint import ANY, Model, Route, Slot, joined
from reviewbot.syntax.tree import Tree, find

_METHODS: Mapping[str, str] = {
    name: name.upper() for name in ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
} | {"All": ANY}
_BODY = re.compile(r"@Body\(\)\s*(?:readonly\s+)?\w+\??\s*:\s*(\w+)")
_CLASSES = frozenset({"class_declaration", "abstract_class_declaration"})
_LONGEST = 2_000


def routes(tree: Tree) -> Iterator[Route | str]:
    """Give the routes of controllers; of one whose prefix is not written in the code the methods alone."""
    for native in _classes(tree):
        controller = _decorators(native).get("Controller")
        body, name = native.field("body"), native.field("name")
        if controller is None or body is None or name is None:
            continue
        prefixes = _prefixes(controller)
        for method, path, member, decorators in _members(body):
            if prefixes is None or path is None:
                yield method
                continue
            for prefix in prefixes:
                yield Route(
                    method=method,
                    path=joined(f"/{prefix}", path),
                    line=line_of(decorators[method.title()] if method != ANY else decorators["All"]),
                    inside=f"{name.text()}.{_text(member.field('name'))}",
                    group=name.text(),
                    group_line=line_of(controller),
                    is_mounted=False,
                    status=_status(decorators.get("HttpCode")) or (201 if method == "POST" else 200),
                    requests=tuple(_BODY.findall(_text(member.field("parameters"))[:_LONGEST])),
                )


def _classes(tree: Tree) -> Iterator[SgNode]:
    yield from find(tree, {"rule": {"any": [{"kind": kind} for kind in sorted(_CLASSES)]}})


def _text(native: SgNode | None) -> str:
    return native.text() if native is not None else ""


def _decorators(native: SgNode) -> Mapping[str, SgNode]:
    """Give a class's or field's decorators by name; those of an exported class stand before `export`."""
    parent = native.parent()
    around = parent.children() if parent is not None and parent.kind() == "export_statement" else []
    return _named([*around, *native.children()])


def _named(natives: Sequence[SgNode]) -> Mapping[str, SgNode]:
    found: dict[str, SgNode] = {}
    for one in natives:
        call = one.child(1) if one.kind() == "decorator" else None
        if call is not None:
            found[_text(call.field("function") or call)] = call
    return found


def _prefixes(controller: SgNode) -> tuple[str, ...] | None:
    """Read `@Controller("orders")` and `@Controller({path: "orders", version: "1"})`."""
    first = arguments(controller).at(0)
    if first is None:
        return ("",)
    if first.kind() != "object":
        return texts_of(first)
    said = {_text(one.field("key")): one.field("value") for one in first.children() if one.kind() == "pair"}
    paths = texts_of(said.get("path")) if "path" in said else ("",)
    versions = texts_of(said.get("version")) if "version" in said else ("",)
    if paths is None or versions is None:
        return None
    return tuple(f"{'v' if version else ''}{version}/{path}".strip("/") for version in versions for path in paths)


def _members(body: SgNode) -> Iterator[tuple[str, str | None, SgNode, Mapping[str, SgNode]]]:
    """Give the methods that answer a route: their HTTP method, path, definition and decorators."""
    before: list[SgNode] = []
    for one in body.children():
        if one.kind() == "decorator":
            before.append(one)
        elif one.kind() == "method_definition":
            decorators = _named(before)
            for word in decorators.keys() & _METHODS.keys():
                for path in _paths(decorators[word]):
                    yield _METHODS[word], path, one, decorators
            before = []
        elif one.is_named() and one.kind() != "comment":
            before = []


def _paths(call: SgNode) -> tuple[str | None, ...]:
    first = arguments(call).at(0)
    return ("",) if first is None else texts_of(first) or (None,)


def _status(call: SgNode | None) -> int | None:
    first = arguments(call).at(0) if call is not None else None
    found = re.search(r"\b([1-5]\d\d)\b", _text(first))
    return int(found[1]) if found else None


def models(tree: Tree) -> Iterator[Model]:
    """Give the classes whose fields class-validator checks: what clients send must have them."""
    if "class-validator" not in tree.text:
        return
    for native in _classes(tree):
        name, body = native.field("name"), native.field("body")
        slots = tuple(_slots(body)) if body is not None else ()
        if name is not None and slots:
            is_open = any(one.kind() == "class_heritage" and "extends" in one.text() for one in native.children())
            yield Model(name.text(), line_of(native), slots, is_open=is_open, is_request=True)


def _slots(body: SgNode) -> Iterator[Slot]:
    for one in body.children():
        if one.kind() != "public_field_definition":
            continue
        name, annotation, decorators = one.field("name"), one.field("type"), _named(one.children())
        if name is None or not any(word.startswith(("Is", "Min", "Max", "Length", "Validate")) for word in decorators):
            continue
        is_optional = "IsOptional" in decorators or "ValidateIf" in decorators or one.field("value") is not None
        has_mark = any(part.text() == "?" for part in one.children())
        kind = _text(annotation).removeprefix(":").strip()
        yield Slot(name.text(), line_of(name), kind, not (is_optional or has_mark))
