"""The form of `syntax.flow` as plain tuples, without places."""

from dataclasses import fields, is_dataclass


def plain(node: object) -> object:
    """Write a node as its class's name and its fields; a field that is empty is left out."""
    if isinstance(node, tuple):
        return [plain(one) for one in node]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    values = {one.name: getattr(node, one.name) for one in fields(node) if one.name not in {"at", "native"}}
    return (type(node).__name__, *(plain(value) for value in values.values() if value not in ((), None, "", False)))
