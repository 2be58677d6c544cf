"""Compare the limits, patterns, formats and defaults of two schemas."""

from collections.abc import Iterator

from reviewbot.detectors.openapi.pair import Both, Note, are_said, noted
from reviewbot.detectors.openapi.saying import numbers, said, stated
from reviewbot.detectors.openapi.schema import Schema

_HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains")
_LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
_FLAGS = ("uniqueItems", "exclusiveMaximum", "exclusiveMinimum")
_ENCODINGS = ("contentEncoding", "contentMediaType")
_ANYTHING = frozenset({"", ".*", "^.*$", "^.*", ".*$", "(.*)"})
# The first of each two allows everything that the second does.
_WIDER = frozenset(
    {("int64", "int32"), ("double", "float"), ("number", "float"), ("iri", "uri"), ("idn-email", "email")}
)
_NONE = float("inf")
_LARGEST = 1e15


def of_limits(both: Both) -> Iterator[Note]:
    """Say how bounds, flags, patterns, formats and the default changed."""
    for keyword in are_said(both, _HIGHEST):
        yield from _bounds(both, keyword, 1)
    for keyword in are_said(both, _LOWEST):
        yield from _bounds(both, keyword, -1)
    yield from _multiples(both)
    for keyword in are_said(both, _FLAGS):
        yield from _flags(both, keyword)
    yield from _patterns(both)
    yield from _formats(both)
    yield from _defaults(both)


def _bounds(both: Both, keyword: str, sign: int) -> Iterator[Note]:
    """Compare an upper bound, or a lower one with its sign turned; of several the strictest counts."""
    before = min((sign * one for one, _ in numbers(both.base, keyword)), default=_NONE)
    after = min((sign * one for one, _ in numbers(both.head, keyword)), default=_NONE)
    if before == after:
        return
    detail = f"{keyword} {_bound(before * sign)} → {_bound(after * sign)}"
    if before == _NONE:
        yield noted(both, "limit-set", [keyword], detail)
    else:
        yield noted(both, "limit-tightened" if after < before else "limit-loosened", [keyword], detail)


def _bound(number: float) -> str:
    return "none" if abs(number) == _NONE else said(number)


def _multiples(both: Both) -> Iterator[Note]:
    before = next((one for one, _ in numbers(both.base, "multipleOf")), 0.0)
    after = next((one for one, _ in numbers(both.head, "multipleOf")), 0.0)
    if before == after:
        return
    is_finer = not after or (max(abs(before), abs(after)) < _LARGEST and before % after == 0)
    what = "limit-set" if not before else "limit-loosened" if is_finer else "limit-tightened"
    yield noted(both, what, ["multipleOf"], f"multipleOf {_bound(before)} → {_bound(after)}")


def _flags(both: Both, keyword: str) -> Iterator[Note]:
    before, after = _is_on(both.base, keyword), _is_on(both.head, keyword)
    if before != after:
        what = "limit-tightened" if after else "limit-loosened"
        yield noted(both, what, [keyword], f"{keyword} {said(before)} → {said(after)}")


def _is_on(schema: Schema, keyword: str) -> bool:
    part = stated(schema, keyword)
    return part is not None and part.value is True


def _text(schema: Schema, keyword: str) -> str:
    part = stated(schema, keyword)
    return part.value if part is not None and isinstance(part.value, str) else ""


def _patterns(both: Both) -> Iterator[Note]:
    before, after = ("" if (text := _text(one, "pattern")) in _ANYTHING else text for one in (both.base, both.head))
    if before != after:
        what = "pattern-changed" if before and after else "pattern-added" if after else "pattern-removed"
        yield noted(both, what, ["pattern"], f"pattern {said(before) or 'none'} → {said(after) or 'none'}")


def _formats(both: Both) -> Iterator[Note]:
    before, after = _text(both.base, "format"), _text(both.head, "format")
    if before != after:
        yield noted(both, _format(before, after), ["format"], f"format {before or 'none'} → {after or 'none'}")
    for keyword in are_said(both, _ENCODINGS):
        before, after = _text(both.base, keyword), _text(both.head, keyword)
        if before != after:
            yield noted(both, "format-changed", [keyword], f"{keyword} {before or 'none'} → {after or 'none'}")


def _format(before: str, after: str) -> str:
    if not before:
        return "format-set"
    if not after:
        return "format-removed"
    if (before, after) in _WIDER:
        return "format-narrowed"
    return "format-widened" if (after, before) in _WIDER else "format-changed"


def _defaults(both: Both) -> Iterator[Note]:
    before, after = stated(both.base, "default"), stated(both.head, "default")
    if before is None and after is not None:
        yield noted(both, "default-added", ["default"], f"default none → {said(after.value)}")
    elif before is not None and after is None:
        yield noted(both, "default-removed", ["default"], f"default {said(before.value)} → none")
    elif before is not None and after is not None and before.value != after.value:
        yield noted(both, "default-changed", ["default"], f"default {said(before.value)} → {said(after.value)}")
