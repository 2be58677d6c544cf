"""Lower what TypeScript and JavaScript ask about values: what is in what, of which kind, of which form.

The form has one way for each: `includes`, `has`, `indexOf`, `in` and `hasOwnProperty` are the comparison `in`; the
type of a number is that it equals a number; a regular expression that must fit the whole text is `fullmatch`, one that
finds something is `search`.
"""

import re
from collections.abc import Mapping

from reviewbot.syntax.flow.form import (
    Argument,
    Attribute,
    Boolean,
    Call,
    Comparison,
    Constant,
    Expression,
    Name,
    Other,
    Span,
)

_IN = frozenset({("!=", -1), (">", -1), (">=", 0)})
_NOT_IN = frozenset({("==", -1), ("<", 0), ("<=", -1)})
_KINDS = frozenset(
    {"isArray", "isBuffer", "isObject", "isEmpty", "isNil", "isNull", "isUndefined", "isFunction", "isPlainObject",
     "isError", "isDefined", "isPromise", "isBlank"}
)  # fmt: skip
_NUMBERS = frozenset({"number", "bigint", "boolean"})
_INSIDE = frozenset({"includes", "has", "contains", "hasOwnProperty"})
_SIGNS: Mapping[str, str] = {"===": "==", "!==": "!="}
_WHOLE = re.compile(r"^/\^.*\$/\w*$", re.DOTALL)
_ALTERNATIVES = re.compile(r"(?<!\\)\|")
_GROUP = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_STEPS = r"\.\."
_REMOVES = re.compile(r"^/\[\^.*\][+*]?/\w*g", re.DOTALL)


def compared(place: Span, operator: str, left: Expression, right: Expression) -> Expression:
    """Lower a comparison."""
    sign = _SIGNS.get(operator, operator)
    if isinstance(right, Constant):
        found = _of_index(place, sign, left, right) or _of_type(place, sign, left, right)
        if found is not None:
            return found
    return Comparison(place, sign, left, right)


def _of_index(place: Span, sign: str, left: Expression, right: Constant) -> Expression | None:
    """Read `a.indexOf(b) !== -1` as `b in a`, and `=== 0` as `a.startsWith(b)`."""
    if not isinstance(left, Call) or not isinstance(left.function, Attribute) or len(left.arguments) != 1:
        return None
    if left.function.name != "indexOf" or not isinstance(right.value, int):
        return None
    outer, inner = left.function.object, left.arguments[0].value
    if (sign, right.value) in _IN:
        return Comparison(place, "in", inner, outer)
    if (sign, right.value) in _NOT_IN:
        return Comparison(place, "not in", inner, outer)
    begins = Call(place, Attribute(place, outer, "startsWith"), (Argument("", inner),))
    return begins if (sign, right.value) == ("==", 0) else Boolean(place, "not", (begins,))


def _of_type(place: Span, sign: str, left: Expression, right: Constant) -> Expression | None:
    """Read `typeof a === "number"` as that it equals one, and `"string"` as a call that asks for it."""
    if not isinstance(left, Call) or left.function != Name(left.at, "typeof") or sign not in {"==", "!="}:
        return None
    value = left.arguments[0].value
    if right.value in _NUMBERS:
        return Comparison(place, sign, value, Constant(place, 0.5))
    asked = Call(place, Attribute(place, left.function, str(right.value)), left.arguments)
    return asked if sign == "==" else Boolean(place, "not", (asked,))


def kind_of(place: Span, value: Expression) -> Expression:
    """Lower `typeof value` for the comparison that it stands in."""
    return Call(place, Name(place, "typeof"), (Argument("", value),))


def asked(place: Span, function: Expression, given: tuple[Argument, ...]) -> Expression | None:
    """Lower a call that is a question; None for any other."""
    values = tuple(one.value for one in given)
    name = function.name if isinstance(function, Attribute) else function.text if isinstance(function, Name) else ""
    if name in _KINDS:
        # That a value is a list, or there at all, says nothing of what is in it.
        return Other(place, values)
    if name in {"isNaN", "isString"} and values:
        is_known = Call(place, Name(place, "isNumber") if name == "isNaN" else _typeof_string(place), given[:1])
        return Boolean(place, "not", (is_known,)) if name == "isNaN" else is_known
    return _inside(place, function, values) if isinstance(function, Attribute) else None


def _typeof_string(place: Span) -> Expression:
    return Attribute(place, Name(place, "typeof"), "string")


def _inside(place: Span, function: Attribute, values: tuple[Expression, ...]) -> Expression | None:
    outer = function.object
    if function.name in _INSIDE and len(values) == 1:
        return Comparison(place, "in", values[0], outer)
    is_static = isinstance(outer, Name) and outer.text in {"_", "lodash", "Object", "Reflect"}
    is_call = function.name == "call" and isinstance(outer, Attribute) and outer.name == "hasOwnProperty"
    if len(values) == 2 and (is_call or (is_static and function.name in {*_INSIDE, "hasOwn"})):
        return Comparison(place, "in", values[1], values[0])
    return None


def fitted(place: Span, expression: str, value: Expression) -> Expression:
    """Lower `/…/.test(value)`."""
    # In `/^a|b$/` each anchor belongs to one alternative only.
    is_whole = _WHOLE.match(expression) and not _ALTERNATIVES.search(_GROUP.sub("", _GROUP.sub("", expression)))
    name = "fullmatch" if is_whole else "search"
    return Call(place, Attribute(place, Other(place, ()), name), (Argument("", value),))


def takes_steps(method: str, expression: str) -> bool:
    """Tell whether a replacement takes the steps to a parent out of a path, as `..` in its place would."""
    return method in {"replace", "replaceAll"} and _STEPS in expression


def is_filter(method: str, expression: str) -> bool:
    """Tell whether a replacement leaves only what a class of characters lists."""
    return method in {"replace", "replaceAll"} and _REMOVES.match(expression) is not None
