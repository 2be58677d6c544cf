"""Name the parts of an OpenAPI description and go down to them by key."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewbot.yamlfile import Key


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a description, the file and the way to it; two parts are the same where the way is.

    `name` is what a reader would call it: the field, parameter or schema that it stands in.
    """

    file: str
    key: Key
    value: object = field(compare=False)
    name: str = field(default="", compare=False)


def child(part: Part, name: str | int) -> Part:
    """Go down one key or index; the value of what is not there is None."""
    value = part.value
    found: object = None
    if isinstance(value, dict):
        found = value.get(name)
    elif isinstance(value, list) and isinstance(name, int) and 0 <= name < len(value):
        found = value[name]
    return Part(part.file, (*part.key, name), found, part.name)


def children(part: Part) -> Iterator[Part]:
    """List what a mapping or a sequence holds, in the order of the file."""
    names: Iterator[str | int] = iter(())
    if isinstance(part.value, dict):
        names = iter(part.value)
    elif isinstance(part.value, list):
        names = iter(range(len(part.value)))
    for name in names:
        yield child(part, name)


def entries(part: Part) -> dict[str, Part]:
    """List what a mapping holds by key, each under its own name; nothing where it is no mapping."""
    if not isinstance(part.value, dict):
        return {}
    return {
        str(name): Part(part.file, (*part.key, name), value, str(name))
        for name, value in part.value.items()
        if value is not None
    }


def texts(part: Part) -> list[str]:
    """List the texts of a sequence, or the one text."""
    value = part.value if isinstance(part.value, list) else [part.value]
    return [one for one in value if isinstance(one, str)]


def has(part: Part, name: str) -> bool:
    """Tell whether a mapping has a key, even one without a value."""
    return isinstance(part.value, dict) and name in part.value
