"""All problems of a configuration in one error, in the order of the file."""

from collections.abc import Callable, Iterable, Iterator

from reviewbot.config.document import names_in, value_at
from reviewbot.config.schema import node
from reviewbot.config.sentences import Names, sentence
from reviewbot.config.words import dotted
from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document, Key

_MOST_SHOWN = 20


def error(document: Document, keys: Iterable[Key], names: Names) -> ConfigurationError:
    """Make one error of all problems: the first in the file is the message, the hint lists the others.

    A key names the value that is wrong, the key that nobody knows, or the one that is missing.
    """
    ordered = sorted(set(keys), key=_order(document))
    first, *others = [sentence(document, key, names) for key in ordered[:_MOST_SHOWN]]
    hint = [f"{first.advice} {first.allowed}".strip()]
    for key, other in zip(ordered[1:], others, strict=False):
        hint.append(f"{document.place(key)}: {other.message} {other.advice or other.allowed}")
    if len(ordered) > _MOST_SHOWN:
        hint.append(f"There are {len(ordered) - _MOST_SHOWN} more problems.")
    return ConfigurationError(first.message, "\n".join(hint), document.place(ordered[0]))


def nulls(document: Document) -> Iterator[Key]:
    """Give the keys without a value: the types read some of them as "absent", which a team hardly means."""
    pending: list[Key] = [(name,) for name in names_in(document.value)]
    while pending:
        key = pending.pop()
        value = value_at(document, key)
        if value is None and node(key):
            yield key
        pending.extend((*key, index) for index in range(len(value) if isinstance(value, list) else 0))
        pending.extend((*key, name) for name in names_in(value))


def strangers(document: Document, names: Names) -> Iterator[Key]:
    """Give the keys that should name an item or an area, and name none."""
    overrides = value_at(document, ("overrides",))
    count = len(overrides) if isinstance(overrides, list) else 0
    places: list[Key] = [("items",), ("areas",), *(("overrides", index, "items") for index in range(count))]
    for place in places:
        known = names[str(place[-1])]
        yield from ((*place, name) for name in names_in(value_at(document, place)) if name not in known)


def _order(document: Document) -> Callable[[Key], tuple[int, str]]:
    """Order keys as the file has them; a missing one stands where its mapping begins."""
    positions = {key: position for position, key in enumerate(document.lines)}

    def order(key: Key) -> tuple[int, str]:
        here = key
        while here and here not in positions:
            here = here[:-1]
        return positions.get(here, 0), dotted(key)

    return order
