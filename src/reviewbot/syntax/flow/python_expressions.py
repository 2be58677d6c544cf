"""Lower Python's expressions."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Assigned,
    Attribute,
    Boolean,
    Clause,
    Collection,
    Comparison,
    Comprehension,
    Conditional,
    Constant,
    Entry,
    Expression,
    Lambda,
    Name,
    Other,
    Parameter,
    Return,
    Span,
    Subscript,
    Text,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.python_calls import SPREADS, call, named
from reviewbot.syntax.flow.python_text import percent, string, sum_of

DEEPEST = 60
"""Levels of nodes: each costs some frames of Python's stack here and again where the form is interpreted."""

_NOWHERE = Span(1, 1, 0, 0)
_SIGNS = frozenset({"==", "!=", "<", ">", "<=", ">=", "<>", "in", "not in", "is", "is not"})
_TRANSPARENT = frozenset({"await", "parenthesized_expression", "type", "as_pattern_target", "interpolation"})


def expression(native: SgNode | None, depth: int) -> Expression:
    """Lower one expression; what stands too deep, or is no expression, has no value."""
    if native is None:
        return Other(_NOWHERE, ())
    lower = _LOWERINGS.get(native.kind())
    if lower is None or depth > DEEPEST:
        return Other(at(native), _children(native, depth))
    return lower(native, depth + 1)


def _children(native: SgNode, depth: int) -> tuple[Expression, ...]:
    return () if depth > DEEPEST else tuple(expression(one, depth + 1) for one in named(native))


def _inner(native: SgNode, depth: int) -> Expression:
    return expression(next(named(native), None), depth)


def _name(native: SgNode, depth: int) -> Expression:  # noqa: ARG001 - the table's functions are called alike
    return Name(at(native), native.text())


def _attribute(native: SgNode, depth: int) -> Expression:
    name = native.field("attribute")
    return Attribute(at(native), expression(native.field("object"), depth), name.text() if name else "")


def _subscript(native: SgNode, depth: int) -> Expression:
    keys = [expression(one, depth) for one in native.field_children("subscript")]
    key = keys[0] if len(keys) == 1 else Other(at(native), tuple(keys))
    return Subscript(at(native), expression(native.field("value"), depth), key)


def _call(native: SgNode, depth: int) -> Expression:
    return call(native, depth, expression)


def _binary(native: SgNode, depth: int) -> Expression:
    operator = native.field("operator")
    match operator.text() if operator is not None else "":
        case "+":
            return sum_of(native, depth, expression)
        case "%":
            return percent(native, depth, expression)
        case "/":
            # Paths are joined by it.
            left, right = expression(native.field("left"), depth), expression(native.field("right"), depth)
            return Text(at(native), (left, Constant(left.at, "/"), right))
        case _:
            return Other(at(native), _children(native, depth))


def _string(native: SgNode, depth: int) -> Expression:
    return string(native, depth, expression)


def _collection(native: SgNode, depth: int) -> Expression:
    return Collection(at(native), tuple(_entry(one, depth) for one in named(native)))


def _entry(native: SgNode, depth: int) -> Entry:
    if native.kind() == "pair":
        return Entry(expression(native.field("key"), depth), expression(native.field("value"), depth))
    if native.kind() in SPREADS:
        return Entry(None, _inner(native, depth), is_spread=True)
    return Entry(None, expression(native, depth))


def _comprehension(native: SgNode, depth: int) -> Expression:
    body, clauses = list[SgNode](), list[Clause]()
    for one in named(native):
        if one.kind() == "for_in_clause":
            target, over = expression(one.field("left"), depth), expression(one.field("right"), depth)
            clauses.append(Clause(target, over, ()))
        elif one.kind() == "if_clause" and clauses:
            last = clauses[-1]
            clauses[-1] = Clause(last.target, last.over, (*last.tests, _inner(one, depth)))
        else:
            body.extend(named(one) if one.kind() == "pair" else [one])
    return Comprehension(at(native), tuple(expression(one, depth) for one in body), tuple(clauses))


