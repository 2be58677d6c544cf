"""Take the names or words of a key, with the shared lists that it names by `@` in their place."""

from collections.abc import Mapping

from reviewbot.checklist.fields import Fields, nearest

NameLists = Mapping[str, tuple[str, ...]]
"""Lists of dotted names or words that several items share, by the word behind `@`."""


def expanded(fields: Fields, name: str, shared: NameLists) -> tuple[str, ...]:
    """Take a list of names; raises ChecklistError for a list that is nowhere."""
    return tuple(each for one in fields.texts(name) for each in _meant(fields, name, one, shared))


def small_words(fields: Fields, name: str, shared: NameLists) -> tuple[tuple[str, ...], ...]:
    """Take a conjunction of alternatives in small letters; raises ChecklistError for a list that is nowhere."""
    groups = ([_meant(fields, name, one, shared) for one in group] for group in fields.alternatives(name))
    # Lists overlap, and whoever looks for the words looks for each of them.
    return tuple(tuple(dict.fromkeys(word.lower() for words in group for word in words)) for group in groups)


def _meant(fields: Fields, name: str, one: str, shared: NameLists) -> tuple[str, ...]:
    if not one.startswith("@"):
        return (one,)
    if one[1:] not in shared:
        raise fields.error(name, f"There is no list `{one}`.", nearest(one, [f"@{each}" for each in shared]))
    return shared[one[1:]]
