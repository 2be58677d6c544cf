"""Read TypeScript's and JavaScript's expressions as values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ast_grep_py import SgNode

from reviewbot.syntax.definitions import definition_of
from reviewbot.syntax.names import Names
from reviewbot.syntax.outline.value import Called, Function, Name, Other, Record, Series, Text, Value, Woven
from reviewbot.syntax.tree import Tree, find, node

_DEEPEST = 6
_MOST_ITEMS = 200
_MOST_LINKS = 30
_LONGEST_CHAIN = 12
_LONGEST = 2_000
_LONGEST_OTHER = 200
_STRINGS = frozenset({"string", "template_string"})
_WRAPPERS = frozenset({"parenthesized_expression", "await_expression", "as_expression", "non_null_expression",
                       "satisfies_expression", "type_assertion"})  # fmt: skip
CALLS: Mapping[str, str] = MappingProxyType({"call_expression": "function", "new_expression": "constructor"})
"""The kinds of calls, with the field that names what is called."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A file while its expressions are read: its names, and the texts that its constants stand for."""

    tree: Tree = field(repr=False)
    names: Names = field(repr=False)
    texts: Mapping[str, str]


def constants(tree: Tree) -> Mapping[str, str]:
    """Find the names that are bound once in the file, by `const` to a plain string."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for native in find(tree, {"rule": {"kind": "variable_declarator"}}):
        name, value, parent = native.field("name"), native.field("value"), native.parent()
        if name is None or name.kind() != "identifier":
            continue
        text = plain(value) if parent is not None and parent.text().startswith("const") else None
        if text is None or name.text() in found:
            twice.add(name.text())
        else:
            found[name.text()] = text
    return {name: text for name, text in found.items() if name not in twice}


def plain(native: SgNode | None) -> str | None:
    """Read a string with nothing put in; None for anything else."""
    if native is None or native.kind() not in _STRINGS or len(native.text()) > _LONGEST:
        return None
    if any(one.kind() == "template_substitution" for one in native.children()):
        return None
    return native.text()[1:-1]


def value(native: SgNode, sight: Sight, depth: int = 0) -> Value:
    """Read an expression; what lies deeper than six levels is something else."""
    native = unwrapped(native)
    text = plain(native)
    if text is not None:
        return Text(text)
    reader = _READERS.get(native.kind())
    if reader is None or depth > _DEEPEST:
        return Other(native.text()[:_LONGEST_OTHER])
    return reader(native, sight, depth)


def unwrapped(native: SgNode) -> SgNode:
    """Take off `await`, `as T`, `!` and parentheses; of `(0, name)`, as compilers write it, the last part counts."""
    for _ in range(_MOST_LINKS):
        if native.kind() == "sequence_expression":
            inner = native.field("right") or _named(native)[-1]
        elif native.kind() in _WRAPPERS and _named(native):
            inner = _named(native)[-1 if native.kind() == "type_assertion" else 0]
        else:
            break
        native = inner
    return native


def _named(native: SgNode) -> list[SgNode]:
    return [one for one in native.children() if one.is_named() and one.kind() != "comment"]


def name_of(native: SgNode) -> str:
    """Write an expression as a dotted name, calls as `()`; empty where it is none."""
    parts: list[str] = []
    for _ in range(_MOST_LINKS):
        native = unwrapped(native)
        match native.kind():
            case "identifier" | "this" | "super":
                return "".join([native.text(), *reversed(parts)]).replace(".default", "")
            case "member_expression" if (owner := native.field("object")) and (word := native.field("property")):
                parts.append(f".{word.text()}")
                native = owner
            case "call_expression" if (called := native.field("function")) is not None:
                parts.append("()")
                native = called
            case "new_expression" if (called := native.field("constructor")) is not None:
                parts.append("()")
                native = called
            case _:
                break
    return ""


def call(native: SgNode, sight: Sight, depth: int = 0) -> Called:
    """Read a call or a `new`."""
    function = native.field(CALLS[native.kind()]) or native
    written = name_of(function)
    return Called(
        line=_line_of(function),
        written=written,
        names=resolved(written, native, sight),
        given=tuple(_arguments(native, sight, depth)),
        on=_on(function, sight, depth),
        assigned=_assigned(native),
        inside=definition_of(node(native), sight.tree.grammar) if depth == 0 else "",
    )


def resolved(written: str, native: SgNode, sight: Sight) -> tuple[str, ...]:
    """Give the names that a dotted text may stand for where a node stands."""
    if not written:
        return ()
    found = sight.names.resolved_at(written, native.range().start.index)
    return tuple(dict.fromkeys(one.replace(".default", "") for one in found))


def _line_of(function: SgNode) -> int:
    """Give the line of what is called: in a chain each method stands on one of its own."""
    word = function.field("property") if function.kind() == "member_expression" else None
    return (word or function).range().start.line + 1


def _arguments(native: SgNode, sight: Sight, depth: int) -> Iterator[Value]:
    given = native.field("arguments")
    for one in _named(given)[:_MOST_ITEMS] if given is not None else ():
        yield value(one, sight, depth + 1)


def _on(function: SgNode, sight: Sight, depth: int) -> Called | None:
    """Read the call whose answer is called, or whose method is."""
    function = unwrapped(function)
    owner = function if function.kind() in CALLS else function.field("object")
    owner = unwrapped(owner) if owner is not None else None
    is_call = owner is not None and owner.kind() in CALLS and depth < _LONGEST_CHAIN
    # The methods of a chain lie as deep as the chain is long: each link counts as a level of its own.
    return call(owner, sight, max(depth, 1) + 1) if owner is not None and is_call else None


def _assigned(native: SgNode) -> str:
    """Name the variable or field that takes what a call gives back."""
    for number, around in enumerate(native.ancestors()):
        kind = around.kind()
        if kind == "variable_declarator":
            named = around.field("name")
            return named.text()[:_LONGEST_OTHER] if named is not None else ""
        if kind == "assignment_expression":
            left = around.field("left")
            return name_of(left) if left is not None else ""
        if kind in {"public_field_definition", "field_definition"}:
            named = around.field("name") or around.field("property")
            return f"this.{named.text()}" if named is not None else ""
        if kind not in _WRAPPERS or number > _DEEPEST:
            return ""
    return ""


def _name(native: SgNode, sight: Sight, _depth: int) -> Value:
    written = name_of(native)
    if written in sight.texts:
        return Text(sight.texts[written])
    names = resolved(written, native, sight)
    return Name(written, names) if written else Other(native.text()[:_LONGEST_OTHER])


def _series(native: SgNode, sight: Sight, depth: int) -> Value:
    return Series(tuple(value(one, sight, depth + 1) for one in _named(native)[:_MOST_ITEMS]))


def _record(native: SgNode, sight: Sight, depth: int) -> Value:
    children = _named(native)
    pairs = tuple(pair for one in children[:_MOST_ITEMS] for pair in _pairs(one, sight, depth))
    return Record(pairs, is_whole=not any(one.kind() == "spread_element" for one in children))


def _pairs(native: SgNode, sight: Sight, depth: int) -> Iterator[tuple[str, Value]]:
    match native.kind():
        case "pair" if (key := native.field("key")) and (given := native.field("value")):
            yield plain(key) or key.text(), value(given, sight, depth + 1)
        case "shorthand_property_identifier":
            yield native.text(), _shorthand(native, sight)
        case "method_definition" if name := native.field("name"):
            yield name.text(), Function(name.text())
        case _:
            pass


def _shorthand(native: SgNode, sight: Sight) -> Value:
    text = sight.texts.get(native.text())
    return Text(text) if text is not None else Name(native.text(), resolved(native.text(), native, sight))


def _function(native: SgNode, sight: Sight, depth: int) -> Value:
    name, body = native.field("name"), native.field("body")
    is_short = body is not None and body.kind() != "statement_block"
    answer = value(body, sight, depth + 1) if body is not None and is_short else None
    return Function(name.text() if name is not None else "", answer)


def _template(native: SgNode, sight: Sight, depth: int) -> Value:
    parts: list[Value] = []
    for one in native.children():
        if one.kind() in {"string_fragment", "escape_sequence"}:
            parts.append(Text(one.text()[:_LONGEST]))
        elif one.kind() == "template_substitution" and _named(one):
            parts.append(value(_named(one)[0], sight, depth + 1))
    return Woven(tuple(parts[:_MOST_ITEMS]))


def _sum(native: SgNode, sight: Sight, depth: int) -> Value:
    """Read `a + b`; `a || b` and `a ?? b` are what they are first."""
    left, sign, right = native.field("left"), native.field("operator"), native.field("right")
    if left is None or right is None or sign is None or sign.text() not in {"+", "||", "??"}:
        return Other(native.text()[:_LONGEST_OTHER])
    first, last = value(left, sight, depth + 1), value(right, sight, depth + 1)
    return Woven((*(first.parts if isinstance(first, Woven) else (first,)), last)) if sign.text() == "+" else first


_READERS: Mapping[str, Callable[[SgNode, Sight, int], Value]] = {
    "identifier": _name,
    "this": _name,
    "member_expression": _name,
    "call_expression": call,
    "new_expression": call,
    "array": _series,
    "object": _record,
    "template_string": _template,
    "binary_expression": _sum,
    "arrow_function": _function,
    "function_expression": _function,
    "generator_function": _function,
}
