"""Choose the functions that may lead a source to a sink: only they are lowered and followed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reviewbot.detectors.taint.routes import Route
from reviewbot.detectors.taint.words import Words
from reviewbot.syntax.flow.form import Function, Span

_ALIAS = re.compile(r"\b(\w+) as (\w+)")
_PROMISED = re.compile(r"\b(\w+)\s*=\s*(?:\w+\.)?promisify\(\s*(?:[\w$]+\.){0,3}(\w+)\s*\)")
_PARAMETERS = re.compile(r"\(|=>")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_TYPES = {"Request": "request", "HttpRequest": "request", "WSGIRequest": "request", "WebSocket": "websocket"}
# `const { query } = req` and `({ query }, res) => …` name the parts of a request without it.
_TAKEN_APART = re.compile(r"\}\s*=\s*[^;\n]{0,60}\b(?:req|request|ctx|context|event)\b|\(\s*\{")
_ANNOTATED = re.compile(r"(?:: |\.)(\w*Request|WebSocket)\b")


@dataclass(frozen=True, slots=True)
class Choice:
    """The functions to follow, and those that may read a source of their own."""

    followed: frozenset[Span]
    reading: frozenset[Span]


def choice(
    text: str, functions: Sequence[Function], routes: Mapping[Span, Route], words: Words, *, is_script: bool
) -> Choice:
    """Choose by their words those with a source and a sink, each their own or that of a function they call."""
    own = functions[:-1]
    aliases = _aliases(text)
    held = cache(lambda function: _held(text, function, aliases))
    reading = _reading(text, own, routes, words, held, is_script)
    if not reading:
        return Choice(frozenset(), frozenset())
    readers = {f"{one.name}(" for one in own if one.at in reading}
    sinks = words.sinks_in(frozenset(_WORD.findall(text)))
    by_name = defaultdict[str, list[Function]](list)
    for one in own:
        by_name[one.name].append(one)

    def is_sinking(function: Function) -> bool:
        route = routes.get(function.at)
        is_returned = route is not None and bool(words.returned_by(route.framework))
        return is_returned or not held(function).isdisjoint(sinks)

    followed = frozenset(
        one.at
        for one in own
        if (one.at in reading or _calls(text, one, readers))
        and (is_sinking(one) or any(map(is_sinking, (each for word in held(one) for each in by_name.get(word, ())))))
    )
    return Choice(followed, reading)


def _aliases(text: str) -> Mapping[str, str]:
    # To look for the words costs far less than the expressions.
    renamed = {alias: word for word, alias in _ALIAS.findall(text)} if " as " in text else {}
    return renamed | dict(_PROMISED.findall(text)) if "promisify(" in text else renamed


def _reading(
    text: str,
    functions: Sequence[Function],
    routes: Mapping[Span, Route],
    words: Words,
    held: Callable[[Function], frozenset[str]],
    is_script: bool,
) -> frozenset[Span]:
    """Choose those that read a source as it is usually written, and, where a request has another name, by the words."""
    filled = {at for at, route in routes.items() if route.sources}
    is_renamed = (
        not _TYPES.keys().isdisjoint(_ANNOTATED.findall(text))
        or " request as " in text
        or (is_script and _TAKEN_APART.search(text) is not None)
    )
    if not is_renamed and not words.is_reading(text):
        return frozenset(filled)
    sources = words.sources_by_words() if is_renamed else frozenset()
    return frozenset(
        one.at
        for one in functions
        if one.at in filled
        or words.is_reading(text[one.at.start : one.at.end])
        or (sources and any(map(held(one).issuperset, sources)))
    )


def _calls(text: str, function: Function, names: Iterable[str]) -> bool:
    start = text.find("(", function.at.start)
    return any(text.find(name, start, function.at.end) >= 0 for name in names)


def _held(text: str, function: Function, aliases: Mapping[str, str]) -> frozenset[str]:
    """Collect a function's words from its parameters on: its own name there is no call."""
    head = _PARAMETERS.search(text, function.at.start)
    words = set(_WORD.findall(text, head.start() if head else function.at.start, function.at.end))
    words.update(aliases[word] for word in words & aliases.keys())
    # A parameter of any name may be a request by its type.
    words.update(_TYPES[word] for word in words & _TYPES.keys())
    if any(one.pattern is not None for one in function.parameters):
        words.add("request")
    return frozenset(words)
