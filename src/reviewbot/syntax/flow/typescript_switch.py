"""Lower the `switch` of TypeScript and JavaScript."""

from collections.abc import Iterator, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Boolean,
    Branch,
    Case,
    Comparison,
    Constant,
    Expression,
    Leave,
    Return,
    Statement,
    Try,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.typescript_texts import Lower, named

Body = tuple[Statement, ...]

_FALLS_INTO = 8
"""So many bodies one case may run, its own among them: a hostile `switch` would be as long as its square."""


def switch(native: SgNode, depth: int, lower: Lower) -> Branch:
    """Lower a `switch`: its cases compare the subject, those of `switch (true)` are tests themselves."""
    subject, inner = lower.expression(native.field("value"), depth), native.field("body")
    listed = [one for one in named(inner) if one.kind() in {"switch_case", "switch_default"}] if inner else []
    bodies = [_case_body(one, depth, lower) for one in listed]
    cases, otherwise, tests = list[Case](), Body(), list[Expression]()
    for index, one in enumerate(listed):
        ran = _falling(bodies[index : index + _FALLS_INTO])
        if one.kind() == "switch_default":
            otherwise, tests = ran, []
            continue
        tests.append(_case_test(one, subject, depth, lower))
        if bodies[index]:
            cases.append(Case(tests[0] if len(tests) == 1 else Boolean(at(one), "or", tuple(tests)), ran))
            tests = []
    return Branch(at(native), tuple(cases), otherwise)


def _case_test(native: SgNode, subject: Expression, depth: int, lower: Lower) -> Expression:
    value = lower.expression(native.field("value"), depth)
    is_true = isinstance(subject, Constant) and subject.value is True
    return value if is_true else Comparison(at(native), "==", subject, value)


def _case_body(native: SgNode, depth: int, lower: Lower) -> Body:
    return tuple(each for one in native.field_children("body") for each in lower.block(one, depth))


def _falling(bodies: Sequence[Body]) -> Body:
    """Join the bodies that run one after the other."""
    ran = list[Statement]()
    for one in bodies:
        ran.extend(_unbroken(one))
        if one and isinstance(one[-1], Leave | Return):
            break
    return tuple(ran)


def _unbroken(statements: Body) -> Iterator[Statement]:
    """Leave out `break`, which ends the switch here and no loop around it: what follows may run then, or not."""
    for one in statements:
        match one:
            case Branch():
                cases = tuple(Case(case.test, tuple(_unbroken(case.body))) for case in one.cases)
                yield Branch(one.at, cases, tuple(_unbroken(one.otherwise)))
            case Try():
                handlers = tuple(tuple(_unbroken(each)) for each in one.handlers)
                yield Try(one.at, tuple(_unbroken(one.body)), handlers, tuple(_unbroken(one.last)))
            case Leave(kind="break"):
                pass
            case _:
                yield one
