"""Take values out of others, and put them in."""

from collections.abc import Iterable
from dataclasses import replace

from reviewbot.detectors.taint.frame import Frame, State
from reviewbot.detectors.taint.value import (
    HOLE,
    UNKNOWN,
    Taint,
    Value,
    item_of,
    merged,
    named,
    whole,
    with_item,
    with_rest,
)
from reviewbot.syntax.flow.form import Attribute, Collection, Constant, Expression, Name, Span, Subscript

# What a parsed address or path says of its whole: a test of it is a test of that.
_PARSED = frozenset({"netloc", "hostname", "host", "scheme", "origin", "protocol"})
_NUMBERS = frozenset({"size", "length", "count", "status_code", "content_length", "id", "pk"})
_LENGTHS = frozenset({"length", "size", "byteLength"})
_TYPED = frozenset({"mimetype", "content_type", "media_type", "contentType"})


def attribute(value: Value, name: str, at: Span, frame: Frame) -> Value:
    """Take a member by its name."""
    known = value.items.get(f".{name}")
    if known is not None:
        return known
    names = _self_names(value, name, at, frame) or named([f"{one}.{name}" for one in value.names or ("?",)])
    if not value.taints:
        return from_sources(Value(names=names), at, frame)
    key = None if name in _PARSED or name == "parents" else f".{name}"
    numbers = _LENGTHS if frame.around.is_script else _NUMBERS
    taints = () if name in numbers else _taken(value.taints, key, at, frame)
    taints = sanitised(taints, names, frame)
    # An address without a host stays on this one.
    absent = {one.origin: one.kinds for one in taints} if name in _PARSED else {}
    return from_sources(Value(taints, names, proves=({}, absent)), at, frame)


def sanitised(taints: Iterable[Taint], names: Iterable[str], frame: Frame) -> tuple[Taint, ...]:
    """Leave out the kinds that a member or a function of these names makes harmless."""
    words = frame.around.words
    gone = frozenset[int]().union(*(words.of(name).sanitisers for name in names))
    return tuple(replace(one, kinds=left) for one in taints if (left := one.kinds - gone))


def element(value: Value, key: str | None, at: Span, frame: Frame) -> Value:
    """Take an element by its key, None for one that is not known; a member's begins with a dot."""
    if key is not None and key.startswith("."):
        return attribute(value, key[1:], at, frame)
    if key is None:
        return Value(_taken(whole(value), "[]", at, frame), named([f"{one}[]" for one in value.names]))
    known = value.items.get(key)
    if known is not None:
        return known
    names = named([f"{one}[{key}]" for one in value.names])
    taints = sanitised(_taken(value.taints, f"[{key}]", at, frame), names, frame)
    return from_sources(Value(taints, names), at, frame)


def from_sources(value: Value, at: Span, frame: Frame) -> Value:
    """Add the taints of the sources that a value's names stand for."""
    around = frame.around
    found = [
        Taint(kinds, (name,), around.text(at), (at.line,))
        for name in value.names
        if (kinds := around.words.of(name).sources)
    ]
    return replace(value, taints=merged((*value.taints, *found))) if found else value


def _taken(taints: Iterable[Taint], key: str | None, at: Span, frame: Frame) -> tuple[Taint, ...]:
    """Give a taint the key it was taken by; at its source or as a parameter it is said with it."""
    taken = []
    for one in taints:
        origin = (*one.origin, key) if key is not None and len(one.origin) < 5 else one.origin
        is_source = len(one.origin) == 1 and (one.steps == (at.line,) or "." not in one.origin[0])
        taken.append(replace(one, origin=origin, source=_said(one, key, at, frame) if is_source else one.source))
    return tuple(taken)


def _said(taint: Taint, key: str | None, at: Span, frame: Frame) -> str:
    """Say a source with its key: as it is written, or, where it is taken apart, put together."""
    text = frame.around.text(at)
    return f"{taint.source}{key or ''}" if text.startswith(("{", "[")) else text


def _self_names(value: Value, name: str, at: Span, frame: Frame) -> tuple[str, ...]:
    """Look up what the class says of `self.name`."""
    if value.names not in (("self",), ("this",)):
        return ()
    text = f"{value.names[0]}.{name}"
    if text not in frame.names:
        frame.names[text] = named(frame.around.resolved(text, at.start))
    return frame.names[text]


def bind(target: Expression, value: Value, state: State, frame: Frame) -> None:
    """Assign a value to a name, a member, an element, or to several by taking it apart."""
    match target:
        case Name():
            state.variables[target.text] = value
        case Attribute():
            _tell_type(target, target.name, value, state)
            base = frame.evaluate(target.object, state, frame)
            bind(target.object, with_item(base, f".{target.name}", value), state, frame)
        case Subscript():
            key = key_of(target.key)
            _tell_type(target, (key or "").lower().replace("-", "_"), value, state)
            base = frame.evaluate(target.object, state, frame)
            changed = with_item(base, key, value) if key is not None else with_rest(base, value)
            bind(target.object, changed, state, frame)
        case Collection():
            for index, entry in enumerate(target.entries):
                key = str(index) if entry.key is None else key_of(entry.key)
                rest = value if frame.around.is_script else Value(whole(value))
                part = rest if entry.is_spread else _part(value, key, target.at, frame)
                # `is_valid, reason = check(…)`
                is_answer = index == 0 and any(value.proves) and not any(part.proves)
                bind(entry.value, replace(part, proves=value.proves) if is_answer else part, state, frame)
        case _:
            pass


def _part(value: Value, key: str | None, at: Span, frame: Frame) -> Value:
    """Take one of several: what is unpacked by position is no key of a stranger's mapping."""
    if key is not None and key.isdecimal():
        return item_of(value, key)
    return element(value, key, at, frame)


def key_of(key: Expression) -> str | None:
    """Give a constant key as text."""
    return str(key.value) if isinstance(key, Constant) else None


def _tell_type(target: Expression, name: str, value: Value, state: State) -> None:
    """Take a response that says that it is no HTML for harmless."""
    if name not in _TYPED or "html" in value.shape or HOLE in value.shape:
        return
    root = target
    while isinstance(root, Attribute | Subscript):
        root = root.object
    if isinstance(root, Name) and root.text in state.variables:
        state.variables[root.text] = replace(UNKNOWN, names=state.variables[root.text].names)
