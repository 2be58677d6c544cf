"""Read Python's classes whose fields go over the wire: pydantic models and serializers of Django REST framework."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ast_grep_py import SgNode

from reviewbot.syntax.endpoints.arguments import Arguments, arguments, line_of, text_of, texts_of
from reviewbot.syntax.endpoints.endpoint import Model, Slot
from reviewbot.syntax.tree import Tree, find

_PYDANTIC = frozenset({"BaseModel", "SQLModel"})
_KNOWN = _PYDANTIC | {"object", "Generic", "ABC"}
_SERIALIZER = re.compile(r"(?:\w+\.)*\w*Serializer")
_FIELD_CALLS = frozenset({"Field", "FieldInfo"})
_MOST_PARENTS = 20


def models(tree: Tree) -> tuple[Model, ...]:
    """Give the models of a file, each with the fields of its parents in the same file."""
    own = {one.name: one for native in find(tree, {"rule": {"kind": "class_definition"}}) for one in _model(native)}
    return tuple(_whole(one, own) for one in own.values())


def _model(native: SgNode) -> Iterator[Model]:
    name, body = native.field("name"), native.field("body")
    if name is None or body is None:
        return
    parents = _parents(native)
    if any(_SERIALIZER.fullmatch(one) for one in parents):
        yield _serializer(name.text(), native, body, parents)
    elif parents:
        yield Model(name.text(), line_of(native), tuple(_slots(body)), parents)


def _parents(native: SgNode) -> tuple[str, ...]:
    given = native.field("superclasses")
    parts = given.children() if given is not None else []
    named = (one for one in parts if one.is_named() and one.kind() not in {"keyword_argument", "comment"})
    return tuple(one.text().partition("[")[0] for one in named)


def _slots(body: SgNode) -> Iterator[Slot]:
    for assignment in _assignments(body):
        left, annotation = assignment.field("left"), assignment.field("type")
        if left is None or annotation is None or left.text().startswith("_") or "ClassVar" in annotation.text():
            continue
        value = assignment.field("right")
        given = _field_call(value)
        alias = text_of(given.keywords.get("alias")) if given else None
        excluded = given.keywords.get("exclude") if given else None
        yield Slot(
            name=alias or left.text(),
            line=line_of(assignment),
            type=annotation.text(),
            is_required=value is None or (given is not None and _has_no_default(given)),
            is_write_only=excluded is not None and excluded.text() == "True",
        )


def _assignments(body: SgNode) -> Iterator[SgNode]:
    for statement in body.children():
        inner = statement.child(0) if statement.kind() == "expression_statement" else None
        if inner is not None and inner.kind() == "assignment":
            yield inner


def _field_call(value: SgNode | None) -> Arguments | None:
    called = value.field("function") if value is not None and value.kind() == "call" else None
    is_field = called is not None and called.text().rpartition(".")[2] in _FIELD_CALLS
    return arguments(value) if value is not None and is_field else None


def _has_no_default(given: Arguments) -> bool:
    if given.positional:
        return given.positional[0].text() == "..."
    return not {"default", "default_factory"} & given.keywords.keys()


def _whole(one: Model, own: Mapping[str, Model]) -> Model:
    """Add the fields of the parents in the file; a parent of another file leaves the model open."""
    slots = {slot.name: slot for slot in one.slots}
    pending, seen, is_open = list(one.parents), {one.name}, one.is_open
    while pending and len(seen) < _MOST_PARENTS:
        name = pending.pop()
        parent = own.get(name)
        if parent is None:
            word = name.rpartition(".")[2]
            is_open = is_open or not (word in _KNOWN or (one.is_answer and _SERIALIZER.fullmatch(word) is not None))
        elif name not in seen:
            seen.add(name)
            slots = {slot.name: slot for slot in parent.slots} | slots
            pending.extend(parent.parents)
            is_open = is_open or parent.is_open
    return replace(one, slots=tuple(slots.values()), is_open=is_open)


def _serializer(name: str, native: SgNode, body: SgNode, parents: tuple[str, ...]) -> Model:
    """Read a serializer: what it declares, and of the model's fields those that `Meta.fields` lists."""
    declared = {one.name: one for one in _declared(body)}
    meta = _meta(body)
    listed = _listed(meta.get("fields"))
    read_only = set(texts_of(meta.get("read_only_fields")) or ())
    if listed is not None:
        declared = {one.name: declared.get(one.name, one) for one in listed}
    slots = tuple(replace(one, is_read_only=one.is_read_only or one.name in read_only) for one in declared.values())
    is_open = bool(meta) and listed is None
    return Model(name, line_of(native), slots, parents, is_open, is_answer=True, is_request=True)


def _declared(body: SgNode) -> Iterator[Slot]:
    for assignment in _assignments(body):
        left, value = assignment.field("left"), assignment.field("right")
        if left is None or value is None or value.kind() != "call":
            continue
        given = arguments(value)
        said = {name: one.text() for name, one in given.keywords.items()}
        called = value.field("function")
        word = called.text().rpartition(".")[2] if called is not None else ""
        is_read_only = said.get("read_only") == "True" or word in {"SerializerMethodField", "ReadOnlyField"}
        is_required = not is_read_only and said.get("required") != "False" and "default" not in said
        is_write_only = said.get("write_only") == "True" or word == "HiddenField"
        yield Slot(left.text(), line_of(assignment), word, is_required, is_read_only, is_write_only)


def _meta(body: SgNode) -> Mapping[str, SgNode]:
    """Give what the inner class `Meta` assigns."""
    found: dict[str, SgNode] = {}
    for one in body.children():
        name = one.field("name") if one.kind() == "class_definition" else None
        inner = one.field("body") if name is not None and name.text() == "Meta" else None
        for assignment in _assignments(inner) if inner is not None else ():
            left, right = assignment.field("left"), assignment.field("right")
            if left is not None and right is not None:
                found[left.text()] = right
    return found


def _listed(fields: SgNode | None) -> list[Slot] | None:
    """Read `Meta.fields`, each name with its own line; None for `__all__` and for what is put together."""
    names = texts_of(fields)
    if fields is None or names is None or fields.kind() not in {"list", "tuple"}:
        return None
    nodes = [one for one in fields.children() if one.kind() == "string"]
    return [Slot(name, line_of(node)) for name, node in zip(names, nodes, strict=False)]
