"""Follow values into calls and out of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reviewbot.detectors.taint.asked import asked
from reviewbot.detectors.taint.frame import ELEMENT, Frame, State
from reviewbot.detectors.taint.member import attribute, bind, element, from_sources, key_of
from reviewbot.detectors.taint.sink import Given, noted
from reviewbot.detectors.taint.summary import local_function, through_local
from reviewbot.detectors.taint.value import (
    UNKNOWN,
    Taint,
    Value,
    deep,
    is_listed,
    merged,
    named,
    shaped,
    tainted,
    whole,
    with_item,
    with_rest,
)
from reviewbot.detectors.taint.verbs import of_call
from reviewbot.syntax.flow.form import Attribute, Call, Expression, Lambda, Name

_GETTERS = frozenset({"get", "getlist", "pop", "setdefault", "getfirst", "get_list", "getone", "getall"})
_SAYING_TYPE = frozenset({"type", "contentType"})
_SAYING = _SAYING_TYPE | {"set", "header", "setHeader"}
_FILLERS = frozenset(
    {"append", "add", "extend", "insert", "update", "appendleft", "write", "writelines", "push", "set"}
)
_REPLACERS = frozenset({"replace", "replaceAll"})
# A path is written as its parts are.
_SHAPING = frozenset({"os.path.join", "os.path.normpath", "os.path.abspath", "os.path.realpath"})
# What makes a plain text again of what was marked as a page.
_UNDOING = frozenset({"unescape", "striptags"})
# What is asked of a text and is none of it.
_ANSWERS = frozenset(
    {"startswith", "endswith", "isdigit", "isalnum", "isalpha", "isnumeric", "isdecimal", "isidentifier", "find",
     "rfind", "index", "rindex", "count", "exists", "is_file", "is_dir", "is_relative_to", "keys", "save", "hexdigest",
     "includes", "startsWith", "endsWith", "indexOf", "test"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Callee:
    """What is called: its names, and what it is a method of."""

    names: tuple[str, ...]
    receiver: Value | None
    method: str


def call_value(call: Call, state: State, frame: Frame) -> Value:
    """Give what a call returns; what it does with its arguments is noted in the frame."""
    noted_before = len(frame.hits)
    callee = _callee(call.function, state, frame)
    if callee.method in _UNDOING:
        del frame.hits[noted_before:]
    given = _given(call, callee, state, frame)
    function = local_function(call.function, state, frame)
    if function is not None:
        callee = replace(callee, names=(f"local.{function.name}",))
    noted(call, callee.names, callee.receiver, given, frame)
    _fill(call, callee, given, state, frame)
    _say_type(call, callee, given, state)
    name = callee.names[0] if callee.names else getattr(call.function, "text", "")
    proves = (
        asked(name, callee.receiver, [one.value for one in given], frame, _types(given, frame)) if name else ({}, {})
    )
    if callee.names == ("Object.keys",) and given:
        # The names that an object is written with are no stranger's.
        return Value(given[0].value.taints)
    if function is not None:
        return replace(through_local(function, call, given, frame, _kept(callee, frame)), proves=proves)
    names = named([f"{name}()" for name in callee.names])
    if callee.names and callee.names[0].endswith("make_response") and given and is_listed(given[0].value):
        # It makes JSON of a mapping.
        return UNKNOWN
    value = Value(
        merged((*_from_receiver(callee, given, frame), *_from_arguments(callee, given, frame))), names, proves=proves
    )
    if callee.names and callee.names[0] in _SHAPING:
        value = replace(value, shape=shaped("/".join(one.value.shape for one in given)))
    return joined_with(_got(call, callee, given, frame), from_sources(value, call.at, frame))


def joined_with(item: Value | None, value: Value) -> Value:
    """Prefer what is known of an element to what is known of the call that got it."""
    if item is None:
        return value
    return replace(item, names=named((*item.names, *value.names)), taints=merged((*item.taints, *value.taints)))


def _callee(function: Expression, state: State, frame: Frame) -> _Callee:
    if isinstance(function, Attribute):
        receiver = frame.evaluate(function.object, state, frame)
        return _Callee(attribute(receiver, function.name, function.at, frame).names, receiver, function.name)
    return _Callee(frame.evaluate(function, state, frame).names, None, "")


def _given(call: Call, callee: _Callee, state: State, frame: Frame) -> list[Given]:
    """Evaluate the arguments; a function among them is given elements of what the call is about."""
    shown = of_call(call, frame) if callee.receiver is not None and frame.around.is_script else {}
    if shown:
        state = State(state.variables, dict(state.cleared))
        state.clear(shown)
    values = {
        at: frame.evaluate(one.value, state, frame)
        for at, one in enumerate(call.arguments)
        if not isinstance(one.value, Lambda)
    }
    if len(values) < len(call.arguments):
        about = [*values.values(), *([callee.receiver] if callee.receiver is not None else [])]
        # An element, or an error about it, tells nothing of the whole where it is empty.
        element = tainted(replace(one, origin=(*one.origin, "[]")) for value in about for one in whole(value))
        inner = State({**state.variables, ELEMENT: element}, dict(state.cleared))
        for at, one in enumerate(call.arguments):
            if at not in values:
                values[at] = frame.evaluate(one.value, inner, frame)
    return [Given(one, values[at]) for at, one in enumerate(call.arguments)]


def _types(given: Sequence[Given], frame: Frame) -> str:
    return frame.around.text(given[1].argument.value.at) if len(given) > 1 else ""


def _kept(callee: _Callee, frame: Frame) -> frozenset[int]:
    """Give the kinds that a call by this name leaves dangerous."""
    words = frame.around.words
    return words.all_kinds.difference(*(words.of(name).sanitisers for name in callee.names))


def _from_receiver(callee: _Callee, given: Sequence[Given], frame: Frame) -> Iterable[Taint]:
    """Take a method of a text for the text, changed, but for those that answer a question."""
    if callee.receiver is None or callee.method in _ANSWERS or callee.method in _GETTERS:
        return ()
    kept = _kept(callee, frame)
    if callee.method in _REPLACERS and given and given[0].value.is_constant:
        kept -= frame.around.words.refusing(given[0].value.shape)
    return _limited(whole(callee.receiver), kept)


def _from_arguments(callee: _Callee, given: Sequence[Given], frame: Frame) -> Iterable[Taint]:
    words = frame.around.words
    passes = frozenset[int]().union(*(words.of(name).passes for name in callee.names)) & _kept(callee, frame)
    returned = (one for one in given if isinstance(one.argument.value, Lambda))
    chosen, kinds = (given, passes) if passes else (returned, words.all_kinds)
    return _limited((taint for one in chosen for taint in deep(one.value)), kinds)


def _limited(taints: Iterable[Taint], kinds: frozenset[int]) -> list[Taint]:
    return [replace(one, kinds=left) for one in taints if (left := one.kinds & kinds)]


def _got(call: Call, callee: _Callee, given: Sequence[Given], frame: Frame) -> Value | None:
    """Read `mapping.get("key", default)` as `mapping["key"]`."""
    if callee.receiver is None or callee.method not in _GETTERS:
        return None
    key = key_of(given[0].argument.value) if given else None
    item = element(callee.receiver, key, call.at, frame)
    defaults = [one.value for one in given[1:] if key is not None and not one.argument.keyword]
    taints = (taint for value in defaults for taint in whole(value))
    return replace(item, taints=merged((*item.taints, *taints)), is_constant=False)


def _say_type(call: Call, callee: _Callee, given: Sequence[Given], state: State) -> None:
    """Note what `response.type("text")` or `setHeader("Content-Type", "text/plain")` says of a response."""
    target = call.function.object if isinstance(call.function, Attribute) else None
    if callee.method not in _SAYING or not given or not isinstance(target, Name) or not given[-1].value.is_constant:
        return
    is_type = callee.method in _SAYING_TYPE or given[0].value.shape.lower() == "content-type"
    if is_type and "html" not in given[-1].value.shape and target.text in state.variables:
        # It is no longer one whose text is a page.
        state.variables[target.text] = UNKNOWN


def _fill(call: Call, callee: _Callee, given: Sequence[Given], state: State, frame: Frame) -> None:
    """Put what is appended into what it is appended to."""
    if callee.receiver is None or callee.method not in _FILLERS or not isinstance(call.function, Attribute):
        return
    changed = callee.receiver
    if callee.method == "append" and len(given) == 1 and not changed.taints:
        changed = with_item(changed, str(len(changed.items)), given[0].value)
    elif any(whole(one.value) for one in given):
        for one in given:
            changed = with_rest(changed, one.value)
    if changed is not callee.receiver:
        bind(call.function.object, changed, state, frame)
