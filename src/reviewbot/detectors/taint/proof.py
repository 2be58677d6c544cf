"""What a test shows of the values it asks about: for which kinds they are harmless where it holds, and where not."""

from reviewbot.detectors.taint.frame import Frame, State
from reviewbot.detectors.taint.value import HOLE, Cleared, Origin, Value, joined, truth, whole
from reviewbot.syntax.flow.form import Attribute, Boolean, Comparison

_NEGATED = frozenset({"!=", "not in", "is not"})


def compared(test: Comparison, left: Value, right: Value, frame: Frame) -> Value:
    """Say what a comparison is, if that is known, and what it proves."""
    positive = test.operator.replace("!=", "==").replace("not in", "in").replace("is not", "is")
    is_inside = positive == "in" and isinstance(test.right, Attribute) and test.right.name == "parents"
    proof = (origins(right, frame), {}) if is_inside else _equality(positive, left, right, frame)
    answer = _known(positive, left, right)
    if test.operator in _NEGATED:
        proof = (proof[1], proof[0])
        answer = None if answer is None else not answer
    shape = HOLE if answer is None else str(answer)
    return Value(shape=shape, is_constant=answer is not None, proves=proof)


def _equality(operator: str, left: Value, right: Value, frame: Frame) -> tuple[Cleared, Cleared]:
    """Take a value that equals, or is one of, what no stranger chose for harmless."""
    from_left, from_right = origins(left, frame), origins(right, frame)
    answer = next((one for one in (left, right) if any(one.proves) and not one.taints), None)
    if operator in {"==", "is"} and answer is not None:
        return _answered(answer, right if answer is left else left)
    if operator == "in" and left.is_constant and from_right:
        refusing = frame.around.words.refusing(left.shape)
        return {}, dict.fromkeys(from_right, refusing) if refusing else {}
    if operator == "==" and _are_parameters(from_left, from_right):
        return from_left | from_right, {}
    if operator not in {"==", "in", "is"} or bool(from_left) == bool(from_right) or (operator == "in" and from_right):
        return {}, {}
    return from_left or from_right, {}


def _are_parameters(left: Cleared, right: Cleared) -> bool:
    """Tell whether two parameters of a function are compared: one of them is known, to check the other."""
    roots = [{origin[0] for origin in one} for one in (left, right)]
    return all(roots) and roots[0].isdisjoint(roots[1]) and all(one.startswith("#") for one in roots[0] | roots[1])


def _answered(answer: Value, other: Value) -> tuple[Cleared, Cleared]:
    """Compare an answer with `True` or `False`, or the signature of a value with the one that was sent along."""
    held, failed = answer.proves
    return (failed, held) if truth(other) is False else (held, {})


def proofs(test: Value, frame: Frame) -> tuple[Cleared, Cleared]:
    """Give what a test shows where it holds, and where not: a text that is not true is empty."""
    held, failed = test.proves
    is_one = len(test.taints) == 1 and not test.items and test.taints[0].origin[-1] != "[]"
    return (held, {**origins(test, frame), **failed}) if is_one else (held, failed)


def origins(value: Value, frame: Frame) -> dict[Origin, frozenset[int]]:
    """Give where a value comes from, as what is proven harmless for all kinds."""
    return dict.fromkeys((taint.origin for taint in whole(value)), frame.around.words.all_kinds)


def _known(operator: str, left: Value, right: Value) -> bool | None:
    if not (left.is_constant and right.is_constant):
        return None
    if operator in {"==", "is"}:
        return left.shape == right.shape
    if left.shape.isdecimal() and right.shape.isdecimal():
        one, two = int(left.shape), int(right.shape)
        return {"<": one < two, ">": one > two, "<=": one <= two, ">=": one >= two}.get(operator)
    return None


def connected(test: Boolean, state: State, frame: Frame) -> Value:
    """Evaluate operands in turn, each under what those before it prove, and join their proofs."""
    if test.operator == "not":
        inner = frame.evaluate(test.operands[0], state, frame)
        answer = _negated(inner)
        held, failed = proofs(inner, frame)
        return Value(shape=answer or HOLE, is_constant=bool(answer), proves=(failed, held))
    side = 0 if test.operator == "and" else 1
    here = State(state.variables, dict(state.cleared))
    values, shown = list[Value](), list[tuple[Cleared, Cleared]]()
    for operand in test.operands:
        values.append(frame.evaluate(operand, here, frame))
        shown.append(proofs(values[-1], frame))
        here.clear(shown[-1][side])
    proves = [_all_of([one[side] for one in shown]), _any_of([one[1 - side] for one in shown])]
    if side:
        proves.reverse()
    return _result(values, side, (proves[0], proves[1]))


def _negated(inner: Value) -> str:
    if not inner.is_constant or HOLE in inner.shape:
        return ""
    return str(inner.shape in {"", "False", "None", "0"})


def _result(values: list[Value], side: int, proves: tuple[Cleared, Cleared]) -> Value:
    """Give the last of `and`, where the others are but tests, and any of `or`."""
    decided = [one for one in values if one.is_constant and HOLE not in one.shape]
    is_falsy = [one.shape in {"", "False", "None", "0"} for one in decided]
    if side == 0 and any(is_falsy):
        return Value(shape="False", is_constant=True, proves=proves)
    if side == 1 and values and values[0] in decided and not is_falsy[0]:
        return values[0]
    found = values[-1]
    if side == 1:
        for one in values[:-1]:
            found = joined(found, one)
    is_constant = len(decided) == len(values) and found.is_constant
    return Value(found.taints, found.names, found.shape, is_constant, found.items, proves)


def _all_of(several: list[Cleared]) -> Cleared:
    made: dict[Origin, frozenset[int]] = {}
    for proof in several:
        for origin, kinds in proof.items():
            made[origin] = made.get(origin, frozenset()) | kinds
    return made


def _any_of(several: list[Cleared]) -> Cleared:
    """Keep what every operand proves: one of them holds, nobody knows which."""
    first, *others = several
    return {
        origin: common
        for origin, kinds in first.items()
        if (common := kinds.intersection(*(one.get(origin, frozenset()) for one in others)))
    }
