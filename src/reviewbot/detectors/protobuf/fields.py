"""Compare two versions of a protobuf message field by field, by number first: the wire knows no names."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewbot.detectors.protobuf.definitions import NO_END, Field, Message, Reserved, united
from reviewbot.detectors.protobuf.kinds import Difference, ProtobufKind
from reviewbot.domain.diff import Side

# protobuf.dev, "Updating A Message Type": types of one group can be read as each other, with values cut off.
_GROUPS = (
    frozenset({"int32", "uint32", "int64", "uint64", "bool"}),
    frozenset({"sint32", "sint64"}),
    frozenset({"string", "bytes"}),
    frozenset({"fixed32", "sfixed32"}),
    frozenset({"fixed64", "sfixed64"}),
)
_VARINTS = _GROUPS[0]
_SCALARS = frozenset({"double", "float"}).union(*_GROUPS)
Shape = frozenset[tuple[int, str, str]]
"""What the wire knows of a message: its fields' numbers, types and labels."""

_NOT_PACKED = frozenset({"string", "bytes"})


@dataclass(frozen=True, slots=True)
class Around:
    """What a message's comparison needs to know of its files: their packages, enumerations and syntax."""

    name: str
    packages: tuple[str, str]
    enumerations: frozenset[str]
    is_packed: bool

    def bare(self, name: str) -> str:
        """Take a type's own package off its name; `map<…>` stays as it is."""
        short = name.removeprefix(".")
        return next((short[len(one) + 1 :] for one in self.packages if one and short.startswith(f"{one}.")), short)

    def are_same(self, before: str, after: str) -> bool:
        """Compare two types, of which one may be written with more of its way than the other."""
        before, after = self.bare(before), self.bare(after)
        return before == after or before.endswith(f".{after}") or after.endswith(f".{before}")

    def is_enumeration(self, name: str) -> bool:
        """Tell whether a type is known to be an enumeration."""
        return name.rpartition(".")[2] in self.enumerations


def compared_messages(base: Message, head: Message, around: Around) -> Iterator[Difference]:
    """Give what a message's new version does to whoever holds the last one."""
    yield from _of_base(base, head, around)
    yield from _of_head(base, head, around)
    yield from _reserved(base, head, around)
    yield from _extensions(base, head, around)


def _of_base(base: Message, head: Message, around: Around) -> Iterator[Difference]:
    numbers, names = {one.number: one for one in head.fields}, {one.name: one for one in head.fields}
    known = {one.name for one in base.fields}
    oneofs = ({one.oneof for one in base.fields}, {one.oneof for one in head.fields})
    for field in base.fields:
        twin, namesake = numbers.get(field.number), names.get(field.name)
        if namesake is not None and namesake.number != field.number:
            detail = f"number {field.number} is now {namesake.number}"
            yield _at(ProtobufKind.FIELD_NUMBER_CHANGED, namesake, around, detail)
        elif twin is None:
            yield _removed(field, head, around)
        elif twin.name != field.name and (twin.name in known or not around.are_same(field.type, twin.type)):
            yield _at(ProtobufKind.FIELD_NUMBER_REUSED, twin, around, f"number {field.number} was `{field.name}`")
        else:
            yield from _pair(field, twin, oneofs, around)


def _removed(field: Field, head: Message, around: Around) -> Difference:
    kind = ProtobufKind.RESERVED_FIELD_REMOVED
    if not head.reserved.has(field.number):
        kind = ProtobufKind.FIELD_REMOVED
    elif field.name not in head.reserved.names:
        kind = ProtobufKind.NAME_UNRESERVED
    return Difference(kind, Side.LEFT, field.line, field.name, around.name, f"number {field.number}")


def _pair(field: Field, twin: Field, oneofs: tuple[set[str], set[str]], around: Around) -> Iterator[Difference]:
    if twin.name != field.name and twin.json_name != field.json_name:
        yield _at(ProtobufKind.FIELD_RENAMED, twin, around, f"`{field.name}` is now `{twin.name}`")
    if not around.are_same(field.type, twin.type):
        before, after = around.bare(field.type), around.bare(twin.type)
        can = _are_compatible(before, after, around)
        kind = ProtobufKind.FIELD_TYPE_COMPATIBLE if can else ProtobufKind.FIELD_TYPE_CHANGED
        yield _at(kind, twin, around, f"`{field.type}` is now `{twin.type}`")
    else:
        yield from _label(field, twin, around)
    yield from _oneof(field, twin, oneofs, around)


