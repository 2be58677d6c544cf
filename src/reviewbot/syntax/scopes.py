"""Where a name is bound, to what, and how far that reaches."""

from collections.abc import Iterator
from dataclasses import dataclass

from ast_grep_py import SgNode

from reviewbot.syntax.dotted import dotted


@dataclass(frozen=True, slots=True)
class Binding:
    """One name bound over a range of characters; `value` is what it stands for, None for something without a name.

    `start` is where it is bound, `scope_start` to `scope_end` where it holds; a name of a class holds in the class's
    own lines and not in its methods.
    """

    name: str
    value: str | None
    is_import: bool
    line: int
    start: int
    scope_start: int
    scope_end: int
    is_of_class: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The node that a name is visible in."""

    native: SgNode
    is_of_class: bool = False

    def binding(self, name: SgNode, value: str | None, *, as_name: str = "", is_import: bool = False) -> Binding:
        """Bind a name in this scope."""
        span, reach = name.range(), self.native.range()
        return Binding(
            as_name or name.text(),
            value,
            is_import,
            span.start.line + 1,
            span.start.index,
            reach.start.index,
            reach.end.index,
            self.is_of_class,
        )


def scope_of(native: SgNode, kinds: frozenset[str]) -> Scope:
    """Find the closest node of the given kinds around one; the whole file where there is none."""
    last = native
    for last in native.ancestors():
        if last.kind() in kinds:
            break
    return Scope(last)


_PATTERN_PARTS = frozenset({"attribute", "subscript", "member_expression", "subscript_expression", "type"})


def words(pattern: SgNode | None) -> Iterator[SgNode]:
    """List the identifiers that a pattern binds: not those of attributes, subscripts and defaults."""
    if pattern is None or pattern.kind() in _PATTERN_PARTS:
        return
    if pattern.kind() in {"identifier", "shorthand_property_identifier_pattern"}:
        yield pattern
        return
    left = pattern.field("left") or pattern.field("name") or pattern.field("pattern") or pattern.field("value")
    for part in [left] if left is not None else pattern.children():
        yield from words(part)


_NAMED = frozenset(
    {"identifier", "attribute", "call", "await", "member_expression", "call_expression", "new_expression",
     "await_expression"}
)  # fmt: skip
# In `a = b = c()` and `a = (c())` the value stands further in.
_WRAPPERS = frozenset({"assignment", "parenthesized_expression"})


def value_of(native: SgNode | None) -> str | None:
    """Write an expression as a dotted name, None where it is something else."""
    while native is not None and native.kind() in _WRAPPERS:
        native = native.field("right") or native.child(1)
    if native is None or native.kind() not in _NAMED:
        return None
    return dotted(native.text()) or None
