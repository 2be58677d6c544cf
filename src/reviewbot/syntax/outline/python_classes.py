"""Read Python's classes and functions: parents, decorators, fields, methods, parameters."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from reviewbot.syntax.dotted import dotted
from reviewbot.syntax.outline.python_values import Sight, call, keywords, named, resolved, value
from reviewbot.syntax.outline.value import Argument, Called, Class, Member

_LONGEST_TYPE = 300
_MOST_MEMBERS = 1_000
_DEEPEST = 4
_MOST_DECORATORS = 50
_TYPED = frozenset({"typed_parameter", "typed_default_parameter", "default_parameter", "identifier"})


def class_of(native: SgNode, sight: Sight, depth: int = 0) -> Iterator[Class]:
    """Give a class with what stands right in its body, also below an `if`."""
    name, body = native.field("name"), native.field("body")
    if name is None or body is None or depth > _DEEPEST:
        return
    statements = tuple(_statements(body))
    given = native.field("superclasses")
    yield Class(
        name=name.text(),
        line=line_of(native),
        parents=tuple(_parents(given, sight)),
        decorators=decorators(native, sight),
        members=tuple(one for statement in statements for one in _member(statement, sight)),
        keywords=tuple(keywords(given, sight)),
        inner=tuple(
            one
            for inner in statements
            if inner.kind() == "class_definition"
            for one in class_of(inner, sight, depth + 1)
        ),
    )


def line_of(native: SgNode) -> int:
    """Give a node's first line, from 1."""
    return native.range().start.line + 1


def _statements(body: SgNode) -> Iterator[SgNode]:
    """Give what a class's body defines and assigns."""
    for one in body.children()[:_MOST_MEMBERS]:
        match one.kind():
            case "decorated_definition" if (inner := one.field("definition")) is not None:
                yield inner
            case "expression_statement":
                yield from one.children()[:1]
            case "function_definition" | "class_definition":
                yield one
            case _:
                pass


def _parents(given: SgNode | None, sight: Sight) -> Iterator[str]:
    """Name what a class is derived from; the types in its brackets are left out."""
    for one in named(given) if given is not None else ():
        if one.kind() != "keyword_argument":
            written = dotted(one.text()).partition("[")[0]
            # A parent that the file itself defines has no other name.
            yield from resolved(written, one, sight) or (written,)


def decorators(native: SgNode, sight: Sight) -> tuple[Called, ...]:
    """Give the decorators of a function or class, the first one first; one without brackets is a call of nothing."""
    parent = native.parent()
    if parent is None or parent.kind() != "decorated_definition":
        return ()
    # Whoever reads them compares each with the others.
    found = [one for one in parent.children() if one.kind() == "decorator"][:_MOST_DECORATORS]
    return tuple(one for inner in found for one in _decorator(inner, sight))


def _decorator(native: SgNode, sight: Sight) -> Iterator[Called]:
    for inner in named(native)[:1]:
        if inner.kind() == "call":
            yield call(inner, sight, 1)
        else:
            written = dotted(inner.text())
            yield Called(line_of(inner), written, resolved(written, inner, sight), text=written)


def _member(native: SgNode, sight: Sight) -> Iterator[Member]:
    if native.kind() == "function_definition":
        yield from function_of(native, sight)
    elif native.kind() == "assignment":
        left, right = native.field("left"), native.field("right")
        if left is not None and left.kind() == "identifier":
            given = value(right, sight, 1) if right is not None else None
            yield Member(left.text(), line_of(native), is_method=False, type=_type(native.field("type")), value=given)


def function_of(native: SgNode, sight: Sight) -> Iterator[Member]:
    """Give a function with its decorators and parameters."""
    name, given = native.field("name"), native.field("parameters")
    if name is not None:
        yield Member(
            name=name.text(),
            line=line_of(native),
            is_method=True,
            type=_type(native.field("return_type")),
            decorators=decorators(native, sight),
            arguments=tuple(_arguments(given, sight)) if given is not None else (),
        )


def _arguments(given: SgNode, sight: Sight) -> Iterator[Argument]:
    for one in named(given):
        name = one if one.kind() == "identifier" else one.field("name") or one.child(0)
        if name is not None and one.kind() in _TYPED and name.kind() == "identifier":
            default = one.field("value")
            said = value(default, sight, 1) if default is not None else None
            yield Argument(name.text(), _type(one.field("type")), default is not None, default=said)


def _type(annotation: SgNode | None) -> str:
    text = annotation.text() if annotation is not None else ""
    return " ".join(text.split()) if len(text) <= _LONGEST_TYPE else ""
