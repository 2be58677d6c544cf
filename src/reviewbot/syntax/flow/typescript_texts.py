"""Lower the ways in which TypeScript and JavaScript put a text together, and their literals."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Argument,
    Call,
    Collection,
    Constant,
    Expression,
    Name,
    Other,
    Span,
    Statement,
    Text,
)
from reviewbot.syntax.flow.place import at, text_of_parts


@dataclass(frozen=True, slots=True)
class Lower:
    """What lowers the children of a node: an expression, or a block; the number is how deep it stands."""

    expression: Callable[[SgNode | None, int], Expression]
    block: Callable[[SgNode | None, int], tuple[Statement, ...]]


_ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_LONGEST_NUMBER = 10


def named(native: SgNode) -> Iterator[SgNode]:
    """Give a node's children without signs and comments."""
    return (one for one in native.children() if one.is_named() and one.kind() != "comment")


def text_of(native: SgNode | None) -> str:
    """Give a node's text, empty for none."""
    return native.text() if native is not None else ""


def literal(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a string or a template: a constant without substitutions, else a text of its parts."""
    return text_of_parts(at(native), tuple(_parts(native, depth, lower)))


def _parts(native: SgNode, depth: int, lower: Lower) -> Iterator[Expression]:
    for child in native.children():
        match child.kind():
            case "string_fragment":
                yield Constant(at(child), child.text())
            case "escape_sequence":
                escaped = child.text()[1:]
                yield Constant(at(child), _ESCAPES.get(escaped, escaped))
            case "template_substitution":
                yield lower.expression(next(named(child), None), depth)


def tagged(native: SgNode, tag: Expression, template: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a template with a tag as a call of the tag; `String.raw` changes nothing."""
    text = literal(template, depth, lower)
    if text_of(native.field("function")) == "String.raw":
        return text
    return Call(at(native), tag, (Argument("", text),))


def sum_of(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a chain of `+`, however long, without descending into it."""
    terms, here = list[SgNode](), native
    while here.kind() == "binary_expression" and text_of(here.field("operator")) == "+":
        right, left = here.field("right"), here.field("left")
        if right is None or left is None:
            break
        terms.append(right)
        here = left
    terms.append(here)
    return Text(at(native), tuple(_flattened(lower.expression(one, depth) for one in reversed(terms))))


def _flattened(parts: Iterator[Expression]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part, Text):
            yield from part.parts
        else:
            yield part


def joined(place: Span, receiver: Expression, method: str, given: tuple[Argument, ...]) -> Expression | None:
    """Read `"a".concat(b)` and `[a, b].join(",")` as texts; None for any other call."""
    values = tuple(one.value for one in given)
    if method == "concat" and isinstance(receiver, Constant | Text):
        return Text(place, (*(receiver.parts if isinstance(receiver, Text) else (receiver,)), *values))
    separator = values[0] if len(values) == 1 else None
    is_of_path = isinstance(receiver, Name) and not isinstance(separator, Constant)
    if method != "join" or len(values) > 1 or is_of_path:
        return None
    if not isinstance(receiver, Collection):
        return Text(place, (receiver,))
    return Text(place, tuple(_with_separators(receiver, separator)))


def _with_separators(listed: Collection, separator: Expression | None) -> Iterator[Expression]:
    for index, entry in enumerate(listed.entries):
        if index:
            yield separator or Constant(listed.at, ",")
        yield entry.value


def number(native: SgNode) -> Expression:
    """Lower a number: which one it is matters only where two small ones are compared."""
    text = native.text()
    return Constant(at(native), int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0.5)


def nothing(native: SgNode | None) -> Expression:
    """Lower what is no expression, or stands too deep."""
    return Other(at(native) if native is not None else Span(1, 1, 0, 0), ())
