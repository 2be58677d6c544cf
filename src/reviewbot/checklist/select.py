"""Choose the items to ask of a file."""

from collections.abc import Iterable
from functools import cache, lru_cache

from reviewbot.domain.item import Item
from reviewbot.domain.paths import PathClass, matches

_CLASSES = frozenset[str](PathClass)


def selected(items: Iterable[Item], path: str, kind: PathClass, language: str | None) -> tuple[Item, ...]:
    """Give the items that apply to a path, its class and its language: an item's word, None without a grammar."""
    # Many items leave the same alone.
    is_skipped = cache(lambda left_alone: is_left_alone(left_alone, path, kind))
    return tuple(one for one in items if _is_asked(one, language) and not is_skipped(one.applies.paths_not))


def mentioned(items: Iterable[Item], text: str, path: str) -> tuple[Item, ...]:
    """Keep the items whose words a file says, in whatever case; `text` is what a reader is shown of it.

    Detectors are not asked here: whether they run depends on their `requires` alone.
    """
    shown = f"{text}\n{path}".lower()
    # Many items look for the same words.
    is_said = cache(lambda word: word in shown)
    return tuple(one for one in items if all(any(map(is_said, words)) for words in one.mentions))


def _is_asked(item: Item, language: str | None) -> bool:
    return not item.applies.languages or language in item.applies.languages


def is_left_alone(left_alone: tuple[str, ...], path: str, kind: PathClass) -> bool:
    """Tell whether an item's `not` means a path: by its class, or by a glob."""
    globs = _globs(left_alone)
    return kind in left_alone or (bool(globs) and matches(path, globs))


@lru_cache(maxsize=1024)
def _globs(left_alone: tuple[str, ...]) -> tuple[str, ...]:
    """Read each word as a path class if it is one, else as a glob."""
    return tuple(one for one in left_alone if one not in _CLASSES)
