"""What is at hand while a function is followed: its variables, and what was found so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewbot.detectors.taint.value import UNKNOWN, Cleared, Origin, Taint, Value, flagged, joined, limited
from reviewbot.detectors.taint.words import Words
from reviewbot.syntax.flow.form import Expression, Function, Span, Statement

ELEMENT = "\0element"
"""The variable, which no program can name, of what a function without a name is given by the call it stands in."""

_VARIABLES_A_STEP = 32


class ExhaustedError(Exception):
    """A function, or its file, is too large to be followed."""


@dataclass(slots=True)
class Budget:
    """How many steps are left, about one for an expression."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Take steps; raises ExhaustedError when there are none."""
        self.left -= steps
        if self.left < 0:
            raise ExhaustedError


@dataclass(slots=True)
class State:
    """The variables at one point of a function, and what tests have shown by then."""

    variables: dict[str, Value] = field(default_factory=dict)
    cleared: dict[Origin, frozenset[int]] = field(default_factory=dict)

    def copied(self, budget: Budget) -> "State":
        """Give a state that can go its own way."""
        budget.spend(1 + len(self.variables) // _VARIABLES_A_STEP)
        return State(dict(self.variables), dict(self.cleared))

    def read(self, name: str) -> Value | None:
        """Give what a variable holds, without what tests have shown to be harmless; None if it is none of ours."""
        value = self.variables.get(name)
        return limited(value, self.cleared) if value is not None else None

    def clear(self, cleared: Cleared) -> None:
        """Note what a test has shown."""
        for origin, kinds in cleared.items():
            self.cleared[origin] = self.cleared.get(origin, frozenset()) | kinds


def met(states: Sequence[State | None], budget: Budget) -> State | None:
    """Give the state where several ways meet; None where no way leads there."""
    reached = [one for one in states if one is not None]
    if not reached:
        return None
    first, *others = reached
    for other in others:
        budget.spend(1 + len(first.variables) // _VARIABLES_A_STEP)
        first = _both(first, other)
    return first


def _both(one: State, two: State) -> State:
    """Join variable by variable; what a test has shown on one way only is settled in that way's values."""
    ones, twos = one.variables, two.variables
    if one.cleared != two.cleared:
        ones = {name: flagged(limited(value, one.cleared), one.cleared) for name, value in ones.items()}
        twos = {name: flagged(limited(value, two.cleared), two.cleared) for name, value in twos.items()}
    variables = {
        name: value if twos.get(name) is value else joined(value, twos.get(name, UNKNOWN))
        for name, value in ones.items()
    }
    variables |= {name: joined(UNKNOWN, value) for name, value in twos.items() if name not in variables}
    kept = {origin: kinds & two.cleared[origin] for origin, kinds in one.cleared.items() if origin in two.cleared}
    return State(variables, kept)


@dataclass(frozen=True, slots=True)
class Hit:
    """A value that reached a sink: for which kind, on which way, where the sink is named, and in which statement."""

    kind: int
    taint: Taint
    sink: str
    at: Span
    statement: Span


@dataclass(frozen=True, slots=True)
class Summary:
    """What a function does with its parameters, whose taints have the origin `#` and their number.

    `is_listed` tells that it returns no text, but mappings and lists.
    """

    hits: tuple[Hit, ...] = ()
    returned: tuple[Taint, ...] = ()
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What the functions of one file share.

    `resolved` gives the names of a dotted text at an offset. `local` finds a function of the file by its owner and
    name, `summary` says what it does. `is_script` is for TypeScript and JavaScript, where members and keys are one.
    """

    words: Words
    text: Callable[[Span], str]
    resolved: Callable[[str, int], tuple[str, ...]]
    local: Mapping[tuple[str, str], Function]
    is_reading: Callable[[Function], bool]
    summary: Callable[[Function], Summary]
    budget: Budget
    is_script: bool = False


@dataclass(slots=True)
class Frame:
    """One function while it is followed; `framework` is that of the view it is, empty if it is none.

    `statement` is the one that runs, `exits` are the states in which the loops around it are left, innermost last;
    `names` are the names resolved so far.
    """

    around: Around
    function: Function
    framework: str
    run: Callable[[Sequence[Statement], State, "Frame"], State | None]
    evaluate: Callable[[Expression, State, "Frame"], Value]
    statement: Span
    hits: list[Hit] = field(default_factory=list)
    returned: list[Value] = field(default_factory=list)
    exits: list[list[State]] = field(default_factory=list)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
