"""Follow values through the functions of the same file, one level deep."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reviewbot.detectors.taint.frame import Frame, Hit, State
from reviewbot.detectors.taint.sink import Given
from reviewbot.detectors.taint.value import UNKNOWN, Taint, Value, deep, item_of, merged, through, whole
from reviewbot.syntax.flow.form import Attribute, Call, Expression, Function, Name

_SELVES = frozenset({"self", "cls", "this"})


def local_function(called: Expression, state: State, frame: Frame) -> Function | None:
    """Find the function of this file that is called: by its name, `self.name` or `Class.name`."""
    local = frame.around.local
    match called:
        case Name() if called.text not in state.variables:
            return local.get(("", called.text))
        case Attribute(object=Name() as owner):
            return local.get((frame.function.owner if owner.text in _SELVES else owner.text, called.name))
        case _:
            return None


def through_local(function: Function, call: Call, given: Sequence[Given], frame: Frame, kept: frozenset[int]) -> Value:
    """Give what a function of this file returns, and note what it does with its arguments."""
    if not frame.around.is_reading(function) and not any(deep(one.value) for one in given):
        return UNKNOWN
    summary = frame.around.summary(function)
    by_origin = dict(_bound(function, call, given))
    for hit in summary.hits:
        for taint in _given_at(hit.taint, by_origin):
            if hit.kind in taint.kinds:
                way = _continued(taint, hit.taint, call)
                frame.hits.append(Hit(hit.kind, way, hit.sink, hit.at, hit.statement))
    returned = [
        way
        for one in summary.returned
        for taint in (_given_at(one, by_origin) if one.origin[0].startswith("#") else (one,))
        if (way := _limited(_continued(taint, one, call), one.kinds & kept)).kinds
    ]
    found = Value(merged(returned))
    return replace(found, items={"[]": found}) if summary.is_listed and returned else found


def _given_at(taint: Taint, by_origin: Mapping[str, Value]) -> tuple[Taint, ...]:
    """Give the taints of what a parameter was given, at the keys that the function took out of it."""
    value = by_origin.get(taint.origin[0], UNKNOWN)
    for step in taint.origin[1:]:
        key = step if step.startswith(".") else step[1:-1]
        if not value.items or not key:
            break
        value = item_of(value, key)
    return whole(value)


def _bound(function: Function, call: Call, given: Sequence[Given]) -> Iterator[tuple[str, Value]]:
    """Pair the origins of a function's parameters with what they are given."""
    parameters = [one.name for one in function.parameters]
    rest = next((at for at, one in enumerate(function.parameters) if one.kind == "*"), len(parameters))
    is_method = _gets_itself(function, call.function)
    for position, one in enumerate(given):
        keyword = one.argument.keyword
        index = min(position + is_method, rest)
        if keyword and keyword in parameters:
            index = parameters.index(keyword)
        if (not keyword or keyword in parameters) and index < len(parameters):
            yield f"#{index}", one.value


def _gets_itself(function: Function, called: Expression) -> bool:
    """Tell whether the first parameter is what the method is called on: not in `Class.method(object)`."""
    if not isinstance(called, Attribute) or not function.parameters or function.parameters[0].name not in _SELVES:
        return False
    by_class = isinstance(called.object, Name) and called.object.text == function.owner
    return not by_class or function.parameters[0].name == "cls"


def _continued(taint: Taint, inner: Taint, call: Call) -> Taint:
    """Lead the way of an argument on through the function that it is given to."""
    if taint is inner:
        return through(taint, call.at.line)
    return replace(through(taint, call.at.line, *inner.steps), built=inner.built or taint.built)


def _limited(taint: Taint, kinds: frozenset[int]) -> Taint:
    return replace(taint, kinds=taint.kinds & kinds)
