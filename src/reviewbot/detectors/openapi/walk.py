"""Visit every pair of schemas once, however many operations share it and whatever circles they form."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reviewbot.detectors.openapi.choices import of_choices, of_discriminators, of_members
from reviewbot.detectors.openapi.conditions import of_conditions
from reviewbot.detectors.openapi.fields import of_fields
from reviewbot.detectors.openapi.library import located
from reviewbot.detectors.openapi.limits import of_limits
from reviewbot.detectors.openapi.pair import Both, Note, Pair, Sides
from reviewbot.detectors.openapi.part import Part, child
from reviewbot.detectors.openapi.same import Same
from reviewbot.detectors.openapi.values import are_disjoint, of_types, of_values
from reviewbot.domain.diff import Side

Users = int
"""A set of operations, one bit each: most schemas of a large description are used by many."""


class _Walk:
    """Numbers the pairs in the order in which they are met, so that each is opened once."""

    def __init__(self, sides: Sides) -> None:
        self.pairs: list[Pair] = []
        self.users: list[Users] = []
        self.inner: list[list[int]] = []
        self._numbers: dict[Pair, int] = {}
        self._sides = sides

    def number(self, pair: Pair) -> int:
        """Give a pair's number, a new one where it was not met before."""
        if pair not in self._numbers:
            self._numbers[pair] = len(self.pairs)
            self.pairs.append(pair)
            self.users.append(0)
        return self._numbers[pair]

    def spread(self) -> None:
        """Tell every pair by which operations it is used, through those that hold it."""
        pending = deque(number for number, users in enumerate(self.users) if users)
        while pending:
            number = pending.popleft()
            for one in self.inner[number]:
                self._sides.spend(1)
                if self.users[number] & ~self.users[one]:
                    self.users[one] |= self.users[number]
                    pending.append(one)


def walk(roots: Iterable[tuple[Pair, Users]], sides: Sides) -> Iterator[tuple[Note, Users]]:
    """Give the differences of all schemas that the roots lead to, each with the operations that it concerns."""
    known, same = _Walk(sides), Same(sides.base.library, sides.head.library)
    for pair, users in roots:
        known.users[known.number(pair)] |= users
    notes: list[tuple[int, Note]] = []
    # The list grows while it is walked.
    for number, pair in enumerate(known.pairs):
        sides.spend(len(pair.base.own) + len(pair.head.own) + 1)
        found = () if same.is_same(pair.base, pair.head) else tuple(_differences(pair, sides))
        notes.extend((number, _placed(one, pair, sides)) for one in found if isinstance(one, Note))
        known.inner.append([known.number(one) for one in found if isinstance(one, Pair)])
    known.spread()
    return ((note, known.users[number]) for number, note in notes)


def _differences(pair: Pair, sides: Sides) -> Iterator[Note | Pair]:
    both = Both(pair, sides.base.opened(pair.base), sides.head.opened(pair.head), sides)
    sides.spend(len(both.base.parts) + len(both.head.parts))
    if not both.base.is_known or not both.head.is_known:
        return
    yield from of_discriminators(both)
    if both.base.groups or both.head.groups:
        yield from of_choices(both)
        return
    yield from of_types(both)
    if not are_disjoint(both):
        yield from of_values(both)
        yield from of_limits(both)
        yield from of_fields(both)
        yield from of_conditions(both)
        yield from of_members(both)


def _placed(note: Note, pair: Pair, sides: Sides) -> Note:
    """Move a note to the reference that changed, where what it is about still stands in both versions."""
    is_left = note.side is Side.LEFT
    other = (sides.head if is_left else sides.base).library
    twin = located(other, note.part.file, note.part.key)
    if twin is None or twin.value != note.part.value:
        return note
    outer = (pair.base if is_left else pair.head).parts[0]
    return replace(note, part=_reference(outer))


def _reference(part: Part) -> Part:
    reference = child(part, "$ref")
    return part if reference.value is None else reference
