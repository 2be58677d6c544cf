"""What shows that a related row came along with the rows that are looped over."""

import re

from reviewbot.findings.calls import calls
from reviewbot.findings.view import View

_ROOT = re.compile(r"\.objects\b|\bselect\(|\.query\(|\.(?:findMany|findAll|find|createQueryBuilder)\(")
_FETCHING = re.compile(
    r"\b(?:select_related|prefetch_related|joinedload|selectinload|subqueryload)\(|\b(?:include|relations)\s*:\s*[{\[]"
)
_NAMED = re.compile(r"[A-Za-z_]\w*")
_PATH = re.compile(r"(?<![\w.])([a-z_]\w*)((?:\.[A-Za-z_]\w*)+)(\s*\()?")
_ASKS = re.compile(r"\bawait\b|\.(?!all\()\w+\s*\(")
_NO_ROW = frozenset({"self", "this", "cls", "module", "settings"})


def is_fetched(view: View) -> str:
    """Refute that each row costs a query: all relations that are read came with the only query of the function."""
    if _ASKS.search(view.quote) or len(_ROOT.findall(view.text)) != 1:
        return ""
    fetched = {name for _, given in calls(view.text, _FETCHING) for name in _NAMED.findall(given)}
    read = [
        _relations(found[2], is_called=bool(found[3]))
        for found in _PATH.finditer(view.quote)
        if found[1] not in _NO_ROW
    ]
    wanted = {relation for relations in read for relation in relations}
    if not wanted or not wanted <= fetched:
        return ""
    return f"`{min(wanted)}` is fetched with the rows"


def _relations(attributes: str, *, is_called: bool) -> tuple[str, ...]:
    """Give the way through relations that a path of attributes takes, as Django writes it: `author__company`."""
    *names, _ = attributes.split(".")[1:]
    # With `.all()` the last one before it is a relation; else the last one is a column.
    return ("__".join(names),) if names or is_called else ()
