"""Put before each route the prefixes under which its router is mounted, in whatever file that is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.inventory import Inventory, Mount, Route, united
from reviewbot.inventory.inherit import inherited
from reviewbot.inventory.locate import Files, files_of, located
from reviewbot.syntax.endpoints.endpoint import joined

_EVERYTHING = "*"
# They take a path with a slash behind it for the same.
_SLASHLESS = frozenset({"express", "fastify", "hono", "koa", "nest", "restify"})
_MOST_LEVELS = 8
_MOST_PLACES = 16
_MOST_ROUTES = 50_000
_MOST_GUARDS = 30


@dataclass(frozen=True, slots=True)
class _Router:
    """A router by its file and its name there; the name is empty where the file itself is one, as in Django."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a router ends up: what stands before its routes' paths, which guards do, and through which routers."""

    prefix: str = ""
    guards: tuple[str, ...] = ()
    through: tuple[_Router, ...] = ()


_NOWHERE = _Place()
"""The place of a router that nothing mounts."""

_Above = Mapping[_Router, Sequence[Mount]]


def linked(inventory: Inventory) -> Inventory:
    """Give the routes the paths and guards that clients meet: one route for each place that it is mounted at.

    Where it cannot be told which router a mount means, or routers mount each other in a circle, a route stays as it
    is. No route is lost, and the order of facts makes no difference. To do it twice puts the prefixes twice.
    """
    places = _places(_above(inventory))
    everywhere = [one for one in inventory.mounts if one.target == _EVERYTHING]
    routes: list[Route] = []
    for route in united([inventory]).routes:
        known = places.get(_Router(route.site.path, route.router), ()) if len(routes) < _MOST_ROUTES else ()
        routes += (_around(_placed(route, one), everywhere) for one in known or (_NOWHERE,))
    return united([replace(inventory, routes=tuple(dict.fromkeys(routes)), entities=inherited(inventory.entities))])


def _above(inventory: Inventory) -> _Above:
    """Find for each router the mounts that mean it."""
    files = files_of(
        [(one.site.path, one.router) for facts in (inventory.routes, inventory.mounts) for one in facts],
        frozenset((one.site.path, one.target) for one in inventory.mounts),
    )
    found: dict[_Router, list[Mount]] = defaultdict(list)
    for mount in united([inventory]).mounts:
        for router in _meant(mount, files):
            found[router].append(mount)
    return found


def _meant(mount: Mount, files: Files) -> Iterator[_Router]:
    place = located(mount.site.path, mount.target, files) if mount.target != _EVERYTHING else None
    if place is not None and place != (mount.site.path, mount.router):
        yield _Router(*place)


def _places(above: _Above) -> Mapping[_Router, Sequence[_Place]]:
    """Follow mounts downwards level by level, from the routers that nothing mounts: so circles have no beginning."""
    places: dict[_Router, Sequence[_Place]] = {}
    for _ in range(_MOST_LEVELS):
        found = {router: _below(router, mounts, above, places) for router, mounts in above.items()}
        if found == places:
            break
        places = found
    return places


def _below(
    router: _Router, mounts: Sequence[Mount], above: _Above, places: Mapping[_Router, Sequence[_Place]]
) -> Sequence[_Place]:
    found: set[_Place] = set()
    for mount in mounts:
        owner = _Router(mount.site.path, mount.router)
        for outer in places.get(owner, ()) if owner in above else (_NOWHERE,):
            if router not in outer.through:
                guards = (*outer.guards, *mount.guards)[:_MOST_GUARDS]
                found.add(_Place(joined(outer.prefix, mount.prefix), guards, (*outer.through, router)))
    return sorted(found, key=lambda one: (one.prefix, one.guards, repr(one.through)))[:_MOST_PLACES]


def _placed(route: Route, place: _Place) -> Route:
    whole = joined(place.prefix, route.path) if place.prefix else route.path
    path = whole.rstrip("/") or "/" if route.framework in _SLASHLESS and place.prefix else whole
    return replace(route, path=path, guards=tuple(dict.fromkeys((*place.guards, *route.guards)))[:_MOST_GUARDS])


def _around(route: Route, everywhere: Sequence[Mount]) -> Route:
    """Put before a route what its application puts before all: the application in the closest folder above it."""
    folders = [(one.site.path.rpartition("/")[0], one) for one in everywhere if one.framework == route.framework]
    holding = [(folder, one) for folder, one in folders if not folder or route.site.path.startswith(f"{folder}/")]
    closest = max((folder for folder, _ in holding), key=len, default=None)
    prefixes = {one.prefix for folder, one in holding if folder == closest}
    return replace(route, path=joined(min(prefixes), route.path)) if len(prefixes) == 1 else route