def _constant(native: SgNode, depth: int) -> Expression:  # noqa: ARG001 - the table's functions are called alike
    text = native.text()
    values: Mapping[str, bool | None] = {"True": True, "False": False, "None": None}
    if text in values:
        return Constant(at(native), values[text])
    # Which number it is matters only where two small ones are compared.
    return Constant(at(native), int(text) if text.isdecimal() and len(text) < 10 else 0.5)


def _sign_of(native: SgNode, depth: int) -> Expression:
    """Lower `-1`, which counts from the end, as the constant that it is."""
    text = native.text()
    if text[:1] == "-" and text[1:].isdecimal() and len(text) < 10:
        return Constant(at(native), int(text))
    return Other(at(native), _children(native, depth))


def _conditional(native: SgNode, depth: int) -> Expression:
    then, test, otherwise = ([expression(one, depth) for one in named(native)] + [Other(at(native), ())] * 3)[:3]
    return Conditional(at(native), test, then, otherwise)


def _comparison(native: SgNode, depth: int) -> Expression:
    """Lower `a < b < c` as `a < b and b < c`."""
    place = at(native)
    operands = [expression(one, depth) for one in native.children() if one.text() not in _SIGNS]
    signs = [" ".join(one.text().split()) for one in native.children() if one.text() in _SIGNS]
    pairs = tuple(
        Comparison(place, sign, left, right)
        for sign, (left, right) in zip(signs, pairwise(operands), strict=False)
    )  # fmt: skip
    if len(pairs) < 2:
        return pairs[0] if pairs else Other(place, tuple(operands))
    return Boolean(place, "and", pairs)


def _boolean(native: SgNode, depth: int) -> Expression:
    """Lower a chain of one operator, however long, as one node."""
    sign, operands, here = _sign(native), list[SgNode](), native
    while here.kind() == "boolean_operator" and _sign(here) == sign:
        left, right = here.field("left"), here.field("right")
        if left is None or right is None:
            break
        operands.append(right)
        here = left
    operands.append(here)
    return Boolean(at(native), sign, tuple(expression(one, depth) for one in reversed(operands)))


def _sign(native: SgNode) -> str:
    operator = native.field("operator")
    return operator.text() if operator is not None else ""


def _not(native: SgNode, depth: int) -> Expression:
    return Boolean(at(native), "not", (expression(native.field("argument"), depth),))


def _assigned(native: SgNode, depth: int) -> Expression:
    target, value = expression(native.field("name"), depth), expression(native.field("value"), depth)
    return Assigned(at(native), target, value)


def _lambda(native: SgNode, depth: int) -> Expression:
    value = expression(native.field("body"), depth)
    return Lambda(at(native), tuple(parameters(native.field("parameters"), depth)), (Return(value.at, value),))


def parameters(native: SgNode | None, depth: int) -> Iterator[Parameter]:
    """Lower the parameters of a function or a lambda."""
    for one in named(native) if native is not None else ():
        kind, default = one.kind(), one.field("value")
        name = one if kind == "identifier" else one.field("name") or next(named(one), None)
        if name is None or kind in {"keyword_separator", "positional_separator"}:
            continue
        spread = SPREADS.get(kind) or SPREADS.get(name.kind(), "")
        annotation = one.field("type")
        yield Parameter(
            name.text().lstrip("*"),
            annotation.text() if annotation is not None else "",
            expression(default, depth) if default is not None else None,
            spread,
        )


_LOWERINGS: Mapping[str, Callable[[SgNode, int], Expression]] = {
    **dict.fromkeys(_TRANSPARENT, _inner),
    "identifier": _name,
    "attribute": _attribute,
    "subscript": _subscript,
    "call": _call,
    "string": _string,
    "concatenated_string": _string,
    "binary_operator": _binary,
    "boolean_operator": _boolean,
    "comparison_operator": _comparison,
    "not_operator": _not,
    "unary_operator": _sign_of,
    "conditional_expression": _conditional,
    "named_expression": _assigned,
    "lambda": _lambda,
    **dict.fromkeys(
        ("list", "tuple", "set", "dictionary", "expression_list", "pattern_list", "tuple_pattern", "list_pattern"),
        _collection,
    ),
    **dict.fromkeys(
        ("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"), _comprehension
    ),
    **dict.fromkeys(("integer", "float", "true", "false", "none"), _constant),
}
