"""Lower the ways in which Python puts a text together."""

import re
from collections.abc import Callable, Iterator, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import Collection, Constant, Expression, Other, Span, Text
from reviewbot.syntax.flow.place import at, text_of_parts

Lower = Callable[[SgNode | None, int], Expression]
"""Lowers a child expression; the number is how deep it stands."""

_PERCENT = re.compile(r"%(?:\((\w*)\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?([a-zA-Z%])")
_BRACES = re.compile(r"\{\{|\}\}|\{(\w*)[^{}:!]*(?:![rsa])?(?::([^{}]*))?\}")
_AS_NUMBER = re.compile(r"[bcdeEfFgGnoxXiu%]$")


def string(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a literal: a constant without interpolations, else a text of its parts."""
    return text_of_parts(at(native), tuple(_string_parts(native, depth, lower)))


def _string_parts(native: SgNode, depth: int, lower: Lower) -> Iterator[Expression]:
    for child in native.children():
        match child.kind():
            case "string_content":
                yield Constant(at(child), child.text())
            case "interpolation":
                yield _interpolated(child, depth, lower)
            case "string":
                yield from _string_parts(child, depth, lower)


def _interpolated(native: SgNode, depth: int, lower: Lower) -> Expression:
    specifier = next((one.text() for one in native.children() if one.kind() == "format_specifier"), "")
    if _AS_NUMBER.search(specifier):
        return Other(at(native), ())
    return lower(native.field("expression"), depth)


def sum_of(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a chain of `+`, however long, without descending into it."""
    terms, here = list[SgNode](), native
    while here.kind() == "binary_operator" and _operator(here) == "+":
        right, left = here.field("right"), here.field("left")
        if right is None or left is None:
            break
        terms.append(right)
        here = left
    terms.append(here)
    return Text(at(native), tuple(_flattened(lower(one, depth) for one in reversed(terms))))


def _flattened(parts: Iterator[Expression]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part, Text):
            yield from part.parts
        else:
            yield part


def _operator(native: SgNode) -> str:
    operator = native.field("operator")
    return operator.text() if operator is not None else ""


def percent(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower `format % values`."""
    left, right = lower(native.field("left"), depth), lower(native.field("right"), depth)
    if not isinstance(left, Constant) or not isinstance(left.value, str):
        return Text(at(native), (left, right))
    values = _values(right)
    return Text(at(native), tuple(_filled(left, left.value, _PERCENT, values)))


def _values(right: Expression) -> Sequence[tuple[str, Expression]]:
    """Pair values with the names that a format may call them by."""
    if not isinstance(right, Collection):
        return [("", right)]
    return [(_key(entry.key), entry.value) for entry in right.entries]


def _key(key: Expression | None) -> str:
    return str(key.value) if isinstance(key, Constant) else ""


def formatted(place: Span, text: Constant, arguments: Sequence[tuple[str, Expression]]) -> Expression:
    """Lower `text.format(…)`, given its arguments by their keywords."""
    return Text(place, tuple(_filled(text, str(text.value), _BRACES, arguments)))


def _filled(
    literal: Constant, text: str, places: re.Pattern[str], values: Sequence[tuple[str, Expression]]
) -> Iterator[Expression]:
    """Put values where the text has places for them; one that asks for a number takes no text."""
    by_name = dict(values)
    positional = iter([value for name, value in values if not name] or [value for _, value in values])
    last = 0
    for place in places.finditer(text):
        yield Constant(literal.at, text[last : place.start()])
        last = place.end()
        name, kind = place.group(1), place.group(2) or ""
        if place.group() in {"%%", "{{", "}}"}:
            yield Constant(literal.at, place.group()[0])
            continue
        value = by_name[name] if name and name in by_name else next(positional, None)
        if value is not None:
            yield Other(literal.at, ()) if _AS_NUMBER.search(kind) else value
    yield Constant(literal.at, text[last:])
