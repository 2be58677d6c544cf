"""Say what is in a collection: written out, or made of others."""

from collections.abc import Mapping
from dataclasses import replace

from reviewbot.detectors.taint.frame import Frame, State
from reviewbot.detectors.taint.member import bind, key_of
from reviewbot.detectors.taint.value import MOST_ITEMS, Value, item_of, joined, merged, named, tainted, whole
from reviewbot.syntax.flow.form import Collection, Comprehension


def collection_value(collection: Collection, state: State, frame: Frame) -> Value:
    """Keep what stands at constant keys apart from the rest; constants alone need no keeping."""
    made, rest = dict[str, Value](), list[Value]()
    for index, entry in enumerate(collection.entries):
        key = str(index) if entry.key is None else key_of(entry.key)
        if entry.key is not None:
            frame.evaluate(entry.key, state, frame)
        value = frame.evaluate(entry.value, state, frame)
        if entry.is_spread and frame.around.is_script:
            made |= value.items
            rest.append(Value(value.taints))
        elif entry.is_spread or key is None or len(made) >= MOST_ITEMS:
            rest.append(value)
        else:
            made[key] = value
    is_constant = not rest and all(value.is_constant for value in made.values())
    kept: Mapping[str, Value] = {} if is_constant else made
    return Value(merged(taint for value in rest for taint in whole(value)), items=kept)


def comprehension_value(made: Comprehension, state: State, frame: Frame) -> Value:
    """Give what may be in a collection that is made of others; it proves of each what its element proves."""
    inner = state.copied(frame.around.budget)
    for clause in made.clauses:
        over = frame.evaluate(clause.over, inner, frame)
        bind(clause.target, iterated(over), inner, frame)
        for test in clause.tests:
            inner.clear(frame.evaluate(test, inner, frame).proves[0])
    values = [frame.evaluate(one, inner, frame) for one in made.elements]
    found = tainted(taint for value in values for taint in whole(value))
    return replace(found, proves=values[0].proves) if len(values) == 1 else found


def iterated(value: Value) -> Value:
    """Give what stands for each element of a collection."""
    parts = [item_of(value, key) for key in value.items]
    if not parts:
        return Value(value.taints, named([f"{one}[]" for one in value.names]))
    first = Value(value.taints) if value.taints else parts[0]
    for one in parts:
        first = joined(first, one)
    return first
