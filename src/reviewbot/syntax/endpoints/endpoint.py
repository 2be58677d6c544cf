"""What a file of code offers over HTTP: routes, and the models that go in and out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ANY = "ANY"
"""The method of a route that answers all of them."""

MOUNT = "MOUNT"
"""The method of a prefix under which a router of another file is mounted."""

ACTION = "ACTION"
"""The method of what a view set offers: its path depends on where it is registered."""

BELOW = "**"
"""What a path ends with that stands for all paths below it."""

COMPUTED = "…"
"""What stands for a part of a path that the code computes."""

_PLACE = re.compile(r"\{[^{}/]*\}|<[^<>/]*>|:\w+(?:\([^()]*\))?|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)|\[\^?[^\]]*\][+*]")
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter, or a field of a model; `type` is written as the code has it, empty where it says nothing."""

    name: str
    line: int
    type: str = ""
    is_required: bool = False
    is_read_only: bool = False
    is_write_only: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A class whose fields go over the wire.

    `is_open` where it may have more fields than can be seen. `is_answer` and `is_request` say what the class is for
    by itself, whatever routes use it.
    """

    name: str
    line: int
    slots: tuple[Slot, ...]
    parents: tuple[str, ...] = ()
    is_open: bool = False
    is_answer: bool = False
    is_request: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path; `group` names the router or class around it, which stands at `group_line`.

    `is_mounted` where another file may put something before the path. `requests` and `answer` name models.
    """

    method: str
    path: str
    line: int
    inside: str = ""
    group: str = ""
    group_line: int = 0
    is_mounted: bool = True
    is_deprecated: bool = False
    status: int | None = None
    parameters: tuple[Slot, ...] = ()
    requests: tuple[str, ...] = ()
    answer: str = ""

    @property
    def shape(self) -> str:
        """Give the path without its parameters' names and without a slash at its end."""
        return shape(self.path)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """All that was found in a file; `unknown` counts, by method, routes whose path the code computes."""

    routes: tuple[Route, ...] = ()
    models: tuple[Model, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


def shape(path: str) -> str:
    """Write a path so that two spellings of it compare equal, those of regular expressions too."""
    plain = path.removeprefix("^").removesuffix("$").replace("\\Z", "")
    return "/" + _SLASHES.sub("/", _PLACE.sub("{}", plain)).strip("/")


def joined(prefix: str, path: str) -> str:
    """Put a prefix before a path."""
    whole = f"{prefix}/{path}" if prefix and path else prefix or path
    return _SLASHES.sub("/", whole)


def counted(methods: Iterable[str]) -> Mapping[str, int]:
    """Count how often each method comes."""
    found: dict[str, int] = {}
    for one in methods:
        found[one] = found.get(one, 0) + 1
    return found
