"""Say what is known of an expression's value."""

from dataclasses import replace

from reviewbot.detectors.taint.call import call_value
from reviewbot.detectors.taint.collect import collection_value, comprehension_value
from reviewbot.detectors.taint.frame import ELEMENT, Frame, State
from reviewbot.detectors.taint.given import names_in_script
from reviewbot.detectors.taint.member import attribute, bind, element, from_sources, key_of
from reviewbot.detectors.taint.proof import compared, connected, proofs
from reviewbot.detectors.taint.value import (
    UNKNOWN,
    Taint,
    Value,
    joined,
    limited,
    merged,
    named,
    shaped,
    tainted,
    through,
    truth,
    whole,
)
from reviewbot.syntax.flow.form import (
    Assigned,
    Attribute,
    Boolean,
    Call,
    Collection,
    Comparison,
    Comprehension,
    Conditional,
    Constant,
    Expression,
    Lambda,
    Name,
    Other,
    Subscript,
    Text,
)


def evaluate(expression: Expression, state: State, frame: Frame) -> Value:
    """Give the value of an expression; sinks that it reaches are noted in the frame."""
    frame.around.budget.spend()
    value = _evaluated(expression, state, frame)
    return limited(value, state.cleared) if value.taints else value


def _evaluated(expression: Expression, state: State, frame: Frame) -> Value:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    match expression:
        case Name():
            return _variable(expression, state, frame)
        case Attribute():
            return attribute(evaluate(expression.object, state, frame), expression.name, expression.at, frame)
        case Subscript():
            evaluate(expression.key, state, frame)
            value = evaluate(expression.object, state, frame)
            return element(value, key_of(expression.key), expression.at, frame)
        case Call():
            return call_value(expression, state, frame)
        case Text():
            return _text(expression, state, frame)
        case Constant():
            return Value(shape=shaped(str(expression.value)), is_constant=True)
        case Collection():
            return collection_value(expression, state, frame)
        case Comprehension():
            return comprehension_value(expression, state, frame)
        case Conditional():
            return _conditional(expression, state, frame)
        case Comparison():
            left, right = evaluate(expression.left, state, frame), evaluate(expression.right, state, frame)
            return compared(expression, left, right, frame)
        case Boolean():
            return connected(expression, state, frame)
        case Assigned():
            value = evaluate(expression.value, state, frame)
            bind(expression.target, value, state, frame)
            return value
        case Lambda():
            return _lambda(expression, state, frame)
        case Other():
            for child in expression.children:
                evaluate(child, state, frame)
            return UNKNOWN


def _variable(name: Name, state: State, frame: Frame) -> Value:
    known = state.read(name.text)
    if known is not None:
        return known
    if name.text not in frame.names:
        frame.names[name.text] = named(frame.around.resolved(name.text, name.at.start))
    return from_sources(Value(names=frame.names[name.text]), name.at, frame)


def _text(text: Text, state: State, frame: Frame) -> Value:
    """Put a text together: what its beginning makes harmless is so for what is appended."""
    shape, taints, is_constant = "", list[Taint](), True
    for part in text.parts:
        value = evaluate(part, state, frame)
        found = whole(value)
        if found:
            fixed = frame.around.words.fixed(shape)
            taints.extend(_put_in(one, fixed, text, frame) for one in found)
        is_constant = is_constant and value.is_constant and not value.shape.isdecimal()
        shape = shaped(shape + value.shape)
    return Value(merged(one for one in taints if one.kinds), shape=shape, is_constant=is_constant)


def _put_in(taint: Taint, fixed: frozenset[int], text: Text, frame: Frame) -> Taint:
    built = through(taint, text.at.line) if taint.steps else taint
    return replace(built, kinds=taint.kinds - fixed, built=frame.statement)


def _conditional(expression: Conditional, state: State, frame: Frame) -> Value:
    test = evaluate(expression.test, state, frame)
    values = [
        evaluate(value, _where(state, test, frame, is_held=is_held), frame)
        for is_held, value in ((True, expression.then), (False, expression.otherwise))
        if truth(test) in (None, is_held)
    ]
    return values[0] if len(values) == 1 else joined(values[0], values[1])


def _where(state: State, test: Value, frame: Frame, *, is_held: bool) -> State:
    """Give the state in which a test holds, or does not; its variables are those of the other."""
    made = State(state.variables, dict(state.cleared))
    made.clear(proofs(test, frame)[0 if is_held else 1])
    return made


def _lambda(expression: Lambda, state: State, frame: Frame) -> Value:
    """Run a function where it stands, with unknown arguments; what it returns is what it may give to its caller."""
    inner = state.copied(frame.around.budget)
    given = state.variables.get(ELEMENT, UNKNOWN)
    for one in expression.parameters:
        names = names_in_script(one, expression.parameters, frame) if frame.around.is_script else ()
        if one.pattern is not None:
            bind(one.pattern, replace(given, names=names), inner, frame)
        else:
            inner.variables[one.name] = replace(given, names=names)
    outer, frame.returned = frame.returned, []
    exits, frame.exits = frame.exits, []
    frame.run(expression.body, inner, frame)
    returned, frame.returned, frame.exits = frame.returned, outer, exits
    found = tainted(taint for value in returned for taint in whole(value))
    return replace(found, proves=returned[0].proves) if len(returned) == 1 else found
