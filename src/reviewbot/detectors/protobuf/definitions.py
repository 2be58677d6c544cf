"""What a protobuf file defines: messages, enumerations and services, with the lines that say so."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

NO_END = 1 << 31
"""The end of a range `to max`."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """Numbers, as sorted ranges that do not touch, both ends included, and names that must not be used (again)."""

    ranges: tuple[tuple[int, int], ...] = ()
    names: frozenset[str] = frozenset()

    def has(self, number: int) -> bool:
        """Tell whether a number is reserved."""
        at = bisect_right(self.ranges, (number, NO_END)) - 1
        return at >= 0 and self.ranges[at][0] <= number <= self.ranges[at][1]


def united(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort ranges and join those that touch; one that runs backwards is left out."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        elif low <= high:
            found.append((low, high))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message; `label` is `optional`, `required`, `repeated` or empty, `oneof` names the one around it.

    `json_name` is the name in JSON; `packed` is what the option of that name says, None where it is not there.
    """

    name: str
    number: int
    type: str
    label: str
    oneof: str
    json_name: str
    packed: bool | None
    line: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message, or what one `extend` adds; nested ones stand beside it under their dotted name."""

    name: str
    fields: tuple[Field, ...]
    reserved: Reserved
    extensions: Reserved
    is_deprecated: bool
    line: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an enumeration."""

    name: str
    number: int
    line: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """An enumeration; several values of one number are aliases."""

    name: str
    values: tuple[Value, ...]
    reserved: Reserved
    is_deprecated: bool
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """A method of a service (`rpc`), with what goes in and out."""

    name: str
    request: str
    response: str
    is_request_stream: bool
    is_response_stream: bool
    is_deprecated: bool
    line: int


@dataclass(frozen=True, slots=True)
class Served:
    """A service and its methods."""

    name: str
    calls: tuple[Call, ...]
    is_deprecated: bool
    line: int


Definition = Message | Enumeration | Served


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that one file defines, by names without its package; `syntax` is `proto2`, `proto3` or an edition."""

    path: str
    syntax: str
    package: str
    package_line: int
    all: tuple[Definition, ...]

    def full(self, name: str) -> str:
        """Put the package before a name."""
        return f"{self.package}.{name}" if self.package else name
