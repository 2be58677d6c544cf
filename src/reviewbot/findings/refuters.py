"""What makes a claim about an item wrong, as far as its file tells.

A refuter gives a reason or nothing. It speaks only where it is sure: what is left goes to a reader.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from reviewbot.findings.fetched import is_fetched
from reviewbot.findings.limited import has_limit, has_patience
from reviewbot.findings.transacted import is_in_transaction
from reviewbot.findings.validated import is_bounded
from reviewbot.findings.view import View

Refuter = Callable[[View], str]

_LITERAL = r"""(?:\"{3}(?:[^"]|"(?!""))*\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_STATEMENT = re.compile(
    rf"""\.(?:execute|executemany|query|fetch|fetchrow|fetchval|raw)\(\s*(?:text\(\s*)?((?>(?:{_LITERAL}\s*)+))\)?\s*,\s*[^\s)]"""
)
_MARK = re.compile(r"%s|%\(\w+\)s|\?|(?<!:):\w+|\$\d")
_BUILT = re.compile(r"""\b[rR]?[fF][rR]?["']|\.format\(|\.join\(|["'`]\s*[%+]|[+]\s*["'`]|\$\{|\|\|""")
_SENDS = re.compile(r"\.(?:execute\w*|query|fetch\w*|raw|extra|where|order_by)\(")
_ONLINE = re.compile(r"\bCONCURRENTLY\b|\bAddIndexConcurrently\(|\bRemoveIndexConcurrently\(", re.IGNORECASE)
_UNCHECKED = re.compile(r"\bNOT\s+VALID\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:CREATE|ALTER|DROP|REINDEX|LOCK|VACUUM|CLUSTER|AddIndex\w*|RemoveIndex\w*|AddConstraint)\b", re.IGNORECASE
)
_FILLED = re.compile(r"\bNOT\s+NULL\s+DEFAULT\s+(?!NULL\b)\S|\bDEFAULT\s+(?!NULL\b)\S+\s+NOT\s+NULL\b", re.IGNORECASE)
_ADDED = re.compile(r"\bADD\b", re.IGNORECASE)


def _has_parameters(view: View) -> str:
    """Refute an injection: the one statement is a plain literal with marks, and its values come apart from it."""
    found = _STATEMENT.search(view.quote)
    is_sole = len(_SENDS.findall(view.quote)) == 1 and not _BUILT.search(view.quote)
    return "the values are parameters" if found and is_sole and _MARK.search(found[1]) else ""


def _is_online(view: View) -> str:
    """Refute that a change of a table blocks it: the only one that is quoted does its work beside the requests."""
    is_sole = len(_CHANGES.findall(view.quote)) == 1
    if is_sole and _ONLINE.search(view.quote):
        return "the index is built beside the requests"
    return "the rows are not checked" if is_sole and _UNCHECKED.search(view.quote) else ""


def _is_filled(view: View) -> str:
    """Refute that rows and old code lack a required column: the database itself has a default for it."""
    is_sole = len(_ADDED.findall(view.quote)) == 1
    return "the database fills the column" if is_sole and _FILLED.search(view.quote) else ""


REFUTERS: Mapping[str, Refuter] = MappingProxyType(
    {
        "blocking-migration": _is_online,
        "call-without-timeout": has_limit,
        "not-null-without-default": _is_filled,
        "query-in-loop": is_fetched,
        "retry-without-backoff": has_patience,
        "sql-injection": _has_parameters,
        "unvalidated-input": is_bounded,
        "write-path-without-transaction": is_in_transaction,
    }
)
"""The refuter of an item, by its id."""
