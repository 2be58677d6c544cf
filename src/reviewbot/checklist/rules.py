"""The shape of an ast-grep rule, checked before it runs, with the line of what is wrong."""

from collections.abc import Callable, Mapping

from reviewbot.checklist.fields import nearest
from reviewbot.errors import ChecklistError
from reviewbot.yamlfile import Document, Key

_TEXTS = frozenset({"kind", "regex", "matches"})
_RELATIONS = frozenset({"inside", "has", "precedes", "follows"})
_LISTS = frozenset({"all", "any"})
_KEYS = _TEXTS | _RELATIONS | _LISTS | {"pattern", "nthChild", "not"}
_NTH_KEYS = frozenset({"position", "reverse", "ofRule"})
_STRICTNESS = frozenset({"cst", "smart", "ast", "relaxed", "signature", "template"})
_PATTERN_KEYS = frozenset({"context", "selector", "strictness"})


def checked_rule(document: Document, key: Key, value: object) -> Mapping[str, object]:
    """Give a rule back if its keys and types are those that ast-grep documents; else raise ChecklistError.

    ast-grep answers a wrong shape with an error of no class of its own, and without a line.
    """
    return _rule(document, key, value, _KEYS)


def _rule(document: Document, key: Key, value: object, keys: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or not value:
        raise _error(document, key, "A rule must be a mapping.", nearest("", _KEYS))
    for name, part in value.items():
        if name not in keys:
            raise _error(document, (*key, name), f"`{name}` is no part of a rule.", nearest(name, keys))
        _check_for(name)(document, (*key, name), part)
    return value


def _check_for(name: str) -> Callable[[Document, Key, object], object]:
    if name in _RELATIONS:
        return _relation
    if name in _LISTS:
        return _list
    if name == "not":
        return checked_rule
    return {"pattern": _pattern, "nthChild": _nth_child, "stopBy": _stop_by}.get(name, _text)


def _relation(document: Document, key: Key, value: object) -> object:
    return _rule(document, key, value, _KEYS | {"stopBy", "field"})


def _list(document: Document, key: Key, value: object) -> None:
    if not isinstance(value, list) or not value:
        raise _error(document, key, f"`{key[-1]}` must be a list of rules.", "Start each rule with `- `.")
    for index, one in enumerate(value):
        checked_rule(document, (*key, index), one)


def _pattern(document: Document, key: Key, value: object) -> None:
    if isinstance(value, dict) and set(value) <= _PATTERN_KEYS and "context" in value:
        for name, part in value.items():
            _text(document, (*key, name), part)
        strictness = str(value.get("strictness", "smart"))
        if strictness not in _STRICTNESS:
            message = f"`strictness` cannot be `{strictness}`."
            raise _error(document, (*key, "strictness"), message, nearest(strictness, _STRICTNESS))
    else:
        _text(document, key, value)


def _nth_child(document: Document, key: Key, value: object) -> None:
    if isinstance(value, dict) and "position" in value and set(value) <= _NTH_KEYS:
        _nth_child(document, (*key, "position"), value["position"])
        if "ofRule" in value:
            checked_rule(document, (*key, "ofRule"), value["ofRule"])
        if isinstance(value.get("reverse", False), bool):
            return
    if isinstance(value, bool) or not isinstance(value, int | str) or (isinstance(value, int) and value < 1):
        raise _error(document, key, "`nthChild` must be a number from 1 or a formula.", "Write `nthChild: 1`.")


def _stop_by(document: Document, key: Key, value: object) -> None:
    if value not in ("neighbor", "end"):
        checked_rule(document, key, value)


def _text(document: Document, key: Key, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise _error(document, key, f"`{key[-1]}` must be a text.", "Put it in quotes.")


def _error(document: Document, key: Key, message: str, hint: str) -> ChecklistError:
    return ChecklistError(message, hint, document.place(key))
