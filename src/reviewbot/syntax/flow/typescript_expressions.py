"""Lower the expressions of TypeScript and JavaScript."""

from collections.abc import Callable, Iterator, Mapping

from ast_grep_py import SgNode

from reviewbot.syntax.flow import typescript_questions as questions
from reviewbot.syntax.flow.form import (
    Assigned,
    Attribute,
    Boolean,
    Collection,
    Conditional,
    Constant,
    Entry,
    Expression,
    Lambda,
    Name,
    Other,
    Return,
    Statement,
    Subscript,
    Text,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.typescript_calls import call
from reviewbot.syntax.flow.typescript_heads import parameters
from reviewbot.syntax.flow.typescript_texts import (
    Lower,
    literal,
    named,
    nothing,
    number,
    sum_of,
    text_of,
)

_LOGICAL: Mapping[str, str] = {"&&": "and", "||": "or", "??": "or"}
_COMPARING = frozenset({"==", "===", "!=", "!==", "<", ">", "<=", ">=", "in"})
# TypeScript's types leave nothing; the first child is the value.
_TRANSPARENT = frozenset(
    {"await_expression", "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
     "yield_expression", "jsx_expression", "computed_property_name", "instantiation_expression"}
)  # fmt: skip


def _inner(native: SgNode, depth: int, lower: Lower) -> Expression:
    return lower.expression(next(named(native), None), depth)


def _cast(native: SgNode, depth: int, lower: Lower) -> Expression:
    return lower.expression([None, *named(native)][-1], depth)


def _name(native: SgNode, depth: int, lower: Lower) -> Expression:  # noqa: ARG001 - the table's functions are called alike
    return Name(at(native), native.text())


def _attribute(native: SgNode, depth: int, lower: Lower) -> Expression:
    value, name = lower.expression(native.field("object"), depth), text_of(native.field("property"))
    # What a compiler makes of `import x from "y"`.
    return value if name == "default" else Attribute(at(native), value, name)


def _subscript(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower an element by a constant text as the member that it is."""
    value, key = lower.expression(native.field("object"), depth), lower.expression(native.field("index"), depth)
    if isinstance(key, Constant) and isinstance(key.value, str):
        return Attribute(at(native), value, key.value)
    return Subscript(at(native), value, key)


def _binary(native: SgNode, depth: int, lower: Lower) -> Expression:
    sign = text_of(native.field("operator"))
    if sign == "+":
        return sum_of(native, depth, lower)
    if sign in _LOGICAL:
        return _boolean(native, depth, lower)
    left, right = lower.expression(native.field("left"), depth), lower.expression(native.field("right"), depth)
    return questions.compared(at(native), sign, left, right) if sign in _COMPARING else Other(at(native), (left, right))


def _boolean(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a chain of one operator, however long, as one node."""
    sign, operands, here = _logical(native), list[SgNode](), native
    while here.kind() == "binary_expression" and _logical(here) == sign:
        left, right = here.field("left"), here.field("right")
        if left is None or right is None:
            break
        operands.append(right)
        here = left
    operands.append(here)
    return Boolean(at(native), sign, tuple(lower.expression(one, depth) for one in reversed(operands)))


def _logical(native: SgNode) -> str:
    return _LOGICAL.get(text_of(native.field("operator")), "")


def _unary(native: SgNode, depth: int, lower: Lower) -> Expression:
    sign, value = text_of(native.field("operator")), lower.expression(native.field("argument"), depth)
    match sign:
        case "!":
            return Boolean(at(native), "not", (value,))
        case "typeof":
            return questions.kind_of(at(native), value)
        case "-" if isinstance(value, Constant) and value.value == 1:
            return Constant(at(native), -1)
        case "~":
            return questions.compared(at(native), "!=", value, Constant(at(native), -1))
        case _:
            return Other(at(native), (value,))


def _ternary(native: SgNode, depth: int, lower: Lower) -> Expression:
    test, then = (
        lower.expression(native.field("condition"), depth),
        lower.expression(native.field("consequence"), depth),
    )
    return Conditional(at(native), test, then, lower.expression(native.field("alternative"), depth))


def _sequence(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower `(0, f)` as `f`, and any other as its last value behind the others."""
    parts = tuple(lower.expression(one, depth) for one in named(native))
    if not parts or all(isinstance(part, Constant) for part in parts[:-1]):
        return parts[-1] if parts else nothing(native)
    return Boolean(at(native), "and", parts)


def _assigned(native: SgNode, depth: int, lower: Lower) -> Expression:
    target, value = lower.expression(native.field("left"), depth), lower.expression(native.field("right"), depth)
    return Assigned(at(native), target, value)


def added(native: SgNode, depth: int, lower: Lower) -> tuple[Expression, Expression]:
    """Lower `a += b` to its target and what that becomes."""
    target, value = lower.expression(native.field("left"), depth), lower.expression(native.field("right"), depth)
    match text_of(native.field("operator")):
        case "+=":
            return target, Text(at(native), (target, value))
        case "||=" | "??=":
            return target, Boolean(at(native), "or", (target, value))
        case "&&=":
            return target, value
        case _:
            return target, Other(at(native), (value,))


def _augmented(native: SgNode, depth: int, lower: Lower) -> Expression:
    target, value = added(native, depth, lower)
    return Assigned(at(native), target, value)


def _counted(native: SgNode, depth: int, lower: Lower) -> Expression:
    return Assigned(at(native), lower.expression(native.field("argument"), depth), nothing(native))


def _array(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a list, or a pattern of one, in which a place may be left out."""
    entries, is_filled = list[Entry](), True
    for one in native.children():
        if one.is_named() and one.kind() != "comment":
            entries.append(_element(one, depth, lower))
            is_filled = True
        elif one.text() == ",":
            if not is_filled:
                entries.append(Entry(None, nothing(one)))
            is_filled = False
        elif one.text() == "[":
            is_filled = False
    return Collection(at(native), tuple(entries))


def _element(native: SgNode, depth: int, lower: Lower) -> Entry:
    match native.kind():
        case "spread_element" | "rest_pattern":
            return Entry(None, _inner(native, depth, lower), is_spread=True)
        case _:
            return Entry(None, lower.expression(native, depth))


def _object(native: SgNode, depth: int, lower: Lower) -> Expression:
    return Collection(at(native), tuple(_member(one, depth, lower) for one in named(native)))


def _member(native: SgNode, depth: int, lower: Lower) -> Entry:
    match native.kind():
        case "pair" | "pair_pattern":
            return Entry(_key(native.field("key"), depth, lower), lower.expression(native.field("value"), depth))
        case "shorthand_property_identifier" | "shorthand_property_identifier_pattern":
            return Entry(Constant(at(native), f".{native.text()}"), Name(at(native), native.text()))
        case "object_assignment_pattern":
            left = native.field("left")
            return _member(left, depth, lower) if left is not None else Entry(None, nothing(native))
        case "method_definition":
            return Entry(_key(native.field("name"), depth, lower), function(native, depth, lower))
        case _:
            return _element(native, depth, lower)


def _key(native: SgNode | None, depth: int, lower: Lower) -> Expression:
    """Name a member as one: with the dot before it."""
    if native is not None and native.kind() in {"property_identifier", "private_property_identifier", "number"}:
        return Constant(at(native), f".{native.text()}")
    key = lower.expression(native, depth)
    return Constant(key.at, f".{key.value}") if isinstance(key, Constant) else key


def _default(native: SgNode, depth: int, lower: Lower) -> Expression:
    return lower.expression(native.field("left"), depth)


def function(native: SgNode, depth: int, lower: Lower) -> Lambda:
    """Lower a function where it stands, with or without a name."""
    return Lambda(at(native), tuple(parameters(native, depth, lower)), function_body(native, depth, lower))


def function_body(native: SgNode, depth: int, lower: Lower) -> tuple[Statement, ...]:
    """Lower a function's statements; an expression is its only return."""
    body = native.field("body")
    if body is None or body.kind() == "statement_block":
        return lower.block(body, depth)
    value = lower.expression(body, depth)
    return (Return(value.at, value),)


def _element_of_page(native: SgNode, depth: int, lower: Lower) -> Expression:
    return Other(at(native), tuple(_of_page(native, depth, lower)))


def _of_page(native: SgNode, depth: int, lower: Lower) -> Iterator[Expression]:
    for one in named(native):
        if one.kind() in {"jsx_attribute", "jsx_opening_element"}:
            yield from _of_page(one, depth, lower)
        elif one.kind() in {"jsx_expression", "jsx_element", "jsx_self_closing_element"}:
            yield lower.expression(one, depth)


Lowering = Callable[[SgNode, int, Lower], Expression]

EXPRESSIONS: Mapping[str, Lowering] = {
    **dict.fromkeys(_TRANSPARENT, _inner),
    **dict.fromkeys(("identifier", "this", "super", "import"), _name),
    **dict.fromkeys(("string", "template_string"), literal),
    **dict.fromkeys(("call_expression", "new_expression"), call),
    **dict.fromkeys(("array", "array_pattern"), _array),
    **dict.fromkeys(("object", "object_pattern"), _object),
    **dict.fromkeys(("arrow_function", "function_expression", "generator_function"), function),
    **dict.fromkeys(("jsx_element", "jsx_self_closing_element"), _element_of_page),
    "type_assertion": _cast,
    "member_expression": _attribute,
    "subscript_expression": _subscript,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "ternary_expression": _ternary,
    "sequence_expression": _sequence,
    "assignment_expression": _assigned,
    "augmented_assignment_expression": _augmented,
    "update_expression": _counted,
    "assignment_pattern": _default,
    "number": lambda native, _depth, _lower: number(native),
    "true": lambda native, _depth, _lower: Constant(at(native), value=True),
    "false": lambda native, _depth, _lower: Constant(at(native), value=False),
    **dict.fromkeys(("null", "undefined"), lambda native, _depth, _lower: Constant(at(native), None)),
}
