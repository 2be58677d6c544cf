"""Compare the schemas that stand below a schema, and the conditions it sets."""

from collections.abc import Iterator

from reviewbot.detectors.openapi.pair import Both, Note, Pair, are_said, below, condition, noted
from reviewbot.detectors.openapi.part import Part, child, entries, texts
from reviewbot.detectors.openapi.saying import stated
from reviewbot.detectors.openapi.schema import Schema
from reviewbot.domain.diff import Side

_BELOW = ("contains", "propertyNames", "contentSchema", "unevaluatedItems", "then", "else")
_BY_NAME = ("patternProperties", "dependentSchemas")
_OPAQUE = ("not", "if")
# One and the same wherever it stands for what is not said: else circles would never close.
_ANYTHING = Part("", (), {})
_CLOSING = ("additionalProperties", "unevaluatedProperties")


def of_conditions(both: Both) -> Iterator[Note | Pair]:
    """Compare items, maps, conditions by name and those that cannot be seen through."""
    yield from _items(both)
    for keyword in are_said(both, _CLOSING):
        yield from _closing(both, keyword)
    for keyword in are_said(both, _BELOW):
        before, after = stated(both.base, keyword), stated(both.head, keyword)
        yield from _condition(both, keyword, before, after)
    for keyword in are_said(both, _BY_NAME):
        yield from _named(both, keyword)
    for keyword in are_said(both, _OPAQUE):
        yield from _opaque(both, keyword)
    yield from _dependent(both)


def _items(both: Both) -> Iterator[Note | Pair]:
    """Compare lists place by place: `items` is about those that `prefixItems` leaves."""
    if not any(are_said(both, ("items", "prefixItems"))):
        return
    before, after = _places(both.base), _places(both.head)
    for number in range(max(len(before), len(after))):
        first, second = before[min(number, len(before) - 1)], after[min(number, len(after) - 1)]
        yield from below(both, first, second)


def _places(schema: Schema) -> list[tuple[Part, ...]]:
    listed = stated(schema, "prefixItems")
    count = len(listed.value) if listed is not None and isinstance(listed.value, list) else 0
    first = [(child(listed, number),) for number in range(count)] if listed is not None else []
    rest = stated(schema, "items")
    return [*first, (rest if rest is not None else _ANYTHING,)]


def _closing(both: Both, keyword: str) -> Iterator[Note | Pair]:
    before, after = stated(both.base, keyword), stated(both.head, keyword)
    was_closed, is_closed = (one is not None and one.value is False for one in (before, after))
    if was_closed or is_closed:
        if was_closed != is_closed:
            yield noted(both, "object-closed" if is_closed else "object-opened", [keyword])
        return
    yield from _condition(both, keyword, _telling(before), _telling(after))


def _telling(part: Part | None) -> Part | None:
    return None if part is None or part.value in (True, {}, None) else part


def _condition(both: Both, keyword: str, before: Part | None, after: Part | None) -> Iterator[Note | Pair]:
    if before is not None and after is not None:
        yield from below(both, [before], [after])
    elif before is not None:
        yield condition(both, Side.LEFT, before, f"without {keyword}")
    elif after is not None:
        yield condition(both, Side.RIGHT, after, f"with {keyword}")


def _named(both: Both, keyword: str) -> Iterator[Note | Pair]:
    before, after = (entries(one) if (one := stated(schema, keyword)) else {} for schema in (both.base, both.head))
    for name in dict.fromkeys((*before, *after)):
        yield from _condition(both, f"{keyword} {name}", before.get(name), after.get(name))


def _opaque(both: Both, keyword: str) -> Iterator[Note | Pair]:
    """Note a condition that turns things round: another one lets through what was not, and stops what was."""
    before, after = stated(both.base, keyword), stated(both.head, keyword)
    if before is not None and after is not None:
        if before.value != after.value:
            yield noted(both, "condition-changed", [keyword], keyword)
    else:
        yield from _condition(both, keyword, before, after)


def _dependent(both: Both) -> Iterator[Note]:
    before, after = _dependencies(both.base), _dependencies(both.head)
    if after - before:
        detail = ", ".join(f"{name} needs {needed}" for name, needed in sorted(after - before))
        yield noted(both, "condition-added", ["dependentRequired"], detail)
    if before - after:
        detail = ", ".join(f"{name} no longer needs {needed}" for name, needed in sorted(before - after))
        yield noted(both, "condition-removed", ["dependentRequired"], detail)


def _dependencies(schema: Schema) -> set[tuple[str, str]]:
    part = stated(schema, "dependentRequired")
    return {(name, one) for name, listed in entries(part).items() for one in texts(listed)} if part else set()
