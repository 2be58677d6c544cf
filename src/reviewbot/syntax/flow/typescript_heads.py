"""Lower the heads of TypeScript's and JavaScript's functions."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Argument,
    Attribute,
    Call,
    Collection,
    Constant,
    Expression,
    Function,
    Name,
    Parameter,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.typescript_texts import Lower, named, text_of

_ROUTES = frozenset({"get", "head", "options", "post", "put", "patch", "delete", "del", "all"})
_PATHS = frozenset({"string", "template_string", "regex"})
_TYPED = frozenset({"required_parameter", "optional_parameter"})
_CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "class"})
_NAMING = frozenset(
    {"variable_declarator", "assignment_expression", "pair", "public_field_definition", "field_definition"}
)
_REQUESTS = frozenset({"req", "request", "_req", "ctx", "context", "event"})
_RESPONSES = frozenset({"res", "response", "resp", "reply", "rep", "next", "h"})


def parameters(native: SgNode, depth: int, lower: Lower) -> Iterator[Parameter]:
    """Lower the parameters of a function."""
    single = native.field("parameter")
    listed = native.field("parameters")
    if single is not None:
        yield _parameter(single, None, depth, lower)
    for one in named(listed) if listed is not None else ():
        if one.kind() in _TYPED:
            pattern = one.field("pattern") or next(named(one), None)
            yield _parameter(pattern, one, depth, lower)
        else:
            yield _parameter(one, None, depth, lower)


def _parameter(pattern: SgNode | None, whole: SgNode | None, depth: int, lower: Lower) -> Parameter:
    """Lower a parameter; `whole` is what TypeScript writes around it: a type, a default, decorators."""
    annotation = text_of(whole.field("type")).lstrip(": \n") if whole is not None else ""
    default = whole.field("value") if whole is not None else None
    kind = pattern.kind() if pattern is not None else ""
    if pattern is not None and kind == "assignment_pattern":
        default = pattern.field("right")
        pattern = pattern.field("left")
    elif pattern is not None and kind == "rest_pattern":
        pattern = next(named(pattern), None)
    is_name = pattern is None or pattern.kind() in {"identifier", "this"}
    return Parameter(
        text_of(pattern) if is_name else "",
        annotation,
        lower.expression(default, depth) if default is not None else None,
        "*" if kind == "rest_pattern" else "",
        tuple(_decorators(whole, depth, lower)) if whole is not None else (),
        None if is_name else lower.expression(pattern, depth),
    )


def _decorators(native: SgNode, depth: int, lower: Lower) -> Iterator[Expression]:
    for one in native.children():
        if one.kind() == "decorator":
            yield lower.expression(next(named(one), None), depth)


def head(native: SgNode, lower: Lower) -> Function:
    """Lower the head of a function; its name may be that of the variable or member that it is given to."""
    naming = _naming(native)
    owner, bases = _owner(native if naming is None else naming)
    decorated = (
        *_before(native, lower),
        *(_decorators(naming, 0, lower) if naming is not None else ()),
        *_handed(native),
    )
    return Function(
        at(native),
        name_of(native),
        owner,
        bases,
        tuple(parameters(native, 0, lower)),
        decorated,
        text_of(native.field("return_type")).lstrip(": \n"),
        native,
    )


def name_of(native: SgNode) -> str:
    """Give the name that a function is called by, empty if it has none."""
    naming = _naming(native)
    own = native.field("name")
    if naming is None:
        return text_of(own)
    for field in ("name", "left", "key", "property"):
        given = naming.field(field)
        if given is not None:
            return given.text().rpartition(".")[2].strip("\"'`")
    return text_of(own)


def _naming(native: SgNode) -> SgNode | None:
    """Find the declaration, assignment or member that gives a function without a name one."""
    above = (
        native.parent() if native.kind() in {"arrow_function", "function_expression", "generator_function"} else None
    )
    while above is not None and above.kind() in {"parenthesized_expression", "as_expression", "satisfies_expression"}:
        above = above.parent()
    return above if above is not None and above.kind() in _NAMING else None


def _owner(native: SgNode) -> tuple[str, tuple[str, ...]]:
    """Give the class, or the object with a name, that a function is a member of, and the class's bases."""
    body = native.parent()
    above = body.parent() if body is not None else None
    if body is None or above is None:
        return "", ()
    if body.kind() == "class_body" and above.kind() in _CLASSES:
        return text_of(above.field("name")), tuple(_bases(above))
    if body.kind() == "object" and above.kind() == "variable_declarator":
        return text_of(above.field("name")), ()
    return "", ()


def _bases(native: SgNode) -> Iterator[str]:
    for heritage in native.children():
        if heritage.kind() == "class_heritage":
            for one in named(heritage):
                if one.kind() != "implements_clause":
                    yield text_of(one.field("value") or one)


def _before(native: SgNode, lower: Lower) -> Iterator[Expression]:
    """Give the decorators that stand before a method in the body of its class."""
    found = list[Expression]()
    here = native.prev() if native.kind() == "method_definition" else None
    while here is not None and here.kind() in {"decorator", "comment"}:
        if here.kind() == "decorator":
            found.append(lower.expression(next(named(here), None), 0))
        here = here.prev()
    yield from reversed(found)


def _handed(native: SgNode) -> Iterator[Expression]:
    """Take the route that a function is handed to, `app.put("/x", f)` or `app.put("/x", wrapped(f))`, for a decorator.

    Its object and its path are no more than names here: whole chains of calls would be lowered for each link.
    """
    here, call = native, _call_around(native)
    while call is not None and (function := call.field("function")) is not None:
        if function.kind() == "member_expression":
            first = next(named(call.field("arguments") or call), here)
            if first.kind() in _PATHS and text_of(function.field("property")) in _ROUTES:
                place = at(function)
                called = Attribute(place, Name(place, "router"), text_of(function.field("property")))
                yield Call(place, called, (Argument("", Name(at(first), "path")),))
            return
        here, call = call, _call_around(call)


def _call_around(native: SgNode) -> SgNode | None:
    listed = native.parent()
    above = listed.parent() if listed is not None and listed.kind() == "arguments" else None
    return above if above is not None and above.kind() == "call_expression" else None


def is_view(listed: tuple[Parameter, ...]) -> bool:
    """Tell whether the parameters are those of a function that answers a request."""
    if not listed:
        return False
    first = listed[0]
    if first.name in _REQUESTS or any(one.decorators for one in listed):
        return True
    return bool(keys_of(first)) and any(one.name in _RESPONSES for one in listed[1:])


def keys_of(parameter: Parameter) -> frozenset[str]:
    """List the members that a parameter taken apart is asked for."""
    if not isinstance(parameter.pattern, Collection):
        return frozenset()
    keys = (entry.key.value for entry in parameter.pattern.entries if isinstance(entry.key, Constant))
    return frozenset(str(key).removeprefix(".") for key in keys)
