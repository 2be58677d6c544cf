"""The texts in code: what they say, and what they are handed to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ast_grep_py import SgNode

from reviewbot.syntax.dotted import dotted
from reviewbot.syntax.languages import family
from reviewbot.syntax.tree import Tree, find

_LONGEST = 100_000
_FARTHEST = 60
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Around:
    """Something around a text: the call it is handed to, what it is assigned to, the function it stands in.

    `kind` is `call`, `name` or `definition`; `position` is which argument of a call the text is, from 0.
    """

    kind: str
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in code, put together from its pieces; what it interpolates is written `_like_this_`.

    `line` is the one that `text` starts on, `around` goes from the inside out.
    """

    text: str
    line: int
    around: tuple[Around, ...]


_TEXTS: Mapping[str, tuple[str, ...]] = {
    "python": ("string",),
    "typescript": ("string", "template_string"),
    "ruby": ("string", "heredoc_body"),
}
_SEQUENCES = frozenset({"concatenated_string", "chained_string", "binary_expression", "binary_operator", "binary"})
_CONTENT = frozenset({"string_content", "string_fragment", "heredoc_content"})
_INTERPOLATION = frozenset({"interpolation", "template_substitution"})
_CALLS: Mapping[str, str] = {"call": "function", "call_expression": "function", "new_expression": "constructor"}
_NAMED: Mapping[str, str] = {
    "assignment": "left",
    "keyword_argument": "name",
    "pair": "key",
    "variable_declarator": "name",
    "assignment_expression": "left",
    "public_field_definition": "name",
}
_DEFINITIONS = frozenset({"function_definition", "function_declaration", "function_expression", "method_definition",
                          "method", "singleton_method"})  # fmt: skip
_ESCAPE = re.compile(r"\\(?:(\r?\n)|(.))", re.DOTALL)
_NO_WORD = re.compile(r"\W+")
_AFFIX = re.compile(r"(?<=\w)\0\w*+\0|\0\w*+\0(?=\w)")
_UNKNOWN = re.compile(r"\0(\w*+)\0")


def literals(tree: Tree) -> Iterator[Literal]:
    """Give the texts of a Python, Ruby or TypeScript file in their order; what stands alone, such as a comment, too."""
    kinds = _TEXTS.get(family(tree.grammar), ())
    if not kinds:
        return
    openings = iter(find(tree, {"rule": {"kind": "heredoc_beginning"}})) if tree.grammar == "ruby" else iter(())
    seen: set[int] = set()
    for native in find(tree, {"rule": {"any": [{"kind": kind} for kind in kinds]}}):
        # A heredoc's body stands behind the line that it is an argument of: what opens it tells what it is for.
        opening = next(openings, native) if native.kind() == "heredoc_body" else native
        whole = _whole(opening)
        start = whole.range().start.index
        if start not in seen:
            seen.add(start)
            yield from _literal(native if opening is not native else whole, whole)


def _whole(native: SgNode) -> SgNode:
    """Climb to the outermost sequence of texts that this one is part of."""
    for around in native.ancestors():
        if around.kind() not in _SEQUENCES:
            break
        native = around
    return native


def _literal(native: SgNode, place: SgNode) -> Iterator[Literal]:
    pieces = list(_pieces(native))
    if not pieces or sum(len(text) for text, _, _ in pieces) > _LONGEST:
        return
    # Pieces on lines of their own keep them, so that a line in the text is a line in the file.
    texts = [pieces[0][0]]
    for (_, _, end), (text, line, _) in pairwise(pieces):
        texts.append("\n" * (line - end) + text)
    yield Literal(_named_unknowns("".join(texts)), pieces[0][1], tuple(_around(place)))


def _named_unknowns(text: str) -> str:
    """Leave out an interpolation that is part of a word, and write one that is a word of its own `_like_this_`."""
    return _UNKNOWN.sub(lambda found: f"_{found[1]}_" if found[1] else "", _AFFIX.sub("", text))


def _pieces(native: SgNode) -> Iterator[tuple[str, int, int]]:
    """Give the pieces of text below a node, each with its first and last line."""
    pending = [native]
    for _ in range(_MOST_NODES):
        if not pending:
            break
        here = pending.pop()
        span = here.range()
        lines = (span.start.line + 1, span.end.line + 1)
        if here.kind() in _CONTENT or here.kind() == "escape_sequence":
            yield _unescaped(here.text()), *lines
        elif here.kind() in _INTERPOLATION:
            yield f"\0{_NO_WORD.sub('_', here.text()[:80]).strip('_')}\0", *lines
        elif here is native or here.kind() in _SEQUENCES or here.kind() in ("string", "template_string"):
            pending.extend(reversed(here.children()))


def _unescaped(text: str) -> str:
    """Read escapes so that no line is lost or added: that of a line feed becomes a blank."""
    return _ESCAPE.sub(lambda found: found.group(1) or (" " if found.group(2).isalnum() else found.group(2)), text)


def _around(native: SgNode) -> Iterator[Around]:
    inner = native
    for number, here in enumerate(native.ancestors()):
        if number > _FARTHEST:
            return
        kind = here.kind()
        if kind in _CALLS:
            yield Around("call", _called(here), _position(here, native))
        elif kind in _NAMED:
            yield from _named(here, inner, _NAMED[kind])
        elif kind in _DEFINITIONS:
            name = here.field("name")
            yield Around("definition", name.text() if name else "")
        inner = here


def _named(here: SgNode, inner: SgNode, field: str) -> Iterator[Around]:
    name = here.field(field)
    if name is not None and name.range().start.index != inner.range().start.index:
        yield Around("name", name.text().strip("\"':"))


def _called(call: SgNode) -> str:
    """Name what is called, with the receiver where it is a plain name."""
    function = call.field("function") or call.field("constructor")
    if function is not None:
        return dotted(function.text())
    receiver, method = call.field("receiver"), call.field("method")
    name = method.text() if method else ""
    return f"{dotted(receiver.text())}.{name}" if receiver else name


def _position(call: SgNode, inside: SgNode) -> int:
    """Give the number of the argument that a text is in; 0 for the object that a method is called on."""
    arguments = call.field("arguments")
    start = inside.range().start.index
    named = [one for one in arguments.children() if one.is_named()] if arguments is not None else []
    return next((number for number, one in enumerate(named) if one.range().end.index > start), 0)
