"""The name of what a line stands in: functions and classes, outermost first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from ast_grep_py import SgNode

from reviewbot.syntax.languages import family
from reviewbot.syntax.tree import Node, Tree, node

_KINDS: Mapping[str, frozenset[str]] = {
    "python": frozenset({"function_definition", "class_definition"}),
    "typescript": frozenset(
        {"function_declaration", "generator_function_declaration", "method_definition", "class_declaration",
         "abstract_class_declaration", "function_expression", "arrow_function"}
    ),
    "go": frozenset({"function_declaration", "method_declaration"}),
    "java": frozenset({"method_declaration", "class_declaration", "interface_declaration", "constructor_declaration"}),
}  # fmt: skip
_CLASSES = frozenset(
    {"class_definition", "class_declaration", "abstract_class_declaration", "interface_declaration"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or class: its dotted name, and its first and last line from 1, decorators included.

    The name is empty for a function that nothing names, such as what a route at the top level of a file is given.
    """

    name: str
    first: int
    last: int
    is_class: bool = False


# What decorators, or an export, stand in together with the definition.
_WRAPPERS = frozenset({"decorated_definition", "export_statement"})

# Those of a method in TypeScript stand beside it.
_DECORATOR = "decorator"

# What a function without a name may be assigned to, and the field that names it.
_HOLDERS: Mapping[str, str] = {
    "variable_declarator": "name",
    "public_field_definition": "name",
    "field_definition": "property",
    "pair": "key",
    "assignment_expression": "left",
}


def definition_of(node: Node, grammar: str) -> str:
    """Give the dotted name of the enclosing definitions, empty at the top level of a file.

    A function without a name takes that of the variable, property or field it is assigned to.
    """
    kinds = _KINDS.get(family(grammar), frozenset())
    names = [_name(around) for around in node.native.ancestors() if around.kind() in kinds]
    if node.kind in kinds:
        names.insert(0, _name(node.native))
    return ".".join(name for name in reversed(names) if name)


def _name(native: SgNode) -> str:
    named = native.field("name")
    parent = native.parent()
    if named is None and parent is not None and parent.kind() in _HOLDERS:
        named = parent.field(_HOLDERS[parent.kind()])
    return named.text() if named is not None else ""


def definition_at(tree: Tree, line: int) -> str:
    """Give the dotted name of the definitions around a line, counted from 1."""
    here = tree.root
    while True:
        inner = next((child for child in here.children() if _has_line(child, line)), None)
        if inner is None:
            return definition_of(node(here), tree.grammar)
        here = inner


def definitions_at(tree: Tree, line: int) -> tuple[Definition, ...]:
    """Give the definitions around a line, counted from 1, the outermost first."""
    return definitions(tree).get(line, ())


@lru_cache(maxsize=2)
def definitions(tree: Tree) -> Mapping[int, tuple[Definition, ...]]:
    """Give the definitions of more than one line around each line that has any, the outermost first.

    A function without a name of its own is part of the one around it, and counts only where there is none.
    """
    around: dict[int, tuple[Definition, ...]] = {}
    for one in _found(tree):
        for line in range(one.first, one.last + 1):
            around[line] = (*around.get(line, ()), one)
    return MappingProxyType(around)


def _found(tree: Tree) -> Iterator[Definition]:
    """Walk the tree in the order of the text, past all that is not longer than a line."""
    kinds = _KINDS.get(family(tree.grammar), frozenset())
    pending = [(tree.root, False)]
    while pending:
        here, is_within = pending.pop()
        is_defined = here.kind() in kinds and (not is_within or bool(_name(here)))
        if is_defined:
            yield _definition(here, tree.grammar)
        is_within = is_within or (is_defined and here.kind() not in _CLASSES)
        pending += ((child, is_within) for child in reversed(here.children()) if _is_long(child))


def _definition(native: SgNode, grammar: str) -> Definition:
    parent = native.parent()
    whole = parent if parent is not None and parent.kind() in _WRAPPERS else native
    before = takewhile(lambda one: one.kind() == _DECORATOR, native.prev_all())
    first = min(one.range().start.line + 1 for one in (whole, *before))
    return Definition(definition_of(node(native), grammar), first, node(whole).line_end, native.kind() in _CLASSES)


def _is_long(native: SgNode) -> bool:
    span = native.range()
    return span.end.line > span.start.line


def _has_line(native: SgNode, line: int) -> bool:
    span = native.range()
    return span.start.line < line <= span.end.line + 1
