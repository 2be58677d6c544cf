"""The applications that files belong to: what a large repository's pictures and tables are split by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reviewbot.domain.inventory import Inventory

_SHELLS = frozenset({"app", "apps", "backend", "cmd", "lib", "libs", "packages", "server", "services", "src"})
"""Folders that hold applications and are none."""

_DEEPEST = 3
_DOMINANT = 0.8

ROOT = "top level"
"""What files are called that stand in no folder."""


def apps_of(paths: Iterable[str]) -> Mapping[str, str]:
    """Name the application of each path: its first folder that is not merely a shell around others.

    Where nearly all paths have the same, it is the name of the whole, and the folders in it tell more.
    """
    folders = {path: _telling(path) for path in paths}
    names = {path: known[0] for path, known in folders.items()}
    for depth in range(1, _DEEPEST):
        name, count = next(iter(Counter(names.values()).most_common(1)), ("", 0))
        if count <= _DOMINANT * len(names):
            break
        inside = {path: known[depth] for path, known in folders.items() if names[path] == name and len(known) > depth}
        if len(set(inside.values())) > 1:
            names |= inside
    return names


def apps_in(inventory: Inventory) -> Mapping[str, str]:
    """Name the applications of all files with facts, so that every picture and table of a design names them alike."""
    return apps_of(dict.fromkeys(_paths(inventory)))


def largest(names: Iterable[str], most: int) -> tuple[tuple[str, ...], int]:
    """Give the most frequent of these names, the most frequent first, and how many others there are."""
    counts = Counter(names)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(ordered[:most]), max(0, len(ordered) - most)


def _telling(path: str) -> tuple[str, ...]:
    folders = path.split("/")[:-1]
    return tuple(folder for folder in folders if folder not in _SHELLS) or (*folders, ROOT)[:1]


def _paths(inventory: Inventory) -> Iterator[str]:
    yield from (one.site.path for one in inventory.routes)
    yield from (one.site.path for one in inventory.entities)
    yield from (one.site.path for one in inventory.calls)
    yield from (one.site.path for one in inventory.queues)
    yield from (one.site.path for one in inventory.scheduled)
