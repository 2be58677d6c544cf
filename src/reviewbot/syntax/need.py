"""Ask a file's nodes for what rules need: that is cheaper than to compile the rules."""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from ast_grep_py import SgNode

from reviewbot.domain.need import Need
from reviewbot.syntax.expressions import are_found
from reviewbot.syntax.tree import Node, PatternError, Tree, find
from reviewbot.syntax.tree import node as tree_node

Taken = Callable[[str, Node], bool]
"""Tells whether a detector takes a node as the capture of a name."""

_MOST_TESTS = 20_000
_TESTS: dict[tuple[int, bool], tuple[Need, "_Test"]] = {}
"""What was made of a need: needs outlive files, and to take one apart for every node costs more than to ask it."""


def are_possible(tree: Tree, needs: Sequence[Need], taken: Sequence[Taken] = ()) -> list[bool]:
    """Tell for each need whether a node of the tree fulfils it; where that cannot be told, it may.

    With `taken`, one for each need, what a need captures must be taken, too.
    """
    nodes = _Nodes(tree)
    try:
        nodes.collect(frozenset[str]().union(*(need.kinds or () for need in needs)))
    except PatternError:
        return [True for _ in needs]
    asked = zip(needs, taken or repeat(_anything, len(needs)), strict=True)
    return [nodes.may_have(need, is_taken) for need, is_taken in asked]


def _anything(_name: str, _node: Node) -> bool:
    return True


class _Node:
    """A node that remembers its answers: many needs ask the same, and each question to ast-grep has its price."""

    __slots__ = ("_around", "_fields", "_text", "kind", "native")

    def __init__(self, native: SgNode) -> None:
        self.native = native
        self.kind = native.kind()
        self._text: str | None = None
        self._around: tuple[_Node, ...] | None = None
        self._fields: dict[str, tuple[_Node, ...]] = {}

    @property
    def text(self) -> str:
        """Give the node's text."""
        if self._text is None:
            self._text = self.native.text()
        return self._text

    @property
    def around(self) -> tuple["_Node", ...]:
        """Give the nodes around it."""
        if self._around is None:
            self._around = tuple(_Node(one) for one in self.native.ancestors())
        return self._around

    def children(self, field: str) -> tuple["_Node", ...]:
        """Give the child in a field, all children for an empty one.

        Of a field that stands several times, such as the names of an import, ast-grep looks at the first alone.
        """
        if field not in self._fields:
            natives = [self.native.field(field)] if field else self.native.children()
            self._fields[field] = tuple(_Node(one) for one in natives if one is not None)
        return self._fields[field]