def _label(field: Field, twin: Field, around: Around) -> Iterator[Difference]:
    labels = (field.label or "singular", twin.label or "singular")
    detail = f"{labels[0]} is now {labels[1]}"
    if (field.label == "repeated") != (twin.label == "repeated"):
        many = field if field.label == "repeated" else twin
        kind = ProtobufKind.FIELD_LABEL_CHANGED
        if not _is_packed(many, around):
            kind = ProtobufKind.FIELD_LABEL_COMPATIBLE
        yield _at(kind, twin, around, detail)
    elif twin.label == "required" != field.label:
        yield _at(ProtobufKind.REQUIRED_ADDED, twin, around, detail)
    elif field.label == "required" != twin.label:
        yield _at(ProtobufKind.FIELD_LABEL_COMPATIBLE, twin, around, detail)


def _is_packed(field: Field, around: Around) -> bool:
    """Tell whether the elements stand in one piece, which a reader of a single value cannot take apart."""
    is_number = field.type in _SCALARS - _NOT_PACKED or around.is_enumeration(field.type)
    return is_number and (around.is_packed if field.packed is None else field.packed)


def _oneof(field: Field, twin: Field, oneofs: tuple[set[str], set[str]], around: Around) -> Iterator[Difference]:
    """Compare which `oneof` a field stands in; its name alone may change, the wire does not know it."""
    before, after = oneofs
    is_renamed = bool(field.oneof) and field.oneof not in after and twin.oneof not in before
    if field.oneof == twin.oneof or (twin.oneof and is_renamed):
        return
    kind = ProtobufKind.ONEOF_JOINED if twin.oneof in before - {""} else ProtobufKind.ONEOF_CHANGED
    detail = f"moved into `{twin.oneof}`" if twin.oneof else f"moved out of `{field.oneof}`"
    yield _at(kind, twin, around, detail)


def _of_head(base: Message, head: Message, around: Around) -> Iterator[Difference]:
    numbers, names = {one.number for one in base.fields}, {one.name for one in base.fields}
    for field in head.fields:
        if field.number in numbers or field.name in names:
            continue
        if base.reserved.has(field.number) or field.name in base.reserved.names:
            yield _at(ProtobufKind.RESERVED_USED, field, around, f"number {field.number} or its name was reserved")
        elif field.label == "required":
            yield _at(ProtobufKind.REQUIRED_ADDED, field, around, "the field is new")


def _reserved(base: Message, head: Message, around: Around) -> Iterator[Difference]:
    used = {one.name for one in head.fields}
    lost = sorted(base.reserved.names - head.reserved.names - used)
    numbers = uncovered(base.reserved, head.reserved, (one.number for one in head.fields))
    for subject in (*lost[:1], *numbers):
        kind = ProtobufKind.RESERVED_DROPPED
        yield Difference(kind, Side.RIGHT, head.line, f"reserved {subject}", around.name, "it may be used again")


def _extensions(base: Message, head: Message, around: Around) -> Iterator[Difference]:
    for subject in uncovered(base.extensions, head.extensions, (one.number for one in head.fields)):
        kind = ProtobufKind.EXTENSIONS_DROPPED
        yield Difference(kind, Side.RIGHT, head.line, f"extensions {subject}", around.name)


def uncovered(base: Reserved, head: Reserved, used: Iterable[int]) -> tuple[str, ...]:
    """Write the first range of the base that the head has no more, nor uses in full; nothing where there is none."""
    there = united((*head.ranges, *((one, one) for one in used)))
    for low, high in base.ranges:
        around = there[bisect_right(there, (low, NO_END)) - 1] if there else (0, -1)
        if not around[0] <= low <= high <= around[1]:
            return (str(low) if low == high else f"{low} to {'max' if high == NO_END else high}",)
    return ()


def _are_compatible(before: str, after: str, around: Around) -> bool:
    pair = tuple("int32" if around.is_enumeration(one) else one for one in (before, after))
    if any(set(pair) <= group for group in _GROUPS):
        return True
    # A message is written as bytes are.
    others = set(pair) - {"bytes"}
    return "bytes" in pair and others.isdisjoint(_SCALARS) and not any("<" in one for one in others)


def _at(kind: ProtobufKind, field: Field, around: Around, detail: str) -> Difference:
    return Difference(kind, Side.RIGHT, field.line, field.name, around.name, detail)


def shape(message: Message) -> Shape:
    """Leave of a message what the wire knows of it."""
    return frozenset((one.number, one.type, one.label) for one in message.fields)
