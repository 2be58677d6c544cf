"""Note the values that reach a sink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewbot.detectors.taint.frame import Frame, Hit
from reviewbot.detectors.taint.value import Taint, Value, is_listed, whole
from reviewbot.detectors.taint.words import is_found
from reviewbot.domain.item import Sink
from reviewbot.syntax.flow.form import Argument, Call, Collection, Expression


@dataclass(frozen=True, slots=True)
class Given:
    """An argument with its value."""

    argument: Argument
    value: Value


def noted(call: Call, names: Sequence[str], receiver: Value | None, given: Sequence[Given], frame: Frame) -> None:
    """Note what a call does harm with, if it is a sink."""
    for name in names:
        for kind, sink in frame.around.words.of(name).sinks:
            if not _is_meant(sink, given, frame):
                continue
            for value in _chosen(sink, receiver, given):
                # What is asked for the look of its text is a text.
                if is_found(sink.text, value.shape) and not (sink.text and value.items):
                    _note(kind, whole(value), call.function, frame)


def _note(kind: int, taints: Sequence[Taint], sink: Expression, frame: Frame) -> None:
    text = frame.around.text(sink.at)
    frame.hits.extend(Hit(kind, one, text, sink.at, frame.statement) for one in taints if kind in one.kinds)


def _chosen(sink: Sink, receiver: Value | None, given: Sequence[Given]) -> Iterator[Value]:
    if receiver is not None and "receiver" in sink.arguments:
        yield receiver
    for position, one in enumerate(given):
        if not sink.arguments or _is_wanted(one.argument.keyword, position, sink.arguments):
            yield one.value
        word = one.argument.keyword or str(position)
        # A value with a name is more than what is known to be in it.
        is_any = f"{word}.*" in sink.arguments and not one.value.names
        yield from (item for key, item in one.value.items.items() if is_any or f"{word}{key}" in sink.arguments)


def _is_wanted(keyword: str, position: int, wanted: Sequence[str]) -> bool:
    """Tell whether an argument is one of those wanted; what is spread by position may be any from there on."""
    if keyword == "*":
        return any(one.isdecimal() and int(one) >= position for one in wanted)
    return (keyword or str(position)) in wanted


def _is_meant(sink: Sink, given: Sequence[Given], frame: Frame) -> bool:
    written = {one.argument.keyword or str(at): _written(one, frame) for at, one in enumerate(given)}
    return all(name in written and is_found(text, written[name]) for name, text in sink.when) and not any(
        name in written and is_found(text, written[name]) for name, text in sink.unless
    )


def _written(given: Given, frame: Frame) -> str:
    """Give an argument as it is written, and behind it the keys that its value is known to have."""
    return " ".join((frame.around.text(given.argument.value.at), *given.value.items))


def noted_return(expression: Expression, value: Value, frame: Frame) -> None:
    """Note what a view returns; a mapping or a list is JSON, a tuple's first is the body."""
    sinks = frame.around.words.returned_by(frame.framework) if frame.framework else ()
    if not sinks or frame.around.text(expression.at).startswith(("{", "[")):
        return
    body: Value | None = value
    if isinstance(expression, Collection):
        says_type = "ontent" in frame.around.text(expression.at)
        body = None if says_type else value.items.get("0")
    if body is not None and is_listed(body):
        return
    for kind, sink in sinks:
        if body is not None and is_found(sink.text, body.shape):
            _note(kind, whole(body), expression, frame)
