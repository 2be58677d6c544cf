"""Compare two versions of protobuf's enumerations and services."""

from collections.abc import Iterator

from reviewbot.detectors.protobuf.definitions import Enumeration, Served, Value
from reviewbot.detectors.protobuf.fields import Around, uncovered
from reviewbot.detectors.protobuf.kinds import Difference, ProtobufKind
from reviewbot.domain.diff import Side


def compared_enumerations(base: Enumeration, head: Enumeration, around: Around) -> Iterator[Difference]:
    """Give what an enumeration's new version does to whoever holds the last one; values may come."""
    numbers = {one.number: one for one in head.values}
    names = {one.name: one for one in head.values}
    known = {one.name for one in base.values}
    for value in base.values:
        namesake, twin = names.get(value.name), numbers.get(value.number)
        if namesake is not None and namesake.number != value.number:
            detail = f"{value.number} is now {namesake.number}"
            yield _at(ProtobufKind.ENUM_NUMBER_CHANGED, namesake, around, detail)
        elif namesake is None and twin is None:
            yield _removed(value, head, around)
        elif namesake is None and twin is not None and twin.name not in known:
            detail = f"`{value.name}` is now `{twin.name}`"
            yield _at(ProtobufKind.ENUM_VALUE_RENAMED, twin, around, detail)
        elif namesake is None:
            yield Difference(ProtobufKind.ENUM_VALUE_REMOVED, Side.LEFT, value.line, value.name, around.name)
    yield from _reservations(base, head, around)


def _removed(value: Value, head: Enumeration, around: Around) -> Difference:
    is_safe = head.reserved.has(value.number) and value.name in head.reserved.names
    kind = ProtobufKind.RESERVED_FIELD_REMOVED if is_safe else ProtobufKind.ENUM_VALUE_REMOVED
    return Difference(kind, Side.LEFT, value.line, value.name, around.name, f"number {value.number}")


def _reservations(base: Enumeration, head: Enumeration, around: Around) -> Iterator[Difference]:
    known = {one.name for one in base.values}
    for value in head.values:
        if value.name not in known and (base.reserved.has(value.number) or value.name in base.reserved.names):
            detail = f"number {value.number} or its name was reserved"
            yield _at(ProtobufKind.RESERVED_USED, value, around, detail)
    for subject in uncovered(base.reserved, head.reserved, (one.number for one in head.values)):
        kind = ProtobufKind.RESERVED_DROPPED
        yield Difference(kind, Side.RIGHT, head.line, f"reserved {subject}", around.name)


def _at(kind: ProtobufKind, value: Value, around: Around, detail: str) -> Difference:
    return Difference(kind, Side.RIGHT, value.line, value.name, around.name, detail)


def compared_services(base: Served, head: Served, around: Around) -> Iterator[Difference]:
    """Give the methods that a service lost, and those that take or give something else."""
    there = {one.name: one for one in head.calls}
    for call in base.calls:
        twin = there.get(call.name)
        if twin is None:
            kind = ProtobufKind.DEPRECATED_REMOVED if call.is_deprecated else ProtobufKind.RPC_REMOVED
            yield Difference(kind, Side.LEFT, call.line, call.name, around.name)
            continue
        for before, after in ((call.request, twin.request), (call.response, twin.response)):
            if not around.are_same(before, after):
                detail = f"`{before}` is now `{after}`"
                yield Difference(ProtobufKind.RPC_TYPE_CHANGED, Side.RIGHT, twin.line, call.name, around.name, detail)
        if (call.is_request_stream, call.is_response_stream) != (twin.is_request_stream, twin.is_response_stream):
            yield Difference(ProtobufKind.RPC_STREAMING_CHANGED, Side.RIGHT, twin.line, call.name, around.name)
