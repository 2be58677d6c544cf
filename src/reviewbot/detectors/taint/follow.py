"""Choose and follow the functions of a file, and those that they call in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewbot.detectors.pattern import File
from reviewbot.detectors.taint.choice import Choice, choice
from reviewbot.detectors.taint.evaluate import evaluate
from reviewbot.detectors.taint.frame import Around, Budget, ExhaustedError, Frame, Hit, State, Summary
from reviewbot.detectors.taint.given import given
from reviewbot.detectors.taint.member import bind
from reviewbot.detectors.taint.nest import nest_route
from reviewbot.detectors.taint.routes import Route, route_of
from reviewbot.detectors.taint.run import run
from reviewbot.detectors.taint.value import is_listed, merged, whole
from reviewbot.detectors.taint.verbs import of_function
from reviewbot.detectors.taint.words import Words
from reviewbot.syntax.flow.form import Function, Span
from reviewbot.syntax.flow.lower import body_of, functions_of
from reviewbot.syntax.languages import family

_STEPS_A_FILE = 400_000
_STEPS_A_FUNCTION = 100_000


def hits(file: File, words: Words) -> Iterator[Hit]:
    """Follow the functions that may lead a source to a sink; keep one way to each place, and one from each text.

    A function that is too large to be followed says nothing, nor does what comes behind it in a file that is.
    """
    functions = functions_of(file.tree)
    is_script = family(file.grammar) == "typescript"
    routes = dict(_routes(file, functions, is_script=is_script))
    chosen = choice(file.source.text, functions, routes, words, is_script=is_script)
    if not chosen.followed:
        return
    around = _around(file, functions, words, chosen)
    seen, done = set[tuple[int, Span]](), list[Span]()
    left = _STEPS_A_FILE
    for function in functions[:-1]:
        if left <= 0 or function.at not in chosen.followed or (is_script and _is_within(function, done)):
            continue
        around.budget.left = allowed = min(left, _STEPS_A_FUNCTION)
        try:
            found = _followed(function, routes.get(function.at), around, file.grammar).hits
            done.append(function.at)
        except ExhaustedError:
            found = []
        left -= allowed - max(around.budget.left, 0)
        for hit in found:
            # A text that is used several times is built, and mended, in one place.
            places = {(hit.kind, hit.at), (hit.kind, hit.taint.built or hit.at)}
            if seen.isdisjoint(places):
                yield hit
            seen |= places


def _is_within(function: Function, done: Sequence[Span]) -> bool:
    """Tell whether a function was followed where it stands in another; methods of a class are not."""
    at = function.at
    return not function.owner and any(one.start < at.start and at.end <= one.end for one in done)


def _routes(file: File, functions: Sequence[Function], *, is_script: bool) -> Iterator[tuple[Span, Route]]:
    has_fastapi = "fastapi" in file.source.text
    for one in functions[:-1]:
        route = nest_route(one) if is_script else route_of(one, has_fastapi)
        if route is not None:
            yield one.at, route


def _around(file: File, functions: Sequence[Function], words: Words, chosen: Choice) -> Around:
    local: dict[tuple[str, str], Function] = {}
    twice = set[tuple[str, str]]()
    for one in functions[:-1]:
        key = (one.owner, one.name)
        twice |= {key} & local.keys()
        local[key] = one
    summaries: dict[Span, Summary] = {}

    def summary(function: Function) -> Summary:
        if function.at not in summaries:
            # One level: what a helper calls in its turn is unknown to it.
            inner = replace(around, local={}, summary=lambda _: Summary())
            frame = _followed(function, None, inner, file.grammar, is_summary=True)
            dangerous = [one for one in frame.returned if whole(one)]
            summaries[function.at] = Summary(
                tuple(frame.hits),
                merged(one for value in dangerous for one in whole(value)),
                is_listed=bool(dangerous) and all(map(is_listed, dangerous)),
            )
        return summaries[function.at]

    around = Around(
        words=words,
        text=lambda span: file.source.text[span.start : span.end],
        resolved=file.names.resolved_at,
        local={key: one for key, one in local.items() if key not in twice},
        is_reading=lambda function: function.at in chosen.reading,
        summary=summary,
        budget=Budget(_STEPS_A_FILE),
        is_script=family(file.grammar) == "typescript",
    )
    return around


def _followed(
    function: Function, route: Route | None, around: Around, grammar: str, *, is_summary: bool = False
) -> Frame:
    framework = route.framework if route else ""
    frame = Frame(around, function, framework, run, evaluate, function.at)
    state = State()
    state.clear(of_function(function, frame))
    for index, one in enumerate(function.parameters):
        value = given(one, index, route, frame, is_summary=is_summary)
        if one.pattern is None:
            state.variables[one.name] = value
        else:
            bind(one.pattern, value, state, frame)
    run(body_of(function, grammar), state, frame)
    return frame
