"""Read Python's expressions as values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ast_grep_py import SgNode

from reviewbot.syntax.definitions import definition_of
from reviewbot.syntax.dotted import dotted
from reviewbot.syntax.names import Names
from reviewbot.syntax.outline.value import Called, Name, Other, Record, Series, Text, Value, Woven
from reviewbot.syntax.tree import Tree, node

_DEEPEST = 6
_MOST_ITEMS = 200
_MOST_LINKS = 30
_LONGEST = 2_000
_MOST_BINDINGS = 100
_LONGEST_OTHER = 200
_SPREADS = frozenset({"list_splat", "dictionary_splat"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A file while its expressions are read: its names, and the texts that its constants stand for."""

    tree: Tree = field(repr=False)
    names: Names = field(repr=False)
    texts: Mapping[str, str]


def value(native: SgNode, sight: Sight, depth: int = 0) -> Value:
    """Read an expression; what lies deeper than six levels is something else."""
    native = _unwrapped(native)
    reader = _READERS.get(native.kind())
    if reader is None or depth > _DEEPEST:
        return _other(native)
    return reader(native, sight, depth)


def _unwrapped(native: SgNode) -> SgNode:
    for _ in range(_MOST_LINKS):
        parts = named(native) if native.kind() in {"parenthesized_expression", "await"} else []
        if not parts:
            break
        native = parts[0]
    return native


def named(native: SgNode) -> list[SgNode]:
    """List a node's children without signs and comments."""
    return [one for one in native.children() if one.is_named() and one.kind() != "comment"]


def _other(native: SgNode) -> Other:
    return Other(native.text()[:_LONGEST_OTHER])


def resolved(written: str, native: SgNode, sight: Sight) -> tuple[str, ...]:
    """Give the names that a dotted text may stand for where a node stands."""
    root = written.partition(".")[0].removesuffix("()")
    # What a file binds hundreds of times is no library's name, and to look through them all takes long.
    if not written or len(sight.names.bindings.get(root, ())) > _MOST_BINDINGS:
        return ()
    return sight.names.resolved_at(written, native.range().start.index)


def call(native: SgNode, sight: Sight, depth: int = 0) -> Called:
    """Read a call; what it is assigned to and what it stands in are only looked up for an outermost one."""
    function = native.field("function") or native
    written = dotted(function.text())
    return Called(
        line=_line_of(function),
        written=written,
        names=resolved(written, native, sight),
        given=tuple(value(one, sight, depth + 1) for one in _positional(native)),
        on=_on(function, sight, depth),
        assigned=_assigned(native) if depth == 0 else "",
        inside=definition_of(node(native), sight.tree.grammar) if depth == 0 else "",
        keywords=tuple(keywords(native.field("arguments"), sight, depth)),
        text=_short(native),
    )


def _short(native: SgNode) -> str:
    text = native.text()
    return " ".join(text.split()) if len(text) <= _LONGEST_OTHER else ""


def _line_of(function: SgNode) -> int:
    """Give the line of what is called: in a chain each method stands on one of its own."""
    word = function.field("attribute") if function.kind() == "attribute" else None
    return (word or function).range().start.line + 1


def _positional(native: SgNode) -> list[SgNode]:
    given = native.field("arguments")
    if given is None:
        return []
    # A generator stands for its own brackets: it is the only argument.
    parts = named(given) if given.kind() == "argument_list" else [given]
    return [one for one in parts if one.kind() not in _SPREADS | {"keyword_argument"}][:_MOST_ITEMS]


def keywords(given: SgNode | None, sight: Sight, depth: int = 0) -> Iterator[tuple[str, Value]]:
    """Read the arguments by name of a call or a class; `**` stands for one whose value may hold any of them."""
    for one in named(given)[:_MOST_ITEMS] if given is not None else ():
        name, inner = one.field("name"), one.field("value")
        if one.kind() == "keyword_argument" and name is not None and inner is not None:
            yield name.text(), value(inner, sight, depth + 1)
        elif one.kind() == "dictionary_splat":
            yield "**", _other(one)


