"""Give the readers of Python's facts one file in the same form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviewbot.domain.inventory import Site
from reviewbot.syntax.outline.python import Outline
from reviewbot.syntax.outline.value import Called, Name, Other, Text, Value, Woven
from reviewbot.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class PythonFile:
    """A file by its path, with what it calls and defines."""

    path: str
    tree: Tree = field(repr=False)
    outline: Outline = field(repr=False)

    @property
    def text(self) -> str:
        """Give its source."""
        return self.tree.text

    def site(self, line: int) -> Site:
        """Give the place of a line."""
        return Site(self.path, line)


def argument(called: Called, position: int, *keywords: str) -> Value | None:
    """Give an argument by one of its names, else by its position; none for a negative one."""
    named: Mapping[str, Value] = dict(called.keywords)
    given = next((named[one] for one in keywords if one in named), None)
    return given if given is not None or position < 0 else called.at(position)


def as_written(value: Value | None) -> str:
    """Write a value as the code has it, so far as it was kept."""
    match value:
        case Text():
            return value.text
        case Name():
            return value.written
        case Called():
            return value.text or f"{value.written}(…)"
        case Other():
            return " ".join(value.text.split())
        case Woven():
            return "".join(one.text if isinstance(one, Text) else "…" for one in value.parts)
        case _:
            return ""


def decorated(outline: Outline) -> Iterator[tuple[str, Called]]:
    """Give each decorator with the dotted name of what it stands on."""
    for function in outline.functions:
        yield from ((function.name, one) for one in function.decorators)
    for each in outline.classes:
        yield from ((each.name, one) for one in each.decorators)
        for member in each.members:
            yield from ((f"{each.name}.{member.name}", one) for one in member.decorators)


def plain(name: str) -> str:
    """Write the method of an instance like that of its class: `redis.Redis().get` is `redis.Redis.get`."""
    return name.replace("()", "")


def last(name: str) -> str:
    """Give the last word of a dotted name."""
    return plain(name).rpartition(".")[2]
