"""Run the statements of a function over what is known of its variables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reviewbot.detectors.taint.collect import iterated
from reviewbot.detectors.taint.frame import Frame, State, met
from reviewbot.detectors.taint.member import bind
from reviewbot.detectors.taint.proof import proofs
from reviewbot.detectors.taint.sink import noted_return
from reviewbot.detectors.taint.value import Cleared, Value, passed, truth, whole
from reviewbot.syntax.flow.form import (
    Assign,
    Attribute,
    Branch,
    Call,
    Define,
    Evaluate,
    Expression,
    Leave,
    Loop,
    Name,
    Return,
    Statement,
    Try,
)

_ROUNDS = (3, 2, 2)
"""How often the body of a loop runs, by how deep it stands; deeper ones run once."""

_ENDS = frozenset({"abort", "exit", "_exit", "quit"})
# A call for its effect that raises unless the value is what it must be.
_DEMANDS = re.compile(
    r"(?:^|[._])(?:validate|check|verify|ensure|assert|require|int|float|UUID|ip_address|ip_network|relative_to)"
    r"(?:$|_|[A-Z])"
)


def run(statements: Sequence[Statement], state: State, frame: Frame) -> State | None:
    """Give the state behind the statements; None where no way leads there."""
    here: State | None = state
    for one in statements:
        if here is None:
            return None
        here = _ran(one, here, frame)
    return here


def _ran(statement: Statement, state: State, frame: Frame) -> State | None:
    frame.around.budget.spend()
    match statement:
        case Assign() | Evaluate() | Return() | Leave():
            frame.statement = statement.at
            return _simple(statement, state, frame)
        case Branch():
            return _branch(statement, state, frame)
        case Loop():
            return _loop(statement, state, frame)
        case Try():
            return _try(statement, state, frame)
        case Define():
            return state


def _simple(statement: Assign | Evaluate | Return | Leave, state: State, frame: Frame) -> State | None:
    match statement:
        case Assign():
            value = passed(frame.evaluate(statement.value, state, frame), statement.at.line)
            for target in statement.targets:
                bind(target, value, state, frame)
            return state
        case Evaluate():
            return _effect(statement.value, state, frame)
        case Return():
            if statement.value is not None:
                value = frame.evaluate(statement.value, state, frame)
                noted_return(statement.value, value, frame)
                frame.returned.append(value)
            return None
        case Leave():
            if statement.value is not None:
                frame.evaluate(statement.value, state, frame)
            if statement.kind in {"break", "continue"} and frame.exits:
                frame.exits[-1].append(state)
            return None


def _effect(expression: Expression, state: State, frame: Frame) -> State | None:
    """Run a call for its effect: it may end the function, or prove what it does not refuse."""
    frame.evaluate(expression, state, frame)
    if not isinstance(expression, Call):
        return state
    name = _name(expression.function)
    if name in _ENDS:
        return None
    if _DEMANDS.search(name):
        state.clear(_demanded(expression, state, frame))
    return state


def _name(function: Expression) -> str:
    match function:
        case Name():
            return function.text
        case Attribute():
            return function.name
        case _:
            return ""


def _demanded(call: Call, state: State, frame: Frame) -> Cleared:
    asked = [one.value for one in call.arguments]
    asked += [call.function.object] if isinstance(call.function, Attribute) else []
    values = [frame.evaluate(one, state, frame) for one in asked]
    kinds = frame.around.words.all_kinds
    return {taint.origin: kinds for value in values for taint in whole(value)}


def _branch(branch: Branch, state: State, frame: Frame) -> State | None:
    """Run each case in a state of its own, and what is left where all tests failed."""
    ends = list[State | None]()
    rest: State | None = state
    for case in branch.cases:
        if rest is None:
            break
        frame.statement = case.test.at
        test = frame.evaluate(case.test, rest, frame)
        answer, (held, failed) = truth(test), proofs(test, frame)
        if answer is not False:
            taken = rest.copied(frame.around.budget)
            taken.clear(held)
            ends.append(run(case.body, taken, frame))
        if answer is True:
            rest = None
        else:
            rest.clear(failed)
    if rest is not None:
        ends.append(run(branch.otherwise, rest, frame))
    return met(ends, frame.around.budget)


def _loop(loop: Loop, state: State, frame: Frame) -> State | None:
    """Run the body as often as it takes for a value to come round once."""
    budget, seen = frame.around.budget, state
    frame.exits.append([])
    test = Value()
    depth = len(frame.exits) - 1
    for _ in range(_ROUNDS[depth] if depth < len(_ROUNDS) else 1):
        entry = seen.copied(budget)
        test = _entered(loop, entry, frame)
        end = run(loop.body, entry, frame)
        seen = met([seen, end, *frame.exits[-1]], budget) or seen
    exits = frame.exits.pop()
    after: State | None = seen.copied(budget)
    if loop.target is None:
        after = None if truth(test) is True else after
        if after is not None:
            after.clear(test.proves[1])
    if after is not None:
        after = run(loop.otherwise, after, frame)
    return met([after, *exits], budget)


def _entered(loop: Loop, state: State, frame: Frame) -> Value:
    """Evaluate the head of a loop once, and give its test."""
    frame.statement = loop.over.at
    over = frame.evaluate(loop.over, state, frame)
    if loop.target is None:
        state.clear(over.proves[0])
        return over
    bind(loop.target, passed(replace(iterated(over), is_constant=False), loop.at.line), state, frame)
    return Value()


def _try(statement: Try, state: State, frame: Frame) -> State | None:
    """Run the body, then each handler as if anything of the body had run, then what comes last."""
    budget = frame.around.budget
    before = state.copied(budget)
    end = run(statement.body, state, frame)
    failed = met([before, end], budget) or before
    ends = [end, *(run(one, failed.copied(budget), frame) for one in statement.handlers)]
    out = met(ends, budget)
    if not statement.last:
        return out
    last = run(statement.last, out if out is not None else failed, frame)
    return last if out is not None else None
