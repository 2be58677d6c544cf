"""Pair the operations of two descriptions: by path and method, webhooks by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from reviewbot.detectors.openapi.kind import Direction, Kind
from reviewbot.detectors.openapi.library import Library, followed
from reviewbot.detectors.openapi.pair import Note, Sides
from reviewbot.detectors.openapi.part import Part, child, children, entries
from reviewbot.detectors.openapi.retirement import Standing, standing
from reviewbot.domain.diff import Side

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_PARAMETER = re.compile(r"\{[^{}]*\}")
_REMOVED = {
    Standing.ACTIVE: Kind.OPERATION_REMOVED,
    Standing.EARLY: Kind.OPERATION_REMOVED_EARLY,
    Standing.RETIRED: Kind.OPERATION_RETIRED,
}
_REMOVED_WEBHOOK = {
    Standing.ACTIVE: Kind.WEBHOOK_REMOVED,
    Standing.EARLY: Kind.WEBHOOK_REMOVED,
    Standing.RETIRED: Kind.WEBHOOK_RETIRED,
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an operation: itself, the path item around it, its path, and the whole description."""

    operation: Part
    item: Part
    path: str
    root: Part


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An operation before and after. `asks` is the direction of its request: a webhook's comes from the server."""

    name: str
    base: Version
    head: Version
    asks: Direction = Direction.REQUEST

    @property
    def answers(self) -> Direction:
        """Give the direction of what comes back."""
        return Direction.RESPONSE if self.asks is Direction.REQUEST else Direction.REQUEST


def endpoints(base: Part, head: Part, sides: Sides) -> Iterator[Endpoint | Note]:
    """Pair the operations of the paths, and those of the webhooks; note those that came or went.

    Paths are the same that differ at most in their parameters' names, or in what the server's address says of them.
    """
    there = {shape: one for one in reversed(_paths(head)) for shape in _shapes(head, one)}
    twins: set[Part] = set()
    for one in _paths(base):
        twin = next((there[shape] for shape in _shapes(base, one) if shape in there), None)
        twins |= {twin} if twin else set()
        yield from _paired(_Item(one, base), _Item(twin, head) if twin else None, sides)
    for one in _paths(head):
        if one not in twins:
            yield from _whole(_Item(one, head), Side.RIGHT, sides)
    items = _Item(child(base, "webhooks"), base), _Item(child(head, "webhooks"), head)
    yield from _webhooks(*items, "webhook ", sides)


def callbacks(endpoint: Endpoint, sides: Sides) -> Iterator[Endpoint | Note]:
    """Pair the callbacks of an operation like webhooks."""
    before, after = child(endpoint.base.operation, "callbacks"), child(endpoint.head.operation, "callbacks")
    for name in dict.fromkeys((*entries(before), *entries(after))):
        old = followed(sides.base.library, child(before, name))
        new = followed(sides.head.library, child(after, name))
        if old is not None and new is not None:
            items = _Item(old, endpoint.base.root), _Item(new, endpoint.head.root)
            yield from _webhooks(*items, f"callback {name} of {endpoint.name}, ", sides)


@dataclass(frozen=True, slots=True)
class _Item:
    """A path, or all webhooks, and the description in which it stands."""

    path: Part
    root: Part


def _paths(root: Part) -> list[Part]:
    return [one for one in children(child(root, "paths")) if str(one.key[-1]).startswith("/")]


def _shapes(root: Part, path: Part) -> tuple[str, str]:
    """Write a path without its parameters' names: as it stands, and behind the server's own path."""
    shape = _PARAMETER.sub("{}", str(path.key[-1]))
    return shape, _prefix(root) + shape


def _prefix(root: Part) -> str:
    server = child(child(child(root, "servers"), 0), "url").value
    address = _PARAMETER.sub("x", str(child(root, "basePath").value or server or ""))
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def _operations(library: Library, path: Part) -> Mapping[str, Part] | None:
    """List the operations of a path by method; None where they stand in a file that cannot be read."""
    item = followed(library, path)
    if item is None:
        return None
    return {name: one for name, one in entries(item).items() if name in _METHODS and isinstance(one.value, dict)}


def _paired(base: _Item, head: _Item | None, sides: Sides) -> Iterator[Endpoint | Note]:
    if head is None:
        yield from _whole(base, Side.LEFT, sides)
        return
    before = _operations(sides.base.library, base.path)
    after = _operations(sides.head.library, head.path)
    if before is None or after is None:
        return
    path = str(base.path.key[-1])
    for method, one in before.items():
        name = f"{method.upper()} {path}"
        if method in after:
            was = _version(one, base, sides.base.library)
            yield Endpoint(name, was, _version(after[method], head, sides.head.library))
        else:
            yield Note(_REMOVED[standing([one], sides.day)], Side.LEFT, one, name)
    for method, one in after.items():
        if method not in before:
            yield Note(Kind.OPERATION_ADDED, Side.RIGHT, one, f"{method.upper()} {path}")


def _version(operation: Part, item: _Item, library: Library) -> Version:
    return Version(operation, followed(library, item.path) or item.path, str(item.path.key[-1]), item.root)


def _whole(item: _Item, side: Side, sides: Sides) -> Iterator[Note]:
    """Note a path that came or went as a whole once, with all its methods."""
    library = (sides.base if side is Side.LEFT else sides.head).library
    kinds: dict[Kind, list[str]] = {}
    for method, one in (_operations(library, item.path) or {}).items():
        kind = _REMOVED[standing([one], sides.day)] if side is Side.LEFT else Kind.OPERATION_ADDED
        kinds.setdefault(kind, []).append(method.upper())
    for kind, methods in kinds.items():
        yield Note(kind, side, item.path, f"{', '.join(methods)} {item.path.key[-1]}")


def _webhooks(base: _Item, head: _Item, called: str, sides: Sides) -> Iterator[Endpoint | Note]:
    before, after = entries(base.path), entries(head.path)
    for name in dict.fromkeys((*before, *after)):
        old = _operations(sides.base.library, before[name]) if name in before else {}
        new = _operations(sides.head.library, after[name]) if name in after else {}
        if old is None or new is None:
            continue
        for method in dict.fromkeys((*old, *new)):
            if method not in new:
                kind = _REMOVED_WEBHOOK[standing([old[method]], sides.day)]
                yield Note(kind, Side.LEFT, old[method], called + name)
            elif method not in old:
                yield Note(Kind.WEBHOOK_ADDED, Side.RIGHT, new[method], called + name)
            else:
                was = _version(old[method], _Item(before[name], base.root), sides.base.library)
                is_now = _version(new[method], _Item(after[name], head.root), sides.head.library)
                yield Endpoint(called + name, was, is_now, Direction.RESPONSE)
