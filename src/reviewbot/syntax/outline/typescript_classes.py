"""Read TypeScript's classes: what they extend, their decorators, fields and methods."""

from collections.abc import Iterator, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.outline.typescript_values import CALLS, Sight, call, name_of, resolved, value
from reviewbot.syntax.outline.value import Argument, Called, Class, Member
from reviewbot.syntax.tree import find

_KINDS = ("class_declaration", "abstract_class_declaration", "class")
_ONLY_TYPED = frozenset({"abstract_class_declaration"})
_FIELDS = frozenset({"public_field_definition", "field_definition"})
_LONGEST_TYPE = 300
_MOST_MEMBERS = 1_000


def classes(sight: Sight) -> Iterator[Class]:
    """Give the classes of a file in their order, those within functions too."""
    lacking = _ONLY_TYPED if sight.tree.grammar == "javascript" else frozenset[str]()
    kinds = [{"kind": kind} for kind in _KINDS if kind not in lacking]
    for native in find(sight.tree, {"rule": {"any": kinds}}):
        name, body = native.field("name"), native.field("body")
        if name is not None and body is not None:
            yield Class(
                name=name.text(),
                line=_line(native),
                parents=tuple(_parents(native, sight)),
                decorators=tuple(_decorators(_before_class(native), sight)),
                members=tuple(_members(body, sight)),
            )


def _line(native: SgNode) -> int:
    return native.range().start.line + 1


def _before_class(native: SgNode) -> Sequence[SgNode]:
    """Give where a class's decorators stand: those of an exported one before `export`."""
    parent = native.parent()
    around = parent.children() if parent is not None and parent.kind() == "export_statement" else []
    return [*around, *native.children()]


def _parents(native: SgNode, sight: Sight) -> Iterator[str]:
    """Name what follows `extends`."""
    for heritage in (one for one in native.children() if one.kind() == "class_heritage"):
        clauses = [one for one in heritage.children() if one.kind() == "extends_clause"] or [heritage]
        for one in (part for clause in clauses for part in clause.children()):
            yield from resolved(name_of(one), one, sight)


def _decorators(natives: Sequence[SgNode], sight: Sight) -> Iterator[Called]:
    for one in natives:
        inner = one.child(1) if one.kind() == "decorator" else None
        if inner is None:
            continue
        if inner.kind() in CALLS:
            yield call(inner, sight, 1)
        elif name_of(inner):
            yield Called(_line(inner), name_of(inner), resolved(name_of(inner), inner, sight))


def _members(body: SgNode, sight: Sight) -> Iterator[Member]:
    """Give fields and methods; the decorators of a method stand before it, those of a field in it."""
    before: list[SgNode] = []
    for one in body.children()[:_MOST_MEMBERS]:
        if one.kind() == "decorator":
            before.append(one)
        elif one.kind() in {"method_definition", "abstract_method_signature"} | _FIELDS:
            yield from _member(one, [*before, *one.children()], sight)
            before = []
        elif one.kind() not in {"comment", ";"}:
            before = []


def _member(native: SgNode, around: Sequence[SgNode], sight: Sight) -> Iterator[Member]:
    name, given = native.field("name") or native.field("property"), native.field("value")
    words = {one.text() for one in native.children() if not one.children()}
    if name is not None:
        yield Member(
            name=name.text().strip("'\""),
            line=_line(name),
            is_method=native.kind() not in _FIELDS,
            type=_type(native.field("type") or native.field("return_type")),
            is_optional="?" in words,
            is_static="static" in words,
            value=value(given, sight, 1) if given is not None else None,
            decorators=tuple(_decorators(around, sight)),
            arguments=tuple(_parameters(native.field("parameters"), sight)),
        )


def _type(annotation: SgNode | None) -> str:
    text = annotation.text().removeprefix(":").strip() if annotation is not None else ""
    return " ".join(text.split()) if len(text) <= _LONGEST_TYPE else ""


def _parameters(given: SgNode | None, sight: Sight) -> Iterator[Argument]:
    for one in given.children() if given is not None else ():
        name = one.field("pattern")
        if name is not None and one.kind() in {"required_parameter", "optional_parameter"}:
            yield Argument(
                name=name.text()[:_LONGEST_TYPE],
                type=_type(one.field("type")),
                is_optional=one.kind() == "optional_parameter" or one.field("value") is not None,
                decorators=tuple(_decorators(one.children(), sight)),
            )
