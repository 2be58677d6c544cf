"""Lower the calls of TypeScript and JavaScript."""

from ast_grep_py import SgNode

from reviewbot.syntax.flow import typescript_questions as questions
from reviewbot.syntax.flow.form import (
    Argument,
    Assigned,
    Attribute,
    Call,
    Collection,
    Constant,
    Entry,
    Expression,
    Name,
    Other,
    Span,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.typescript_texts import Lower, joined, named, tagged, text_of

_MERGING = frozenset({"Object.assign", "_.assign", "_.extend", "_.merge", "__assign", "_objectSpread", "_extends"})
_MODULES = frozenset({"require", "import"})


def call(native: SgNode, depth: int, lower: Lower) -> Expression:
    """Lower a call or `new`, or what it stands for: a text, a question, a module, an assignment."""
    called, place, given = (
        native.field("function") or native.field("constructor"),
        at(native),
        native.field("arguments"),
    )
    if given is not None and given.kind() == "template_string":
        return tagged(native, lower.expression(called, depth), given, depth, lower)
    arguments = tuple(_argument(one, depth, lower) for one in named(given)) if given is not None else ()
    if called is not None and called.kind() == "member_expression":
        found = _of_expression(native, called, arguments, depth, lower)
        if found is not None:
            return found
    if text_of(called) in _MODULES and len(arguments) == 1 and isinstance(arguments[0].value, Constant):
        return Name(place, str(arguments[0].value.value).removeprefix("node:"))
    function = lower.expression(called, depth)
    found = questions.asked(place, function, arguments) or _address(place, text_of(called), arguments)
    if found is None and text_of(called) in _MERGING:
        return _merged(place, arguments)
    if found is None and isinstance(function, Attribute):
        found = joined(place, function.object, function.name, arguments)
    return found if found is not None else Call(place, function, arguments)


def _merged(place: Span, arguments: tuple[Argument, ...]) -> Expression:
    """Lower `Object.assign(a, b)` as `a = {...a, ...b}`, the assignment where `a` is a variable."""
    made = Collection(place, tuple(Entry(None, one.value, is_spread=True) for one in arguments))
    first = arguments[0].value if arguments else None
    return Assigned(place, first, made) if isinstance(first, Name) else made


def _address(place: Span, called: str, arguments: tuple[Argument, ...]) -> Expression | None:
    """Lower `new URL(request.url)` as `request.url()`: what is taken out of it was sent, its host was not chosen."""
    first = arguments[0].value if arguments else None
    is_address = isinstance(first, Attribute) and first.name in {"url", "originalUrl"}
    if first is None or not is_address or called.rpartition(".")[2] != "URL":
        return None
    return Call(place, first, arguments[1:])


def _of_expression(
    native: SgNode, called: SgNode, arguments: tuple[Argument, ...], depth: int, lower: Lower
) -> Expression | None:
    """Lower `/…/.test(x)`, and a replacement by a regular expression that leaves nothing harmful."""
    receiver, method = called.field("object"), text_of(called.field("property"))
    if receiver is not None and receiver.kind() == "regex" and method == "test" and len(arguments) == 1:
        return questions.fitted(at(native), receiver.text(), arguments[0].value)
    first = next(named(given), None) if (given := native.field("arguments")) is not None else None
    if first is None or first.kind() != "regex":
        return None
    if questions.is_filter(method, first.text()):
        return Other(at(native), (lower.expression(receiver, depth),))
    if questions.takes_steps(method, first.text()):
        place = at(native)
        steps = Argument("", Constant(at(first), ".."))
        return Call(place, Attribute(place, lower.expression(receiver, depth), method), (steps, *arguments[1:]))
    return None


def _argument(native: SgNode, depth: int, lower: Lower) -> Argument:
    if native.kind() == "spread_element":
        return Argument("*", lower.expression(next(named(native), None), depth))
    return Argument("", lower.expression(native, depth))
