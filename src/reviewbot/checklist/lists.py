"""Take the dotted names of a key, with the shared lists that it names by `@` in their place."""

from collections.abc import Mapping

from reviewbot.checklist.fields import Fields, nearest

NameLists = Mapping[str, tuple[str, ...]]
"""Lists of dotted names that several items share, by the word behind `@`."""


def expanded(fields: Fields, name: str, shared: NameLists) -> tuple[str, ...]:
    """Take a list of names; raises ChecklistError for a list that is nowhere."""
    names: list[str] = []
    for one in fields.texts(name):
        if not one.startswith("@"):
            names.append(one)
        elif one[1:] in shared:
            names.extend(shared[one[1:]])
        else:
            raise fields.error(name, f"There is no list `{one}`.", nearest(one, [f"@{each}" for each in shared]))
    return tuple(names)
