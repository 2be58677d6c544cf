"""What is known of the requests that a function answers: their verb, and how their path is written.

An item names it among its sanitisers: `route.delete` where no browser shows the answer to such a request, `route.regex`
where an expression says what a path may be. It holds only if it does for every verb that the function answers.
"""

from collections.abc import Iterator

from reviewbot.detectors.taint.frame import Frame
from reviewbot.detectors.taint.value import Cleared
from reviewbot.syntax.flow.form import Attribute, Call, Collection, Constant, Expression, Function, Name

_VERBS = frozenset({"get", "head", "options", "post", "put", "patch", "delete", "all"})
_NAMES = {"destroy": "delete", "del": "delete", "update": "put", "partial_update": "patch"}
_LISTING = frozenset({"route", "api_route"})


def of_function(function: Function, frame: Frame) -> Cleared:
    """Say what a function's decorators, or the call that it is handed to, show of all that it is sent."""
    shown = [of_call(one, frame) for one in function.decorators if isinstance(one, Call)]
    if function.bases and (own := _verb(function.name)):
        shown.append(_sanitised((own,), frame))
    kinds = frozenset[int]().union(*(one.get((), frozenset()) for one in shown))
    return {(): kinds} if kinds else {}


def of_call(call: Call, frame: Frame) -> Cleared:
    """Say what `app.delete("/x", …)` shows of the requests that end there."""
    name = _name(call.function)
    verbs = tuple(_listed(call)) if name in _LISTING else tuple(filter(None, (_verb(name.lower()),)))
    kinds = _sanitised(verbs, frame).get((), frozenset())
    if verbs and call.arguments and frame.around.text(call.arguments[0].value.at).startswith("/"):
        kinds |= frame.around.words.of("route.regex").sanitisers
    return {(): kinds} if kinds else {}


def _sanitised(verbs: tuple[str, ...], frame: Frame) -> Cleared:
    kinds = [frame.around.words.of(f"route.{verb}").sanitisers for verb in verbs]
    return {(): kinds[0].intersection(*kinds)} if kinds else {}


def _verb(name: str) -> str:
    verb = _NAMES.get(name, name)
    return verb if verb in _VERBS else ""


def _listed(call: Call) -> Iterator[str]:
    """Read `methods=["PUT", "DELETE"]`."""
    for one in call.arguments:
        if one.keyword == "methods" and isinstance(one.value, Collection):
            yield from (str(each.value.value).lower() for each in one.value.entries if isinstance(each.value, Constant))


def _name(function: Expression) -> str:
    match function:
        case Attribute():
            return function.name
        case Name():
            return function.text
        case _:
            return ""
