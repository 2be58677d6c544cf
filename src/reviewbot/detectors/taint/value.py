"""What is known of a value: whom it comes from, what it stands for, how its text begins."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from reviewbot.syntax.flow.form import Span

Origin = tuple[str, ...]
"""The source by its name, and behind it the keys of what was taken out of it."""

Cleared = Mapping[Origin, frozenset[int]]
"""The kinds for which a test has shown what comes from an origin to be harmless; the empty origin is all of them."""

HOLE = "{}"
"""Stands in a shape for what is not known."""

_MOST_TAINTS = 4
_MOST_STEPS = 12
_MOST_NAMES = 3
MOST_ITEMS = 64
_LONGEST_SHAPE = 600
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Taint:
    """A way by which a stranger's value came here.

    `kinds` are the numbers of the detectors for which it is still dangerous, `source` is the expression it started as,
    `steps` are the lines it passed, and `built` is the statement that last put it into a text.
    """

    kinds: frozenset[int]
    origin: Origin
    source: str
    steps: tuple[int, ...]
    built: Span | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value as far as it can be followed.

    `names` are dotted names that it may have, `shape` is its text with holes, which is the whole truth if
    `is_constant`. `items` are known elements and members by key; what is none of them has `taints`. A truth value has
    what it `proves` where it holds, and what where not.
    """

    taints: tuple[Taint, ...] = ()
    names: tuple[str, ...] = ()
    shape: str = HOLE
    is_constant: bool = False
    items: Mapping[str, "Value"] = field(default_factory=dict)
    proves: tuple[Cleared, Cleared] = ({}, {})


UNKNOWN = Value()


def whole(value: Value) -> tuple[Taint, ...]:
    """Give all taints of a value and of its elements; what an object has as a member is not the object."""
    if not value.items:
        return value.taints
    elements = (one for key, one in value.items.items() if not key.startswith("."))
    return merged((*value.taints, *(taint for one in elements for taint in whole(one))))


def is_listed(value: Value) -> bool:
    """Tell whether a value is a mapping or a list with known elements; a text, and an object with members, is none."""
    return any(not key.startswith(".") for key in value.items)


def deep(value: Value) -> tuple[Taint, ...]:
    """Give all taints of a value and of everything in it, its members too."""
    if not value.items:
        return value.taints
    return merged((*value.taints, *(taint for one in value.items.values() for taint in deep(one))))


def merged(taints: Iterable[Taint]) -> tuple[Taint, ...]:
    """Keep one way from each origin, with the kinds of all, and few of them."""
    taints = tuple(taints)
    if len(taints) < 2:
        return taints
    found: dict[Origin, Taint] = {}
    for one in taints:
        other = found.get(one.origin)
        if other is None:
            found[one.origin] = one
        elif not one.kinds <= other.kinds:
            found[one.origin] = replace(other, kinds=other.kinds | one.kinds)
    return tuple(found.values())[:_MOST_TAINTS]


def tainted(taints: Iterable[Taint], names: tuple[str, ...] = ()) -> Value:
    """Make a value of which nothing but its ways and names is known."""
    return Value(merged(taints), named(names))


def named(names: Collection[str]) -> tuple[str, ...]:
    """Keep few names, and none that grew too long."""
    if not names:
        return ()
    return tuple(dict.fromkeys(one for one in names if len(one) <= _LONGEST_NAME))[:_MOST_NAMES]


def shaped(shape: str) -> str:
    """Keep the beginning of a shape."""
    return shape if len(shape) <= _LONGEST_SHAPE else shape[:_LONGEST_SHAPE] + HOLE


def truth(value: Value) -> bool | None:
    """Tell whether a value is true, None where that is not known."""
    return value.shape not in {"", "False", "None", "0"} if value.is_constant and HOLE not in value.shape else None


