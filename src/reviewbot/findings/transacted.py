"""What shows that writes are in one transaction: the blocks that they stand in, and that none stands outside."""

import re

from reviewbot.findings.view import View
from reviewbot.syntax.around import Head

_WITH = re.compile(r"\b(?:transaction\.atomic|atomic)(?:\(\))?\s*:|\b(\w+)\.begin\(\)(?:\s+as\s+(\w+))?\s*:")
_DECORATED = re.compile(r"@(?:transaction\.)?atomic(?:\(\))?\s")
_CALLED = re.compile(r"\.(?:\$transaction|transaction)\(\s*async\s+(?:function\s*)?\(?\s*(\w+)")
_ENDS = re.compile(r"\b(?:commit|rollback|begin|savepoint|on_commit|autocommit)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\.(?:save|create|update|delete|remove|insert|upsert|add|add_all|merge|execute|query|flush|decrement|increment"
    r"|destroy|set|put|send|publish|(?:bulk_|get_or_|update_or_)\w+|\w+(?:Many|One))\("
)
_FUNCTIONS = frozenset({"function_definition", "function_declaration", "arrow_function", "method_definition", "lambda"})
_RISKY = frozenset({"try_statement", *_FUNCTIONS})


def is_in_transaction(view: View) -> str:
    """Refute that writes are not in one transaction: all writes of the function stand in the block that makes one."""
    found = _block(view)
    if found is None or _ENDS.search(view.text_of(range(found.first, found.last + 1))):
        return ""
    places = [place for place in view.claim.related if place.path == view.claim.anchor.path]
    is_elsewhere = len(places) < len(view.claim.related)
    if is_elsewhere or not all(found.first <= place.start_line and place.line <= found.last for place in places):
        return ""
    outside = view.text_of(range(view.lines.start, found.first)), view.text_of(range(found.last + 1, view.lines.stop))
    return "" if any(map(_WRITES.search, outside)) else "a transaction stands around it"


def _block(view: View) -> Head | None:
    """Give what makes a transaction around the claim, where neither a `try` nor another function stands between."""
    for head in reversed(view.heads):
        if _makes_one(head, view):
            return head
        if head.kind in _RISKY:
            return None
    return None


def _makes_one(head: Head, view: View) -> bool:
    body = view.text_of(range(head.first, head.last + 1))
    if head.kind == "with_statement":
        found = _WITH.search(head.text)
        return found is not None and _uses(body, found[2] or found[1])
    if head.kind == "function_definition":
        return _DECORATED.search(head.text) is not None and not re.search(r"\btry\b|\bdef\b", body)
    called = _CALLED.search(head.text)
    return called is not None and _uses(body, called[1])


def _uses(body: str, name: str | None) -> bool:
    """Tell whether nothing in a block is caught, and every call in it has to do with what the transaction gave.

    What is called without that may write through a connection of its own.
    """
    if re.search(r"\btry\b|\.using\(", body):
        return False
    own = re.compile(rf"\b{re.escape(name)}\b") if name else None
    return own is None or all(own.search(line) for line in body.split("\n") if "(" in line)
