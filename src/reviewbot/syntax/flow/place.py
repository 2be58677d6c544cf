"""Take what every lowering needs from a node: its place, and whether the parts of a text are known."""

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import Constant, Expression, Span, Text


def at(native: SgNode) -> Span:
    """Take a node's place."""
    span = native.range()
    start, end = span.start, span.end
    return Span(start.line + 1, end.line + 1, start.index, end.index)


def text_of_parts(place: Span, parts: tuple[Expression, ...]) -> Expression:
    """Make a constant of parts that are all constant, else a text of them."""
    known = [str(part.value) for part in parts if isinstance(part, Constant)]
    return Constant(place, "".join(known)) if len(known) == len(parts) else Text(place, parts)
