"""Ask a file's nodes for what rules need: that is cheaper than to compile the rules."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import repeat

from ast_grep_py import SgNode

from reviewbot.domain.need import Need
from reviewbot.syntax.expressions import are_found
from reviewbot.syntax.tree import Node, PatternError, Tree, find
from reviewbot.syntax.tree import node as tree_node

Taken = Callable[[str, Node], bool]
"""Tells whether a detector takes a node as the capture of a name."""


def are_possible(tree: Tree, needs: Sequence[Need], taken: Sequence[Taken] = ()) -> list[bool]:
    """Tell for each need whether a node of the tree fulfils it; where that cannot be told, it may.

    With `taken`, one for each need, what a need captures must be taken, too.
    """
    try:
        nodes = _by_kind(tree, frozenset[str]().union(*(need.kinds or () for need in needs)))
    except PatternError:
        return [True for _ in needs]
    return [
        need.kinds is None or any(_fulfils(node, need, is_taken) for kind in need.kinds for node in nodes[kind])
        for need, is_taken in zip(needs, taken or repeat(_anything, len(needs)), strict=True)
    ]


def _anything(_name: str, _node: Node) -> bool:
    return True


class _Node:
    """A node that remembers its answers: many needs ask the same, and each question to ast-grep has its price."""

    __slots__ = ("_fields", "_text", "kind", "native")

    def __init__(self, native: SgNode) -> None:
        self.native = native
        self.kind = native.kind()
        self._text: str | None = None
        self._fields: dict[str, tuple[_Node, ...]] = {}

    @property
    def text(self) -> str:
        """Give the node's text."""
        if self._text is None:
            self._text = self.native.text()
        return self._text

    def children(self, field: str) -> tuple["_Node", ...]:
        """Give the child in a field, all children for an empty one.

        Of a field that stands several times, such as the names of an import, ast-grep looks at the first alone.
        """
        if field not in self._fields:
            natives = [self.native.field(field)] if field else self.native.children()
            self._fields[field] = tuple(_Node(one) for one in natives if one is not None)
        return self._fields[field]


def _by_kind(tree: Tree, kinds: frozenset[str]) -> defaultdict[str, list[_Node]]:
    nodes = defaultdict[str, list[_Node]](list)
    if kinds:
        for native in find(tree, {"rule": {"any": [{"kind": kind} for kind in sorted(kinds)]}}):
            node = _Node(native)
            nodes[node.kind].append(node)
    return nodes


def _fulfils(node: _Node, need: Need, is_taken: Taken, *, in_doubt: bool = True) -> bool:
    """Ask what is cheap first: names are followed, and what stands around a node is looked for from the root.

    What cannot be told is taken as `in_doubt` says: what a rule refuses must be certain, what it asks for may be so.
    """
    if need.kinds is not None and node.kind not in need.kinds:
        return False
    if need.expressions and not are_found(node.text, need.expressions, in_doubt=in_doubt):
        return False
    return (
        _has_children(node, need.children, is_taken, in_doubt=in_doubt)
        and all(_fulfils_one(node, several, is_taken, in_doubt=in_doubt) for several in need.choices)
        # What is captured within what a rule refuses is captured for nobody.
        and not (need.refused and _fulfils_one(node, need.refused, _anything, in_doubt=not in_doubt))
        and all(is_taken(name, tree_node(node.native)) for name in need.captures)
        and (not need.parents or _is_in(node.native.parent(), need.parents, is_taken, in_doubt=in_doubt))
        and (not need.ancestors or _is_around(node.native.ancestors(), need.ancestors, is_taken, in_doubt=in_doubt))
    )


def _fulfils_one(node: _Node, needs: Sequence[Need], is_taken: Taken, *, in_doubt: bool) -> bool:
    return any(_fulfils(node, need, is_taken, in_doubt=in_doubt) for need in needs)


def _has_children(node: _Node, needed: Sequence[tuple[str, Need]], is_taken: Taken, *, in_doubt: bool) -> bool:
    for field, need in needed:
        for child in node.children(field):
            if _fulfils(child, need, is_taken, in_doubt=in_doubt):
                break
        else:
            return False
    return True


def _is_in(parent: SgNode | None, needs: Sequence[Need], is_taken: Taken, *, in_doubt: bool) -> bool:
    return parent is not None and all(_fulfils(_Node(parent), need, is_taken, in_doubt=in_doubt) for need in needs)


def _is_around(ancestors: Sequence[SgNode], needs: Sequence[Need], is_taken: Taken, *, in_doubt: bool) -> bool:
    return all(any(_fulfils(_Node(one), need, is_taken, in_doubt=in_doubt) for one in ancestors) for need in needs)
