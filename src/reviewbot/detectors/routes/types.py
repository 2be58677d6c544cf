"""Compare how a type is written before and after a change: does it still take, or give, what it did."""

import re

_NONE = frozenset({"null"})
_FORMATS = frozenset({"uuid", "datetime", "date", "email", "url"})
_ATOMS = {
    "str": _FORMATS | {"text"}, "string": _FORMATS | {"text"}, "EmailStr": frozenset({"email"}),
    "HttpUrl": frozenset({"url"}), "UUID": frozenset({"uuid"}), "UUID4": frozenset({"uuid"}),
    "datetime": frozenset({"datetime"}), "date": frozenset({"date"}), "int": frozenset({"integer"}),
    "float": frozenset({"integer", "number"}), "number": frozenset({"integer", "number"}),
    "bool": frozenset({"boolean"}), "boolean": frozenset({"boolean"}), "None": _NONE, "null": _NONE,
    "undefined": _NONE,
}  # fmt: skip
_KINDS = {"uuid": "text", "datetime": "text", "date": "text", "email": "text", "url": "text", "integer": "number"}
_OPTIONAL = re.compile(r"(?:typing\.)?Optional\[(.+)\]", re.DOTALL)
_LIST = re.compile(r"(?:typing\.)?(?:list|List|Sequence)\[(.+)\]|(.+)\[\]|Array<(.+)>", re.DOTALL)
_LONGEST = 200


def _taken(written: str) -> frozenset[str] | None:
    """Give the kinds of JSON values that a type takes; None where that cannot be told."""
    text = written.strip().strip("\"'")
    if len(text) > _LONGEST:
        return None
    optional = _OPTIONAL.fullmatch(text)
    if optional:
        inner = _taken(optional[1])
        return None if inner is None else inner | _NONE
    found: frozenset[str] = frozenset()
    for part in text.split("|"):
        atoms = _atoms(part.strip())
        if atoms is None:
            return None
        found |= atoms
    return found


def _atoms(part: str) -> frozenset[str] | None:
    many = _LIST.fullmatch(part)
    if many:
        inner = _taken(next(one for one in many.groups() if one is not None))
        return None if inner is None else frozenset(f"list of {one}" for one in inner)
    return _ATOMS.get(part.rpartition(".")[2])


def is_narrowed(before: str, after: str, *, is_text: bool) -> bool:
    """Tell whether a type refuses values that it took; in a query (`is_text`) every value is written as a text."""
    base, head = _taken(before), _taken(after)
    if base is None or head is None:
        return False
    return not (base - _NONE <= head or "text" in head) if is_text else not base <= head


def is_other(before: str, after: str) -> bool:
    """Tell whether a type gives another kind of JSON value than it did."""
    base, head = _taken(before), _taken(after)
    return base is not None and head is not None and not _kinds(head) - _NONE <= _kinds(base)


def may_be_null(before: str, after: str) -> bool:
    """Tell whether a type that always gave a value may give null now."""
    base, head = _taken(before), _taken(after)
    return base is not None and head is not None and bool(head & _NONE) and not base & _NONE


def _kinds(taken: frozenset[str]) -> frozenset[str]:
    return frozenset(_KINDS.get(one, one) for one in taken)
