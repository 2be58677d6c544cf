"""What a test shows of the values it asks about: for which kinds they are harmless where it holds, and where not."""

from reviewbot.detectors.taint.frame import Frame, State
from reviewbot.detectors.taint.value import HOLE, Cleared, Origin, Value, joined, whole
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
    if operator == "in" and left.is_constant and from_right:
        refusing = frame.around.words.refusing(left.shape)
        return {}, dict.fromkeys(from_right, refusing) if refusing else {}
    if operator not in {"==", "in", "is"} or bool(from_left) == bool(from_right) or (operator == "in" and from_right):
        return {}, {}
    return from_left or from_right, {}


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
        return Value(shape=answer or HOLE, is_constant=bool(answer), proves=(inner.proves[1], inner.proves[0]))
    side = 0 if test.operator == "and" else 1
    here = State(state.variables, dict(state.cleared))
    values = list[Value]()
    for operand in test.operands:
        values.append(frame.evaluate(operand, here, frame))
        here.clear(values[-1].proves[side])
    proves = [_all_of([one.proves[side] for one in values]), _any_of([one.proves[1 - side] for one in values])]
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


def _all_of(proofs: list[Cleared]) -> Cleared:
    made: dict[Origin, frozenset[int]] = {}
    for proof in proofs:
        for origin, kinds in proof.items():
            made[origin] = made.get(origin, frozenset()) | kinds
    return made


def _any_of(proofs: list[Cleared]) -> Cleared:
    """Keep what every operand proves: one of them holds, nobody knows which."""
    first, *others = proofs
    return {
        origin: common
        for origin, kinds in first.items()
        if (common := kinds.intersection(*(one.get(origin, frozenset()) for one in others)))
    }