class _Nodes:
    """The nodes of a file by kind, and what is known of the whole file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._by_kind: dict[str, list[_Node]] = {}
        self._known: dict[tuple[int, Taken], bool] = {}

    def collect(self, kinds: frozenset[str]) -> None:
        """Find the nodes of several kinds at once; raises PatternError for a kind that the grammar does not have."""
        wanted = sorted(kinds - self._by_kind.keys())
        if wanted:
            found = find(self._tree, {"rule": {"any": [{"kind": kind} for kind in wanted]}})
            self._by_kind |= {kind: [] for kind in wanted}
            for native in found:
                node = _Node(native)
                self._by_kind[node.kind].append(node)

    def may_have(self, need: Need, is_taken: Taken) -> bool:
        """Tell whether a node may fulfil a need."""
        if need.kinds is None:
            return True
        test = _test(need, in_doubt=True)
        return any(test(node, self, is_taken) for kind in need.kinds for node in self._by_kind[kind])

    def has(self, need: Need, is_taken: Taken) -> bool:
        """Tell whether a node anywhere may fulfil a need, once for all nodes that ask."""
        key = id(need), is_taken
        if key not in self._known:
            try:
                self.collect(need.kinds or frozenset())
                self._known[key] = self.may_have(need, is_taken)
            except PatternError:
                self._known[key] = True
        return self._known[key]


_Test = Callable[[_Node, _Nodes, Taken], bool]


def _test(need: Need, *, in_doubt: bool) -> _Test:
    """Give what tells whether a node fulfils a need.

    What cannot be told is taken as `in_doubt` says: what a rule refuses must be certain, what it asks for may be so.
    """
    key = id(need), in_doubt
    if key not in _TESTS:
        if len(_TESTS) >= _MOST_TESTS:
            _TESTS.clear()
        # The need is kept as well: another one could get its id.
        _TESTS[key] = need, _all_of(tuple(_checks(need, in_doubt=in_doubt)))
    return _TESTS[key][1]


def _checks(need: Need, *, in_doubt: bool) -> Iterator[_Test]:
    """Give what is cheap first: names are followed, and what stands around a node is looked for from the root."""
    if need.kinds is not None:
        yield _of_kind(need.kinds)
    if need.expressions:
        yield _with_text(need.expressions, in_doubt=in_doubt)
    for field, inner in need.children:
        yield _with_child(field, _test(inner, in_doubt=in_doubt))
    for several in need.choices:
        yield _one_of(tuple(_test(inner, in_doubt=in_doubt) for inner in several))
    if need.refused:
        yield _none_of(tuple(_test(inner, in_doubt=not in_doubt) for inner in need.refused))
    for inner in need.anywhere:
        yield _in_a_file_with(inner)
    for name in need.captures:
        yield _captured_by(name)
    for inner in need.parents:
        yield _in(_test(inner, in_doubt=in_doubt), 1)
    for inner in need.ancestors:
        yield _in(_test(inner, in_doubt=in_doubt), None)


def _all_of(tests: tuple[_Test, ...]) -> _Test:
    if len(tests) == 1:
        return tests[0]

    def test(node: _Node, nodes: _Nodes, is_taken: Taken) -> bool:
        for each in tests:  # noqa: SIM110 - a generator costs as much as the tests
            if not each(node, nodes, is_taken):
                return False
        return True

    return test


def _one_of(tests: tuple[_Test, ...]) -> _Test:
    def test(node: _Node, nodes: _Nodes, is_taken: Taken) -> bool:
        for each in tests:  # noqa: SIM110 - as above
            if each(node, nodes, is_taken):
                return True
        return False

    return test


def _none_of(tests: tuple[_Test, ...]) -> _Test:
    several = _one_of(tests)
    # What is captured within what a rule refuses is captured for nobody.
    return lambda node, nodes, _: not several(node, nodes, _anything)


def _of_kind(kinds: frozenset[str]) -> _Test:
    return lambda node, _nodes, _taken: node.kind in kinds


def _with_text(expressions: tuple[str, ...], *, in_doubt: bool) -> _Test:
    return lambda node, _nodes, _taken: are_found(node.text, expressions, in_doubt=in_doubt)


def _with_child(field: str, inner: _Test) -> _Test:
    def test(node: _Node, nodes: _Nodes, is_taken: Taken) -> bool:
        for child in node.children(field):  # noqa: SIM110 - as above
            if inner(child, nodes, is_taken):
                return True
        return False

    return test


def _captured_by(name: str) -> _Test:
    return lambda node, _nodes, is_taken: is_taken(name, tree_node(node.native))


def _in(inner: _Test, levels: int | None) -> _Test:
    return lambda node, nodes, is_taken: any(inner(one, nodes, is_taken) for one in node.around[:levels])


def _in_a_file_with(need: Need) -> _Test:
    is_shared = not _captures(need)
    return lambda _node, nodes, is_taken: nodes.has(need, _anything if is_shared else is_taken)


def _captures(need: Need) -> bool:
    inner = (*need.parents, *need.ancestors, *need.anywhere, *(one for _, one in need.children))
    return bool(need.captures) or any(map(_captures, (*inner, *(one for several in need.choices for one in several))))