def flagged(value: Value, cleared: Cleared) -> Value:
    """Let a constant remember what tests had shown where it was set: `is_safe = True` behind them stands for them."""
    answer = truth(value)
    if answer is None or not cleared:
        return value
    return replace(value, proves=(cleared, {}) if answer else ({}, cleared))


def joined(one: Value, two: Value) -> Value:
    """Give what holds of a value that is one of two."""
    if one is two or one == two:
        return one
    return Value(
        merged((*one.taints, *two.taints)),
        named((*one.names, *two.names)),
        one.shape if one.shape == two.shape else _common(one.shape, two.shape),
        is_constant=one.is_constant and two.is_constant and one.shape == two.shape,
        items=_joined_items(one, two),
        proves=(_joined_proof(one, two, 0), _joined_proof(one, two, 1)),
    )


def _joined_proof(one: Value, two: Value, side: int) -> Cleared:
    """Give what is shown on one side of a test of either value: one that cannot lead there has no say."""
    left, right = one.proves[side], two.proves[side]
    absent = side == 1
    if truth(one) is absent:
        return right
    if truth(two) is absent:
        return left
    return {origin: both for origin, kinds in left.items() if (both := kinds & right.get(origin, frozenset()))}


def _common(one: str, two: str) -> str:
    """Give the beginning that two shapes share, and a hole."""
    same = next((at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right), None)
    return one[: min(len(one), len(two)) if same is None else same].removesuffix("{") + HOLE


def _joined_items(one: Value, two: Value) -> Mapping[str, Value]:
    """Join items by key; a key that one of them lacks has there the taints of the rest."""
    keys = [*one.items, *(key for key in two.items if key not in one.items)]
    return {key: joined(item_of(one, key), item_of(two, key)) for key in keys[:MOST_ITEMS]}


def item_of(value: Value, key: str) -> Value:
    """Give what stands at a key, as far as it is known."""
    return value.items.get(key) or (Value(value.taints) if value.taints else UNKNOWN)


def with_item(value: Value, key: str, item: Value) -> Value:
    """Put something at a key; what is one too many is kept with the rest."""
    if key in value.items or len(value.items) < MOST_ITEMS:
        return replace(value, items={**value.items, key: item}, is_constant=False)
    return with_rest(value, item)


def with_rest(value: Value, item: Value) -> Value:
    """Put something at a place nobody knows."""
    return replace(value, taints=merged((*value.taints, *whole(item))), is_constant=False, shape=HOLE)


def passed(value: Value, line: int) -> Value:
    """Note that a value went through a line."""
    if not _is_tainted(value):
        return value
    items = {key: passed(one, line) for key, one in value.items.items()}
    return replace(value, taints=tuple(through(one, line) for one in value.taints), items=items)


def through(taint: Taint, *lines: int) -> Taint:
    """Note lines on a way; of one that is too long the last place is kept."""
    steps = list(taint.steps)
    for line in lines:
        if line in steps:
            continue
        if len(steps) >= _MOST_STEPS:
            steps.pop()
        steps.append(line)
    return (
        replace(taint, steps=tuple(steps)) if len(steps) != len(taint.steps) or steps[-1] != taint.steps[-1] else taint
    )


def limited(value: Value, cleared: Cleared) -> Value:
    """Leave out the kinds for which tests have shown a value, and what is in it, to be harmless."""
    if not cleared or not _is_tainted(value):
        return value
    kept = (replace(one, kinds=kinds) for one in value.taints if (kinds := _dangerous(one, cleared)))
    items = {key: limited(one, cleared) for key, one in value.items.items()}
    return replace(value, taints=tuple(kept), items=items)


def _is_tainted(value: Value) -> bool:
    return bool(value.taints) or any(map(_is_tainted, value.items.values()))


def _dangerous(taint: Taint, cleared: Cleared) -> frozenset[int]:
    kinds = taint.kinds
    for length in range(len(taint.origin) + 1):
        kinds -= cleared.get(taint.origin[:length], frozenset())
    return kinds
