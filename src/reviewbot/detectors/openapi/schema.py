"""Open references and compositions, so that two schemas can be compared by what they come to."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.detectors.openapi.library import Library, followed, pointed
from reviewbot.detectors.openapi.part import Part, child, children

_GROUPS = ("oneOf", "anyOf")
_ANNOTATIONS = frozenset({"title", "description", "example", "examples", "deprecated", "externalDocs", "$comment"})


@dataclass(frozen=True, slots=True)
class Group:
    """The branches of a `oneOf` or `anyOf` of which one holds; null is not among them."""

    part: Part
    branches: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a schema comes to.

    `parts` hold together, the outermost first, and `stated` is where they state each keyword. `groups` are choices
    beside them, `members` are what `allOf` lists. It is not `is_known` where a reference leads nowhere, so that nothing
    may be said to be missing.
    """

    parts: tuple[Part, ...]
    stated: Mapping[str, tuple[Part, ...]]
    groups: tuple[Group, ...]
    members: tuple[Part, ...]
    is_nullable: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """Schemas that hold together; of `own` only what they say themselves, their references and choices left out."""

    parts: tuple[Part, ...]
    # A set remembers its hash: one of hundreds of parts is shared by all branches of a choice.
    own: frozenset[Part] = frozenset()


class Opener:
    """Opens the schemas of one revision, each joint once; `spend` is told of the parts looked at and may raise."""

    def __init__(self, library: Library, spend: Callable[[int], None]) -> None:
        self.library = library
        self._spend = spend
        self._opened: dict[Joint, Schema] = {}

    def opened(self, joint: Joint) -> Schema:
        """Follow references and `allOf`, and take a choice of one for what it is."""
        if joint not in self._opened:
            self._opened[joint] = self._open(joint)
        return self._opened[joint]

    def _open(self, joint: Joint) -> Schema:
        seen: dict[Part, None] = {}
        groups: list[Group] = []
        members: list[Part] = []
        is_nullable, is_known, pending = False, True, deque(joint.parts)
        while pending:
            self._spend(1)
            part = pending.popleft()
            if part in seen:
                continue
            seen[part] = None
            if not isinstance(part.value, dict):
                is_known = is_known and part.value is True
                continue
            for target in self._referred(part):
                is_known = is_known and target is not None
                pending.extend([target] if target else [])
            joined = tuple(_inheriting(part, "allOf"))
            members.extend(joined)
            pending.extend(joined)
            is_nullable = is_nullable or part.value.get("nullable") is True or part.value.get("x-nullable") is True
            for group, has_null in self._groups(part):
                is_nullable = is_nullable or has_null
                if len(group.branches) == 1:
                    pending.append(group.branches[0])
                elif group.branches:
                    groups.append(group)
        parts = tuple(seen | dict.fromkeys(sorted(joint.own, key=_order)))
        return Schema(parts, _stated(parts), tuple(groups), tuple(members), is_nullable, is_known)

    def _referred(self, part: Part) -> Iterator[Part | None]:
        reference = child(part, "$ref").value
        if isinstance(reference, str):
            yield pointed(self.library, part.file, reference)

    def _groups(self, part: Part) -> Iterator[tuple[Group, bool]]:
        """Give the choices of a part, and whether null is one; plain types and plain values become one schema."""
        for name in _GROUPS:
            listed = child(part, name)
            branches = [one for one in _inheriting(part, name) if one.value is not None]
            kept = [one for one in branches if not _is_null(self._target(one))]
            values = [self._target(one).value for one in kept]
            has_null = len(kept) < len(branches)
            together = _together(values) if len(kept) > 1 else None
            if together is not None:
                yield Group(listed, (Part(listed.file, listed.key, together, part.name),)), has_null
            else:
                yield Group(listed, tuple(kept)), has_null

    def _target(self, part: Part) -> Part:
        self._spend(1)
        return followed(self.library, part) or part


def _inheriting(part: Part, name: str) -> Iterator[Part]:
    return children(child(part, name))


def _order(part: Part) -> tuple[str, list[str]]:
    return part.file, [str(word) for word in part.key]


def _stated(parts: tuple[Part, ...]) -> Mapping[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        for name in part.value if isinstance(part.value, dict) else ():
            found.setdefault(name, []).append(child(part, name))
    return {name: tuple(places) for name, places in found.items()}


def _is_null(part: Part) -> bool:
    return child(part, "type").value in ("null", ["null"]) or child(part, "enum").value == [None]


def _together(values: Sequence[object]) -> dict[str, object] | None:
    """Write a choice of plain types, or of plain values, as the one schema that says the same."""
    told = [{name: one for name, one in value.items() if name not in _ANNOTATIONS} for value in values
            if isinstance(value, dict)]  # fmt: skip
    if len(told) < len(values):
        return None
    if all(one.keys() == {"type"} for one in told):
        return {"type": [name for one in told for name in _listed(one["type"])]}
    if all({"const"} <= one.keys() <= {"const", "type"} or {"enum"} <= one.keys() <= {"enum", "type"} for one in told):
        return {"enum": [each for one in told for each in ([one["const"]] if "const" in one else _listed(one["enum"]))]}
    return None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
