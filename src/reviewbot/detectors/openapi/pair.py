"""Put a schema of the base beside the one that stands for it in the head, and say what differs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reviewbot.detectors.openapi.kind import Direction, Kind, kind_of
from reviewbot.detectors.openapi.part import Part
from reviewbot.detectors.openapi.saying import stated
from reviewbot.detectors.openapi.schema import Joint, Opener, Schema
from reviewbot.domain.diff import Side

JSON: frozenset[str] = frozenset()
TEXT = frozenset({"integer", "number", "boolean"})
RAW = TEXT | {"array", "object"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two schemas, who sends what they describe, and which types travel as mere text.

    Where a number travels as text (`as_text`), in a query or a header, a `string` allows it too.
    """

    base: Joint
    head: Joint
    direction: Direction
    as_text: frozenset[str] = JSON


@dataclass(frozen=True, slots=True)
class Note:
    """A difference and the place that says it, in the base where something is gone.

    `shared` is what several places refer to, where all of them say the same of it.
    """

    kind: Kind
    side: Side
    part: Part
    subject: str
    detail: str = ""
    shared: Part | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Both revisions with their schemas, and the day on which a sunset is past or not, if one is known.

    `spend` is told of every part that a comparison looks at, and raises where there are too many.
    """

    base: Opener
    head: Opener
    day: date | None
    spend: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Both:
    """A pair with both schemas opened."""

    pair: Pair
    base: Schema
    head: Schema
    sides: Sides

    @property
    def direction(self) -> Direction:
        """Say who sends what the schemas describe."""
        return self.pair.direction


def are_said(both: Both, keywords: Iterable[str]) -> Iterator[str]:
    """Keep the keywords that one of the two states."""
    return (one for one in keywords if one in both.base.stated or one in both.head.stated)


def below(both: Both, base: Iterable[Part], head: Iterable[Part]) -> Iterator[Pair]:
    """Pair what lies below two schemas, if both have it."""
    before, after = tuple(base), tuple(head)
    if before and after:
        yield Pair(Joint(before), Joint(after), both.direction, both.pair.as_text)


def noted(both: Both, what: str, keywords: Iterable[str], detail: str = "") -> Note:
    """Note a difference at the first of the keywords that one of the two says otherwise."""
    side, part = _place(both, keywords)
    return Note(kind_of(both.direction, what), side, part, called(both, part), detail)


def condition(both: Both, side: Side, part: Part, detail: str) -> Note:
    """Note a condition that only one of the two sets."""
    what = "condition-removed" if side is Side.LEFT else "condition-added"
    return Note(kind_of(both.direction, what), side, part, called(both, part), detail)


def called(both: Both, part: Part) -> str:
    """Say what a reader would call the schema in which a part stands."""
    return part.name or next((one.name for one in both.pair.base.parts if one.name), "schema")


def _place(both: Both, keywords: Iterable[str]) -> tuple[Side, Part]:
    for keyword in keywords:
        before, after = stated(both.base, keyword), stated(both.head, keyword)
        if after is not None and (before is None or before.value != after.value):
            return Side.RIGHT, after
        if before is not None and after is None:
            return Side.LEFT, before
    return Side.RIGHT, both.pair.head.parts[0]
