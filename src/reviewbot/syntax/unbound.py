"""Which names a file uses and nothing binds."""

import builtins

from ast_grep_py import SgNode

from reviewbot.syntax.languages import family
from reviewbot.syntax.names import names_of
from reviewbot.syntax.tree import Tree, find

_PYTHON = frozenset(dir(builtins)) | {
    "__file__",
    "__path__",
    "__builtins__",
    "__annotations__",
    "_",
    "self",
    "cls",
}
# ECMAScript's and Node's globals that a repair may well use; any other new name must be bound in the file.
_JAVASCRIPT = frozenset(
    {"AbortController", "AbortSignal", "Array", "BigInt", "Boolean", "Buffer", "Date", "Error", "JSON", "Map", "Math",
     "Number", "Object", "Promise", "RegExp", "Set", "String", "Symbol", "URL", "URLSearchParams", "clearTimeout",
     "console", "crypto", "encodeURIComponent", "fetch", "globalThis", "process", "setTimeout", "undefined"}
)  # fmt: skip


def unbound(tree: Tree) -> frozenset[str]:
    """Give the names that the file uses where nothing binds them.

    Only two such sets are worth comparing: scopes are followed for Python and TypeScript, elsewhere all names count as
    unbound, and what a star import brings looks unbound in both.
    """
    known = {"python": _PYTHON, "typescript": _JAVASCRIPT}.get(family(tree.grammar), frozenset[str]())
    names = names_of(tree)
    kinds = ("identifier", "shorthand_property_identifier") if known is _JAVASCRIPT else ("identifier",)
    used = (one for one in find(tree, {"rule": {"any": [{"kind": kind} for kind in kinds]}}) if _is_use(one))
    return frozenset(
        one.text()
        for one in used
        if one.text() not in known and not names.is_bound(one.text(), one.range().start.index)
    )


def _is_use(identifier: SgNode) -> bool:
    """Leave out words that name a member or an argument rather than a variable."""
    parent = identifier.parent() or identifier
    match parent.kind():
        case "attribute":
            return not _is(parent.field("attribute"), identifier)
        case "keyword_argument":
            return not _is(parent.field("name"), identifier)
        case "keyword_pattern":
            return not _is(parent.child(0), identifier)
        case "dotted_name" | "import_specifier" | "aliased_import" | "label_name":
            return False
        case _:
            return True


def _is(one: SgNode | None, other: SgNode) -> bool:
    return one is not None and one.range().start.index == other.range().start.index
