"""Lower Python's calls, and those that put a text together as the text."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import Argument, Attribute, Call, Collection, Constant, Expression, Text
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.python_text import Lower, formatted

SPREADS = {"list_splat": "*", "dictionary_splat": "**", "list_splat_pattern": "*", "dictionary_splat_pattern": "**"}
"""What spreads a collection, or takes the rest of one, by the kind of its node."""


def named(native: SgNode) -> Iterator[SgNode]:
    """Give a node's children without signs and comments."""
    return (one for one in native.children() if one.is_named() and one.kind() != "comment")


def call(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a call; `format` of a known text and `join` are the texts that they make."""
    function, place = lower(native.field("function"), depth), at(native)
    given = tuple(_arguments(native.field("arguments"), depth, lower))
    if isinstance(function, Attribute):
        text = function.object
        if function.name == "format" and isinstance(text, Constant):
            return formatted(place, text, [(one.keyword.strip("*"), one.value) for one in given])
        if function.name == "format" and isinstance(text, Text):
            return Text(place, (*text.parts, *(one.value for one in given)))
        is_listed = len(given) == 1 and isinstance(given[0].value, Collection)
        if function.name == "join" and (is_listed or (isinstance(text, Constant) and isinstance(text.value, str))):
            return Text(place, tuple(_joined(given)))
    return Call(place, function, given)


def _joined(given: tuple[Argument, ...]) -> Iterator[Expression]:
    """Give the elements that are joined where they stand there, else the collection."""
    for one in given:
        if isinstance(one.value, Collection):
            yield from (entry.value for entry in one.value.entries)
        else:
            yield one.value


def _arguments(native: SgNode | None, depth: int, lower: Lower) -> Iterator[Argument]:
    if native is None:
        return
    if native.kind() != "argument_list":
        yield Argument("", lower(native, depth))
        return
    for one in named(native):
        kind = one.kind()
        if kind == "keyword_argument":
            name = one.field("name")
            yield Argument(name.text() if name else "", lower(one.field("value"), depth))
        elif kind in SPREADS:
            yield Argument(SPREADS[kind], lower(next(named(one), None), depth))
        else:
            yield Argument("", lower(one, depth))
