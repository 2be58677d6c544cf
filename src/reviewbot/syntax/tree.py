"""A parsed file: what matches a rule, what is broken, how deep it nests."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from ast_grep_py import Config, SgNode, SgRoot

from reviewbot.domain.item import Rule

_LEVELS_OF_ONE_WIDTH = 16


class PatternError(Exception):
    """A rule that ast-grep cannot compile; the message is its own, without the stack."""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a parsed file: lines count from 1, columns and offsets from 0 in characters, ends excluded.

    `line_end` is the last line it has text on. `native` stays within `syntax`.
    """

    text: str
    kind: str
    line: int
    line_end: int
    column: int
    start: int
    end: int
    native: SgNode = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A node that a rule matched, and the nodes it captured by name."""

    node: Node
    captures: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Tree:
    """A file under one grammar of `syntax.languages`."""

    text: str
    grammar: str
    root: SgNode = field(repr=False, compare=False)


@lru_cache(maxsize=2)
def parsed(text: str, grammar: str) -> Tree:
    """Parse a text; broken code gives a tree with faults, never an error.

    The last two trees are kept: whether a file is tame is asked right before its detectors run.
    """
    return Tree(text, grammar, SgRoot(text, grammar).root())


def matches(tree: Tree, rule: Rule, constraints: Rule, utils: Rule, wanted: frozenset[str]) -> Iterator[Match]:
    """Find what a rule matches, in the order of the text, with the wanted captures that took part.

    Raises PatternError for a rule that does not compile under the tree's grammar.
    """
    config = (
        {"rule": rule} | ({"constraints": constraints} if constraints else {}) | ({"utils": utils} if utils else {})
    )
    for found in find(tree, config):
        captured = {name: node(taken) for name in wanted if (taken := found.get_match(name)) is not None}
        yield Match(node(found), captured)


def find(tree: Tree, config: Mapping[str, object]) -> list[SgNode]:
    """Run one ast-grep configuration over a tree.

    The configuration's shape must be right already (`checklist.rules`): for that ast-grep raises a bare Exception.
    """
    try:
        return tree.root.find_all(cast("Config", config))
    except (RuntimeError, TypeError, ValueError) as error:
        raise PatternError(_cause(str(error))) from error


def node(native: SgNode) -> Node:
    """Take what we need from ast-grep's node."""
    span = native.range()
    last = span.end.line + (span.end.column > 0 or span.end.line == span.start.line)
    return Node(
        native.text(),
        native.kind(),
        span.start.line + 1,
        last,
        span.start.column,
        span.start.index,
        span.end.index,
        native,
    )


def elements(node_of_list: Node) -> tuple[Node, ...]:
    """Give what stands in a list's brackets, such as a call's arguments, without commas and comments."""
    children = node_of_list.native.children()
    return tuple(node(one) for one in children if one.is_named() and "comment" not in one.kind())


def faults(tree: Tree) -> int:
    """Count the places where the grammar gave up: ERROR nodes and tokens that are missing."""
    errors = len(find(tree, {"rule": {"kind": "ERROR"}}))
    return errors + sum(1 for _ in _missing(tree.root))


def _missing(root: SgNode) -> Iterator[SgNode]:
    """Walk to the leaves without width: that is how a missing token shows."""
    pending = [root]
    while pending:
        here = pending.pop()
        children = here.children()
        span = here.range()
        if not children and span.start.index == span.end.index and here.parent() is not None:
            yield here
        pending.extend(children)


def tokens(tree: Tree) -> Counter[str]:
    """Count a file's words and signs, those of strings too and those of comments not."""
    found: Counter[str] = Counter()
    pending = [tree.root]
    while pending:
        here = pending.pop()
        if "comment" not in here.kind():
            children = here.children()
            found.update([] if children else here.text().split())
            pending.extend(children)
    return found


def is_deeper_than(tree: Tree, limit: int) -> bool:
    """Tell whether nodes nest deeper than `limit`.

    Only nodes long enough to hold that many levels are entered, so ordinary code costs next to nothing.
    """
    # The densest there is, `- - - x` in YAML, has three levels to two characters; what stands around the innermost
    # piece of any code has some more of its width.
    pending = [(tree.root, 0)]
    while pending:
        here, depth = pending.pop()
        if depth > limit:
            return True
        for child in here.children():
            span = child.range()
            if 2 * (span.end.index - span.start.index) + _LEVELS_OF_ONE_WIDTH >= limit - depth:
                pending.append((child, depth + 1))
    return False


def _cause(message: str) -> str:
    """Keep the last cause of ast-grep's message: the lines above repeat where, those below are a stack."""
    lines = [line.strip() for line in message.partition("Stack backtrace")[0].splitlines() if line.strip()]
    return lines[-1].lstrip("0123456789: ") if lines else message
