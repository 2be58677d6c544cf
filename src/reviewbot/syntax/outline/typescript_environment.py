"""Read which variables of the environment TypeScript and JavaScript ask for."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from reviewbot.syntax.outline.typescript_values import plain
from reviewbot.syntax.outline.value import Read
from reviewbot.syntax.tree import Tree, find

_ENVIRONMENT = r"^(?:process|import\.meta)\.env$"
_MEMBERS = {
    "any": [{"kind": "member_expression"}, {"kind": "subscript_expression"}],
    "has": {"field": "object", "regex": _ENVIRONMENT},
}
_TAKEN = {"kind": "variable_declarator", "has": {"field": "value", "regex": _ENVIRONMENT}}
_OR = frozenset({"||", "??"})
_ASSIGNED = frozenset({"assignment_expression", "augmented_assignment_expression"})


def reads(tree: Tree) -> Iterator[Read]:
    """Give each `process.env.NAME` that is not written to, and what is taken out of `process.env` by its name."""
    for native in find(tree, {"rule": _MEMBERS}):
        name = native.field("property")
        text = name.text() if name is not None else plain(native.field("index"))
        if text and not _is_written(native):
            yield Read(text, _line(native), _has_default(native))
    for native in find(tree, {"rule": _TAKEN}):
        pattern = native.field("name")
        for one in pattern.children() if pattern is not None and pattern.kind() == "object_pattern" else ():
            yield from _taken(one)


def _taken(native: SgNode) -> Iterator[Read]:
    """Read a part of `const { A, B: b, C = 1 } = process.env`."""
    match native.kind():
        case "shorthand_property_identifier_pattern":
            yield Read(native.text(), _line(native))
        case "object_assignment_pattern" if (left := native.field("left")) is not None:
            yield Read(left.text(), _line(native), has_default=True)
        case "pair_pattern" if (key := native.field("key")) and (bound := native.field("value")):
            yield Read(plain(key) or key.text(), _line(native), bound.kind() == "assignment_pattern")
        case _:
            pass


def _line(native: SgNode) -> int:
    return native.range().start.line + 1


def _is_written(native: SgNode) -> bool:
    parent = native.parent()
    left = parent.field("left") if parent is not None and parent.kind() in _ASSIGNED else None
    is_deleted = parent is not None and parent.kind() == "unary_expression" and parent.text().startswith("delete")
    return is_deleted or (left is not None and left.range().start.index == native.range().start.index)


def _has_default(native: SgNode) -> bool:
    parent = native.parent()
    sign = parent.field("operator") if parent is not None and parent.kind() == "binary_expression" else None
    left = parent.field("left") if parent is not None and sign is not None and sign.text() in _OR else None
    return left is not None and left.range().start.index == native.range().start.index
