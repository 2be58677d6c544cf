"""The name of what a line stands in: functions and classes, outermost first."""

from collections.abc import Mapping

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


def _has_line(native: SgNode, line: int) -> bool:
    span = native.range()
    return span.start.line < line <= span.end.line + 1