def _on(function: SgNode, sight: Sight, depth: int) -> Called | None:
    """Read the call whose answer's method is called."""
    owner = function.field("object") if function.kind() == "attribute" else None
    owner = _unwrapped(owner) if owner is not None else None
    is_call = owner is not None and owner.kind() == "call" and depth < _MOST_LINKS
    # The methods of a chain lie as deep as the chain is long: each link counts as a level of its own.
    return call(owner, sight, max(depth, 1) + 1) if owner is not None and is_call else None


def _assigned(native: SgNode) -> str:
    for around in native.ancestors():
        if around.kind() == "assignment":
            left = around.field("left")
            return dotted(left.text()) if left is not None else ""
        if around.kind() not in {"parenthesized_expression", "await"}:
            break
    return ""


def plain(native: SgNode) -> str | None:
    """Read a string with nothing put in; None for anything else."""
    if native.kind() == "concatenated_string":
        parts = [plain(one) for one in named(native)]
        return None if None in parts else "".join(one for one in parts if one is not None)
    if native.kind() != "string" or len(native.text()) > _LONGEST:
        return None
    if any(one.kind() == "interpolation" for one in native.children()):
        return None
    return "".join(one.text() for one in native.children() if one.kind() == "string_content")


def _string(native: SgNode, sight: Sight, depth: int) -> Value:
    text = plain(native)
    return Text(text) if text is not None else Woven(tuple(_parts(native, sight, depth))[:_MOST_ITEMS])


def _parts(native: SgNode, sight: Sight, depth: int) -> Iterator[Value]:
    for one in native.children():
        if one.kind() == "string_content":
            yield Text(one.text()[:_LONGEST])
        elif one.kind() == "interpolation" and named(one):
            yield value(named(one)[0], sight, depth + 1)
        elif one.kind() == "string":
            yield from _parts(one, sight, depth)


def _sum(native: SgNode, sight: Sight, depth: int) -> Value:
    """Read `a + b`, and `"…" % a` as a text whose rest is computed."""
    left, sign, right = native.field("left"), native.field("operator"), native.field("right")
    if left is None or right is None or sign is None or sign.text() not in {"+", "%"}:
        return _other(native)
    first, last = value(left, sight, depth + 1), value(right, sight, depth + 1)
    if sign.text() == "%":
        return Woven((Text(first.text.partition("%")[0]), last)) if isinstance(first, Text) else _other(native)
    return Woven((*(first.parts if isinstance(first, Woven) else (first,)), last))


def subscript(native: SgNode, sight: Sight, depth: int) -> Called:
    """Read `os.environ["HOME"]` as a call of `os.environ[]`."""
    owner = native.field("value")
    written = dotted(owner.text()) if owner is not None else ""
    known = tuple(f"{one}[]" for one in resolved(written, native, sight))
    given = tuple(value(one, sight, depth + 1) for one in native.field_children("subscript"))
    return Called(_line_of(native), f"{written}[]", known, given)


def _either(native: SgNode, sight: Sight, depth: int) -> Value:
    """Read `a or b` as what it is first."""
    left = native.field("left")
    return value(left, sight, depth + 1) if left is not None else _other(native)


def _name(native: SgNode, sight: Sight, _depth: int) -> Value:
    written = dotted(native.text())
    if written in sight.texts:
        return Text(sight.texts[written])
    return Name(written, resolved(written, native, sight)) if written else _other(native)


def _series(native: SgNode, sight: Sight, depth: int) -> Value:
    return Series(tuple(value(one, sight, depth + 1) for one in named(native)[:_MOST_ITEMS]))


def _record(native: SgNode, sight: Sight, depth: int) -> Value:
    children = named(native)
    pairs = [
        (_key(key), value(inner, sight, depth + 1))
        for one in children[:_MOST_ITEMS]
        if (key := one.field("key")) is not None and (inner := one.field("value")) is not None
    ]
    return Record(tuple(pairs), is_whole=all(one.kind() == "pair" for one in children))


def _key(native: SgNode) -> str:
    text = plain(native)
    return native.text()[:_LONGEST_OTHER] if text is None else text


_READERS: Mapping[str, Callable[[SgNode, Sight, int], Value]] = MappingProxyType(
    {
        "identifier": _name,
        "attribute": _name,
        "subscript": subscript,
        "call": call,
        "list": _series,
        "tuple": _series,
        "set": _series,
        "dictionary": _record,
        "string": _string,
        "concatenated_string": _string,
        "binary_operator": _sum,
        "boolean_operator": _either,
    }
)
