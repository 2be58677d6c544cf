"""Name what code hands around: texts, names, calls and lists of them, as far as they are written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_MOST_LINKS = 30


@dataclass(frozen=True, slots=True)
class Text:
    """A string with nothing put in."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, and the dotted names that it may stand for."""

    written: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Woven:
    """A text that is put together from parts."""

    parts: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A list that is written out."""

    items: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An object or dictionary by its keys; not whole where another one is spread into it."""

    pairs: tuple[tuple[str, "Value"], ...] = ()
    is_whole: bool = True

    def at(self, key: str) -> "Value | None":
        """Give the value of a key."""
        return next((value for name, value in self.pairs if name == key), None)


@dataclass(frozen=True, slots=True)
class Function:
    """A function written in place, its name empty where it has none; `answer` is what an arrow gives back at once."""

    name: str = ""
    answer: "Value | None" = None


@dataclass(frozen=True, slots=True)
class Called:
    """A call, a `new` or a decorator.

    `written` is the dotted name of what is called, `names` what that may stand for. `on` is the call whose answer's
    method this is, `assigned` the variable that takes the answer, `inside` the dotted name of the definition around.
    `keywords` are Python's arguments by name, `text` is the whole call there as it is written, empty for a long one.
    """

    line: int
    written: str
    names: tuple[str, ...]
    given: tuple["Value", ...] = ()
    on: "Called | None" = None
    assigned: str = ""
    inside: str = ""
    keywords: tuple[tuple[str, "Value"], ...] = ()
    text: str = ""

    def at(self, position: int) -> "Value | None":
        """Give an argument by its position; the last one is at -1."""
        return self.given[position] if -len(self.given) <= position < len(self.given) else None

    @property
    def word(self) -> str:
        """Give the last word of its name."""
        return self.written.rpartition(".")[2]

    @property
    def owner(self) -> str:
        """Give what stands before the last word."""
        return self.written.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else, as it is written."""

    text: str


Value: TypeAlias = Text | Name | Woven | Series | Record | Function | Called | Other


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a function with its type as it is written, its decorators, and its default in Python."""

    name: str
    type: str = ""
    is_optional: bool = False
    decorators: tuple[Called, ...] = ()
    default: Value | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A field or method of a class; `type` is a field's annotation, or that of what a method gives back."""

    name: str
    line: int
    is_method: bool
    type: str = ""
    is_optional: bool = False
    is_static: bool = False
    value: Value | None = None
    decorators: tuple[Called, ...] = ()
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Class:
    """A class with what stands on it and in it; `parents` are resolved where that is possible.

    `keywords` are the arguments by name that Python takes beside the parents, `inner` the classes right in its body.
    """

    name: str
    line: int
    parents: tuple[str, ...] = ()
    decorators: tuple[Called, ...] = ()
    members: tuple[Member, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    inner: tuple["Class", ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A variable of the environment that is read."""

    name: str
    line: int
    has_default: bool = False


def text_of(value: Value | None) -> str | None:
    """Give what a plain string says; None for anything else."""
    return value.text if isinstance(value, Text) else None


def texts_of(value: Value | None) -> tuple[str, ...] | None:
    """Give a plain string, or all those of a list; None where one is something else."""
    if isinstance(value, Text):
        return (value.text,)
    if not isinstance(value, Series):
        return None
    known = tuple(one.text for one in value.items if isinstance(one, Text))
    return known if len(known) == len(value.items) else None


def written(value: Value | None) -> str:
    """Give the name of what is handed over: of a name, a call or a function; empty for anything else."""
    match value:
        case Name() | Called():
            return value.written
        case Function():
            return value.name
        case _:
            return ""


def chain(called: Called) -> Iterator[Called]:
    """Give a call and those that it is chained to, the last one first."""
    here: Called | None = called
    for _ in range(_MOST_LINKS):
        if here is None:
            return
        yield here
        here = here.on


def flat(values: tuple[Value, ...]) -> Iterator[Value]:
    """Give values with those of lists in their place, two levels deep."""
    for value in values:
        for inner in value.items if isinstance(value, Series) else (value,):
            yield from inner.items if isinstance(inner, Series) else (inner,)
