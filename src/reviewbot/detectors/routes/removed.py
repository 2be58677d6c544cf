"""Find the routes that no changed file offers any more, and leave out what merely moved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewbot.detectors.routes.kinds import RouteKind, Spot, change
from reviewbot.domain.contract import Change
from reviewbot.domain.diff import Side
from reviewbot.syntax.endpoints.endpoint import ACTION, ANY, BELOW, COMPUTED, MOUNT, Endpoints, Route, joined, shape

_MOST_NEW = 300
"""New routes with which each one that is missing is compared; beyond that it is a rewrite, and none is called gone."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one version of a file offers."""

    path: str
    endpoints: Endpoints


def removed(bases: Sequence[Offer], heads: Sequence[Offer]) -> Iterator[Change]:
    """Give a change for each route that is gone, and one for all of a router or class that are gone together.

    A route that may be there under a path which the code computes, or which another file completes, is not gone.
    """
    there = _There(bases, heads)
    for offer in bases:
        gone = [one for one in offer.endpoints.routes if one.method != MOUNT and there.lacks(one)]
        for together in _together(offer.endpoints.routes, gone):
            yield _change(offer.path, together)


@dataclass(frozen=True, slots=True)
class _New:
    """A route that only the heads have."""

    method: str
    shape: str
    is_mounted: bool

    def answers(self, method: str) -> bool:
        """Tell whether it answers a method."""
        return self.method in {method, ANY}


class _There:
    """Knows what all heads offer together, and what of that is new."""

    def __init__(self, bases: Sequence[Offer], heads: Sequence[Offer]) -> None:
        before = {(one.method, one.shape) for offer in bases for one in offer.endpoints.routes}
        routes = [one for offer in heads for one in offer.endpoints.routes]
        after = [(one, one.shape) for one in routes]
        new = [(one, path) for one, path in after if (one.method, path) not in before]
        self._heads = {(one.method, path) for one, path in after}
        self._shapes = {path for _, path in after}
        self._new = [_New(one.method, path, one.is_mounted) for one, path in new[:_MOST_NEW]]
        self._new_mounts = [path.removesuffix(f"/{BELOW}") for _, path in new if path.endswith(BELOW)]
        self._placed = set(_placed(after, new[:_MOST_NEW]))
        self._is_rewritten = len(new) > _MOST_NEW
        self._unknown = _unknown(bases, heads)

    def lacks(self, route: Route) -> bool:
        """Tell whether a route of the base is certainly gone."""
        method, path = route.method, route.shape
        if {(method, path), (ANY, path)} & self._heads or (method == ANY and path in self._shapes):
            return False
        return not (self._is_rewritten or self._is_computed(method) or self._is_elsewhere(route, path))

    def _is_computed(self, method: str) -> bool:
        """Tell whether more routes of a method than before have a path that is not written down."""
        asked = self._unknown if method == ANY else (method, ANY)
        return any(self._unknown.get(one, 0) > 0 for one in asked)

    def _is_elsewhere(self, route: Route, path: str) -> bool:
        """Tell whether a new mount or a new route may be an old one whose path is put together otherwise."""
        if path.endswith(BELOW) and self._new_mounts:
            return True
        if route.method != ACTION and any(_is_below(path, one) for one in self._new_mounts):
            return True
        if {(route.method, path), (ANY, path)} & self._placed:
            return True
        return any(_may_be(one, path, is_mounted=route.is_mounted) for one in self._new if one.answers(route.method))


def _placed(after: Sequence[tuple[Route, str]], new: Sequence[tuple[Route, str]]) -> Iterator[tuple[str, str]]:
    """Give where new routes are that another file may mount: behind each prefix that any file mounts."""
    mounts = dict.fromkeys(path.removesuffix(f"/{BELOW}") for _, path in after if path.endswith(BELOW))
    for prefix in list(mounts)[:_MOST_NEW]:
        yield from ((one.method, shape(joined(prefix, one.path))) for one, _ in new if one.is_mounted)


def _may_be(new: _New, path: str, *, is_mounted: bool) -> bool:
    if COMPUTED in new.shape or COMPUTED in path:
        return new.shape.endswith(path.rpartition(COMPUTED)[2]) or path.endswith(new.shape.rpartition(COMPUTED)[2])
    return is_mounted and (_ends_with(new.shape, path) or (new.is_mounted and _ends_with(path, new.shape)))


def _unknown(bases: Sequence[Offer], heads: Sequence[Offer]) -> dict[str, int]:
    """Count by method how many more routes of the heads have a path that is not written down."""
    found: dict[str, int] = defaultdict(int)
    for sign, offers in ((-1, bases), (1, heads)):
        for offer in offers:
            for method, count in offer.endpoints.unknown.items():
                found[method] += sign * count
    return dict(found)


def _is_below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def _ends_with(longer: str, shorter: str) -> bool:
    return shorter == "/" or longer.endswith(shorter)


def _together(routes: Sequence[Route], gone: Sequence[Route]) -> Iterator[tuple[Route, ...]]:
    """Take those that stand on one line together, and all of a router that lost every one of its routes."""
    lost = set(gone)
    kept = {(one.group, one.group_line) for one in routes if one not in lost}
    found: dict[tuple[str, int], list[Route]] = defaultdict(list)
    for one in gone:
        is_whole = bool(one.group) and (one.group, one.group_line) not in kept
        found[("group", one.group_line) if is_whole else ("line", one.line)].append(one)
    for (kind, _), several in found.items():
        if kind == "line" or len(several) > 1:
            yield tuple(several)
        else:
            yield (several[0],)


def _change(path: str, routes: tuple[Route, ...]) -> Change:
    first = routes[0]
    is_whole = len({one.line for one in routes}) > 1
    line = first.group_line if is_whole else first.line
    subject = _subject(routes)
    is_announced = all(one.is_deprecated for one in routes)
    kind = RouteKind.DEPRECATED_ROUTE_REMOVED if is_announced else RouteKind.ROUTE_REMOVED
    inside = first.group if is_whole else first.inside
    return change(kind, Spot(path, Side.LEFT, line, inside), subject, subject)


def _subject(routes: tuple[Route, ...]) -> str:
    """Name what is gone: the methods of one path, the actions of one class, or the first route and how many more."""
    first = routes[0]
    if first.method == ACTION:
        return f"{first.group}: " + ", ".join(dict.fromkeys(one.path.rpartition("/")[2] for one in routes))
    if len({one.path for one in routes}) == 1:
        return (
            f"{', '.join(dict.fromkeys(one.method for one in routes))} {first.path}"
            if first.method != ANY
            else _any(first)
        )
    more = len({(one.method, one.path) for one in routes}) - 1
    return f"{_any(first) if first.method == ANY else f'{first.method} {first.path}'} and {more} more"


def _any(route: Route) -> str:
    below = route.path.removesuffix(BELOW)
    return route.path if below == route.path else f"everything below {below}"
