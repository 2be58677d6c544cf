"""Choose the items to ask of a file."""

from collections.abc import Iterable

from reviewbot.domain.item import Item
from reviewbot.domain.paths import PathClass, matches


def selected(items: Iterable[Item], path: str, kind: PathClass, language: str | None) -> tuple[Item, ...]:
    """Give the items that apply to a path, its class and its language: an item's word, None without a grammar."""
    return tuple(one for one in items if _is_asked(one, language) and not _is_left_alone(one, path, kind))


def _is_asked(item: Item, language: str | None) -> bool:
    return not item.applies.languages or language in item.applies.languages


def _is_left_alone(item: Item, path: str, kind: PathClass) -> bool:
    """Read each word as a path class if it is one, else as a glob."""
    left_alone = item.applies.paths_not
    return kind in left_alone or matches(path, [one for one in left_alone if one not in list(PathClass)])
