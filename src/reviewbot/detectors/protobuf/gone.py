"""Say of protobuf definitions that are gone what that means, once for all that stood in them."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.detectors.protobuf.definitions import Definition, Definitions, Enumeration, Message, Served
from reviewbot.detectors.protobuf.fields import Shape, shape
from reviewbot.detectors.protobuf.kinds import Difference, ProtobufKind
from reviewbot.domain.diff import Side

_MOST_NAMED = 3


def removals(base: Definitions, gone: Sequence[Definition], new: Mapping[Shape, str]) -> Iterator[Difference]:
    """Give a difference for each definition that is gone, and one for all messages where the whole file is.

    `new` names the messages that only the head has, by what the wire knows of them: one of the same shape has a new
    name.
    """
    names = {one.name for one in gone}
    outer = [one for one in gone if not _is_within(one.name, names) and "extend " not in one.name]
    types = [one for one in outer if not isinstance(one, Served)]
    is_whole_file = all(one.name in names for one in base.all if not isinstance(one, Served))
    if is_whole_file and len(types) > _MOST_NAMED:
        yield _several(base, types)
        outer = [one for one in outer if isinstance(one, Served)]
    for one in outer:
        yield _removal(base, one, new)


def _is_within(name: str, names: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:count]) in names for count in range(1, len(parts)))


def _several(base: Definitions, gone: Sequence[Definition]) -> Difference:
    more = f" and {len(gone) - _MOST_NAMED} more"
    subject = ", ".join(one.name for one in gone[:_MOST_NAMED]) + more
    return Difference(ProtobufKind.MESSAGE_REMOVED, Side.LEFT, gone[0].line, subject, base.package or base.path)


def _removal(base: Definitions, gone: Definition, new: Mapping[Shape, str]) -> Difference:
    full = base.full(gone.name)
    if gone.is_deprecated:
        return Difference(ProtobufKind.DEPRECATED_REMOVED, Side.LEFT, gone.line, gone.name, full)
    match gone:
        case Served():
            return Difference(ProtobufKind.SERVICE_REMOVED, Side.LEFT, gone.line, gone.name, full)
        case Enumeration():
            return Difference(ProtobufKind.ENUM_REMOVED, Side.LEFT, gone.line, gone.name, full)
        case Message():
            twin = new.get(shape(gone)) if gone.fields else None
            kind = ProtobufKind.MESSAGE_RENAMED if twin else ProtobufKind.MESSAGE_REMOVED
            detail = f"it may be `{twin}` now" if twin else ""
            return Difference(kind, Side.LEFT, gone.line, gone.name, full, detail)
