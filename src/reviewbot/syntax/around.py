"""What a line stands in: blocks and functions by their heads, and comments."""

from collections.abc import Iterator
from dataclasses import dataclass

from ast_grep_py import SgNode

from reviewbot.syntax.tree import Tree

_WRAPPERS = frozenset({"decorated_definition", "export_statement"})


@dataclass(frozen=True, slots=True)
class Head:
    """What a block or function begins with, up to its body: decorators and, where one is given it, the call as well.

    `kind` is the grammar's word for it; `first` and `last` are the lines of its body.
    """

    kind: str
    text: str
    first: int
    last: int


def heads(tree: Tree, first: int, last: int) -> tuple[Head, ...]:
    """Give the heads of all whose bodies hold the lines from `first` to `last`, the outermost first."""
    return tuple(
        _head(tree, here, body)
        for here in _path(tree.root, first, last)
        if (body := here.field("body")) is not None and _holds(body, first, last)
    )


def is_comment(tree: Tree, first: int, last: int) -> bool:
    """Tell whether lines hold a comment and nothing else."""
    pending, has_comment = [tree.root], False
    while pending:
        here = pending.pop()
        if "comment" in here.kind():
            has_comment = True
            continue
        children = [child for child in here.children() if _meets(child, first, last)]
        if not children and here.parent() is not None and here.text().strip() and not here.children():
            return False
        pending += children
    return has_comment


def _path(root: SgNode, first: int, last: int) -> Iterator[SgNode]:
    here: SgNode | None = root
    while here is not None:
        yield here
        here = next((child for child in here.children() if _holds(child, first, last)), None)


def _head(tree: Tree, native: SgNode, body: SgNode) -> Head:
    whole, span = _whole(native), body.range()
    text = tree.text[whole.range().start.index : span.start.index]
    return Head(native.kind(), text, span.start.line + 1, span.end.line + 1)


def _whole(native: SgNode) -> SgNode:
    """Take what wraps a definition, and the call that a function is given."""
    parent = native.parent()
    if parent is not None and parent.kind() in _WRAPPERS:
        return parent
    call = parent.parent() if parent is not None and parent.kind() == "arguments" else None
    return call or native


def _holds(native: SgNode, first: int, last: int) -> bool:
    span = native.range()
    return span.start.line < first and last <= span.end.line + 1


def _meets(native: SgNode, first: int, last: int) -> bool:
    span = native.range()
    return span.start.line < last and first <= span.end.line + 1
