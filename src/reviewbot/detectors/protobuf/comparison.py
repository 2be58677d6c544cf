"""Compare protobuf files before and after a change: what breaks on the wire, in JSON and in generated code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.detectors.protobuf.definitions import Definition, Definitions, Enumeration, Message, Served
from reviewbot.detectors.protobuf.fields import Around, Shape, compared_messages, shape
from reviewbot.detectors.protobuf.gone import removals
from reviewbot.detectors.protobuf.kinds import IMPACTS, Difference, ProtobufKind
from reviewbot.detectors.protobuf.parse import definitions
from reviewbot.detectors.protobuf.services import compared_enumerations, compared_services
from reviewbot.detectors.protobuf.tokens import SyntaxFaultError
from reviewbot.detectors.revisions import Revisions
from reviewbot.domain.contract import Change, Compared
from reviewbot.domain.diff import Side
from reviewbot.domain.source import Source, Versions

_SUFFIX = ".proto"


@dataclass(frozen=True, slots=True)
class _Pair:
    """The definitions of one file before and after, None where it does not exist."""

    base: Definitions | None
    head: Definitions | None


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the heads of all changed files define, by full name, which names are enumerations, and what is new.

    It is not complete where a file could not be read.
    """

    all: Mapping[str, tuple[Definitions, Definition]]
    enumerations: frozenset[str]
    new: Mapping[Shape, str]
    is_complete: bool


def changes(revisions: Revisions) -> Compared:
    """Compare the `.proto` files of a change; what moved to another of them is not gone.

    A file that is no protobuf is a failure with its line; what the others lack may have moved there, so that nothing
    is called gone then. Files known by their hunks only are left alone.
    """
    pairs, failures = [], []
    for versions in filter(_is_ours, revisions.changed):
        try:
            pairs.append(_Pair(_read(versions.base), _read(versions.head)))
        except SyntaxFaultError as fault:
            failures.append((_there(versions)[-1].path, f"{fault.message} (line {fault.line})"))
    heads = _heads(pairs, is_complete=not failures)
    found = tuple(change for pair in pairs if pair.base for change in _compared(pair.base, pair.head, heads))
    return Compared(found, tuple(failures))


def _is_ours(versions: Versions) -> bool:
    there = _there(versions)
    return bool(there) and all(one.path.endswith(_SUFFIX) and not one.is_fragment for one in there)


def _there(versions: Versions) -> list[Source]:
    return [one for one in (versions.base, versions.head) if one is not None]


def _read(source: Source | None) -> Definitions | None:
    return None if source is None else definitions(source.text, source.path)


def _heads(pairs: Sequence[_Pair], *, is_complete: bool) -> _Heads:
    heads = [pair.head for pair in pairs if pair.head]
    bases = [pair.base for pair in pairs if pair.base]
    known = {one.name for file in bases for one in file.all}
    return _Heads(
        {file.full(one.name): (file, one) for file in heads for one in file.all},
        frozenset(
            one.name.rpartition(".")[2] for file in (*heads, *bases) for one in file.all if isinstance(one, Enumeration)
        ),
        {
            shape(one): one.name
            for file in heads
            for one in file.all
            if isinstance(one, Message) and one.name not in known
        },
        is_complete,
    )


def _compared(base: Definitions, head: Definitions | None, heads: _Heads) -> Iterator[Change]:
    if head is not None:
        yield from (_change(one, base, head) for one in _of_file(base, head))
    near = {one.name: (head, one) for one in head.all} if head else {}
    gone = []
    for one in base.all:
        # In its own file a definition is found whatever the package is called now.
        found = near.get(one.name) or heads.all.get(base.full(one.name))
        if found is None or type(found[1]) is not type(one):
            gone.append(one)
        else:
            file, twin = found
            around = _around(base, file, one, heads)
            yield from (_change(each, base, file) for each in _differences(one, twin, around))
    if heads.is_complete:
        yield from (_change(one, base, base) for one in removals(base, gone, heads.new))


def _of_file(base: Definitions, head: Definitions) -> Iterator[Difference]:
    if base.package != head.package:
        detail = f"`{base.package}` is now `{head.package}`"
        subject = base.package or head.package
        yield Difference(ProtobufKind.PACKAGE_CHANGED, Side.RIGHT, head.package_line, subject, head.path, detail)
    if {base.syntax, head.syntax} == {"proto2", "proto3"}:
        detail = f"`{base.syntax}` is now `{head.syntax}`"
        yield Difference(ProtobufKind.SYNTAX_CHANGED, Side.RIGHT, 1, head.syntax, head.path, detail)


def _around(base: Definitions, head: Definitions, one: Definition, heads: _Heads) -> Around:
    return Around(base.full(one.name), (base.package, head.package), heads.enumerations, head.syntax != "proto2")


def _differences(base: Definition, head: Definition, around: Around) -> Iterator[Difference]:
    match base, head:
        case Message(), Message():
            yield from compared_messages(base, head, around)
        case Enumeration(), Enumeration():
            yield from compared_enumerations(base, head, around)
        case Served(), Served():
            yield from compared_services(base, head, around)


def _change(one: Difference, base: Definitions, head: Definitions) -> Change:
    path = base.path if one.side is Side.LEFT else head.path
    return Change(one.kind, IMPACTS[one.kind], path, one.side, one.line, one.where, one.subject, one.where, one.detail)
