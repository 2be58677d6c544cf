"""Walk the answers' schemas before and after a change in step, and find the fields that can no longer be read."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.detectors.openapi_reference import Part, child, children, followed, located
from reviewbot.detectors.openapi_schema import Schema, bare, may_be_object, opened, united
from reviewbot.errors import ConfigurationError, Place
from reviewbot.yamlfile import Document, Key

_MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The schema of one answer of an operation, before and after."""

    operation: str
    before: Part
    after: Part


@dataclass(frozen=True, slots=True)
class RemovedFields:
    """Fields that are gone: their names, the operations that lose them, and the key in the base that says so.

    That is the field's own key, or, where its schema is still there and merely used no more, the reference to it.
    """

    key: Key
    names: tuple[str, ...]
    operations: tuple[str, ...]


def removed_fields(base: Document, head: Document, answers: Sequence[Answer]) -> tuple[RemovedFields, ...]:
    """Find the fields that answers lose, each once however many operations share its schema.

    Raises ConfigurationError beyond 200,000 steps.
    """
    walk = _Walk(base, head)
    walk.run(answers)
    names: dict[Key, dict[str, None]] = defaultdict(dict)
    operations: dict[Key, set[str]] = defaultdict(set)
    for pair, lost in walk.lost.items():
        concerned = walk.operations(pair)
        for field in lost:
            key = _place(head, pair, field)
            names[key][str(field.key[-1])] = None
            operations[key] |= concerned
    return tuple(RemovedFields(key, tuple(found), tuple(sorted(operations[key]))) for key, found in names.items())


@dataclass(frozen=True, slots=True)
class _Pair:
    """A schema of the base, and those of the head that stand for it together."""

    base: Part
    heads: tuple[Part, ...]


def _place(head: Document, pair: _Pair, field: Part) -> Key:
    if located(head, field.key) is None:
        return field.key
    reference = child(pair.base, "$ref")
    return pair.base.key if reference.value is None else reference.key


class _Walk:
    """Visits every pair of schemas once, however many operations share it and whatever circles they form."""

    def __init__(self, base: Document, head: Document) -> None:
        self.lost: dict[_Pair, tuple[Part, ...]] = {}
        self._base = base
        self._head = head
        self._users: dict[_Pair, list[_Pair]] = defaultdict(list)
        self._answered: dict[_Pair, set[str]] = defaultdict(set)
        self._steps = 0

    def run(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            self._answered[_Pair(answer.before, (answer.after,))].add(answer.operation)
        pending, seen = deque(self._answered), set(self._answered)
        while pending:
            pair = pending.popleft()
            for inner in self._visited(pair):
                self._users[inner].append(pair)
                if inner not in seen:
                    seen.add(inner)
                    pending.append(inner)

    def operations(self, pair: _Pair) -> set[str]:
        """Go from a pair back to the operations whose answers hold it."""
        pending, seen = [pair], {pair}
        names: set[str] = set()
        while pending:
            self._spend()
            here = pending.pop()
            names |= self._answered.get(here, set())
            new = set(self._users.get(here, ())) - seen
            seen |= new
            pending.extend(new)
        return names

    def _visited(self, pair: _Pair) -> Iterator[_Pair]:
        """Note the fields that a pair loses and give the pairs of schemas below it."""
        before = opened(self._base, [pair.base], self._spend)
        after = opened(self._head, pair.heads, self._spend)
        whole = united(self._head, after, self._spend)
        if whole.unknown:
            return
        there = _fields(whole.always)
        fields = [field for found in _fields(before.always).values() for field in found]
        lost = tuple(field for field in fields if field.key[-1] not in there and self._is_read(field))
        if lost and may_be_object(whole.always):
            self.lost[pair] = lost
        for field in fields:
            yield from _pairs([field], there.get(field.key[-1], []))
        for name in ("items", "additionalProperties"):
            yield from _pairs(_named(before.always, name), _named(whole.always, name))
        yield from self._branches(pair, before, after)

    def _branches(self, pair: _Pair, before: Schema, after: Schema) -> Iterator[_Pair]:
        """Pair the branches that stay: by what they refer to, the others by their order where none came or went.

        A branch that went as a whole takes no field away from the answers that are still given.
        """
        there = {self._target(self._head, one): one for one in (after.branches or after.always)}
        own = bare(after.always)
        left = []
        for branch in before.branches:
            twin = there.pop(self._target(self._base, branch), None) if child(branch, "$ref").value else None
            if twin is None:
                left.append(branch)
            else:
                yield _Pair(branch, (twin, *own) if after.branches else pair.heads)
        if after.branches and len(left) == len(there):
            yield from (_Pair(branch, (twin, *own)) for branch, twin in zip(left, there.values(), strict=True))
        elif not after.branches and len(left) == len(before.branches) == 1:
            yield _Pair(left[0], pair.heads)

    def _target(self, document: Document, part: Part) -> Key:
        return (followed(document, part) or part).key

    def _is_read(self, field: Part) -> bool:
        """Tell whether a client could read a field and was not told to stop."""
        parts = (field, followed(self._base, field) or field)
        return not any(child(part, word).value is True for part in parts for word in ("writeOnly", "deprecated"))

    def _spend(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            message = "These two versions of the description are too large to compare."
            raise ConfigurationError(message, "Split the description into several files.", Place(self._head.file))


def _fields(parts: Iterable[Part]) -> Mapping[str | int, list[Part]]:
    found: dict[str | int, list[Part]] = defaultdict(list)
    for part in parts:
        for field in children(child(part, "properties")):
            if field.value is not None:
                found[field.key[-1]].append(field)
    return dict(found)


def _named(parts: Iterable[Part], name: str) -> list[Part]:
    return [one for part in parts if (one := child(part, name)).value is not None]


def _pairs(bases: Iterable[Part], heads: Iterable[Part]) -> Iterator[_Pair]:
    known = tuple(one for one in heads if isinstance(one.value, dict))
    if known:
        yield from (_Pair(base, known) for base in bases if isinstance(base.value, dict))
