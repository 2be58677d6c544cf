"""Recognise root causes whose code got another name, another text or another place since they were remembered.

A cause's id is made of its item, symbol and pattern, so each of these changes makes another one of it; who accepted it
accepted the risk and not the spelling. The passes go from the surest to the boldest, and each pairs one with one.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.audit import CauseId, RootCause
from reviewbot.domain.inventory import Site
from reviewbot.domain.tracked import Known, Life
from reviewbot.findings.fingerprint import normalised
from reviewbot.findings.same import READER
from reviewbot.findings.veil import SECURITY

_TELLING = 20
"""Characters from which a quote is hardly written twice by chance."""
_NEAR = 3
"""Lines by which an agent's two looks at the same code may differ."""


@dataclass(frozen=True, slots=True)
class _Trait:
    """What a found and a remembered cause are recognised by; `is_away` where none of its files are there any more."""

    id: CauseId
    item: str
    area: str
    symbol: str
    pattern: str
    sites: tuple[Site, ...]
    is_agents: bool
    is_found: bool = False
    is_telling: bool = True
    is_gone: bool = False
    is_away: bool = False

    @property
    def paths(self) -> dict[str, None]:
        """Give the files that it stands in, each once."""
        return dict.fromkeys(site.path for site in self.sites)

    @property
    def last(self) -> str:
        """Give the innermost name of the enclosing definition."""
        return self.symbol.rpartition(".")[2]


_Keys = Callable[[_Trait], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One way to recognise: two causes with a key in common are the same.

    `is_only` where a key that several have tells nothing. `is_bold` passes leave alone what is gone: a repair that
    holds must not be called off by something that merely resembles it. `is_moved` ones need the old file to be away.
    """

    keys: _Keys
    is_only: bool = False
    is_bold: bool = False
    is_moved: bool = False


def recognised(found: Sequence[RootCause], known: Sequence[Known], files: frozenset[str]) -> dict[CauseId, CauseId]:
    """Pair ids of found causes with those under which they are remembered; `files` are the snapshot's.

    No id is on either side twice, and the order of the arguments does not matter.
    """
    new = sorted(map(_found, found), key=_order)
    old = sorted((_remembered(one, files) for one in known), key=_order)
    pairs: dict[CauseId, CauseId] = {}
    for each in _PASSES:
        left = [one for one in new if one.id not in pairs]
        taken = set(pairs.values())
        pairs |= _paired(each, left, [one for one in old if one.id not in taken])
    return pairs


def places(cause: RootCause) -> tuple[Site, ...]:
    """Give where a cause stands: the places that nobody suppressed, if there are any."""
    standing = [one for one in cause.findings if one.suppressed is None] or cause.findings
    return tuple(Site(one.path, one.line) for one in standing)


def is_agents(cause: RootCause) -> bool:
    """Tell whether no detector found any of a cause's places."""
    return all(one.source == READER for one in cause.findings)


def _found(cause: RootCause) -> _Trait:
    first = cause.first
    is_telling = len(normalised(first.evidence.quote)) >= _TELLING
    return _Trait(
        cause.id,
        first.item,
        first.area,
        cause.symbol,
        cause.pattern,
        places(cause),
        is_agents(cause),
        is_found=True,
        is_telling=is_telling,
    )


def _remembered(known: Known, files: frozenset[str]) -> _Trait:
    return _Trait(
        known.id,
        known.item,
        known.area,
        known.symbol,
        known.pattern,
        known.sites,
        known.is_agents,
        is_gone=known.life is Life.GONE,
        is_away=files.isdisjoint(site.path for site in known.sites),
    )


def _order(trait: _Trait) -> tuple[str, int, str]:
    site = trait.sites[0] if trait.sites else Site("", 0)
    return site.path, site.line, trait.id


def _paired(way: _Pass, new: Sequence[_Trait], old: Sequence[_Trait]) -> Iterator[tuple[CauseId, CauseId]]:
    usable = (one for one in old if not (way.is_bold and one.is_gone) and (one.is_away or not way.is_moved))
    theirs, ours = _by_key(way.keys, usable), _by_key(way.keys, new)
    taken = set[CauseId]()
    for one in new:
        keys = [key for key in way.keys(one) if not way.is_only or len(ours[key]) == len(theirs.get(key, ())) == 1]
        rest = (other for key in keys for other in theirs.get(key, ()) if other.id not in taken)
        if (match := next(rest, None)) is not None:
            taken.add(match.id)
            yield one.id, match.id


def _by_key(keys: _Keys, traits: Iterable[_Trait]) -> Mapping[Hashable, Sequence[_Trait]]:
    groups: dict[Hashable, list[_Trait]] = {}
    for one in traits:
        for key in dict.fromkeys(keys(one)):
            groups.setdefault(key, []).append(one)
    return groups


def _unchanged(one: _Trait) -> Iterator[Hashable]:
    yield one.item, one.symbol, one.pattern


def _id(one: _Trait) -> Iterator[Hashable]:
    yield one.id


def _veiled(one: _Trait) -> Iterator[Hashable]:
    # What was remembered under a veil has no item of its own, and its pattern alone must do.
    if one.area == SECURITY and (one.is_found or one.item == SECURITY):
        yield one.pattern


def _pattern_in_file(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.pattern, path) for path in one.paths)


def _pattern_in_definition(one: _Trait) -> Iterator[Hashable]:
    yield from [(one.item, one.pattern, one.last)] if one.symbol else []


def _pattern_in_file_name(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.pattern, _name(path)) for path in one.paths)


def _pattern(one: _Trait) -> Iterator[Hashable]:
    yield from [(one.item, one.pattern)] if one.is_telling else []


def _symbol_in_file(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.symbol, path) for path in one.paths if one.symbol)


def _symbol_in_file_name(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.symbol, _name(path)) for path in one.paths if one.symbol)


def _definition_in_file(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.last, path) for path in one.paths)


def _outermost_in_file(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.item, one.symbol.partition(".")[0], path) for path in one.paths if one.symbol)


def _symbol(one: _Trait) -> Iterator[Hashable]:
    yield from [(one.item, one.symbol)] if one.symbol else []


def _agents_definition(one: _Trait) -> Iterator[Hashable]:
    yield from ((one.area, one.symbol, path) for path in one.paths if one.is_agents and one.symbol)


def _agents_lines(one: _Trait) -> Iterator[Hashable]:
    for site in one.sites if one.is_agents else ():
        # The nearest line first; what is remembered stands on its own line alone.
        for away in sorted(range(-_NEAR, _NEAR + 1), key=abs) if one.is_found else (0,):
            yield one.area, site.path, site.line + away


def _name(path: str) -> str:
    return path.rpartition("/")[2]


_PASSES = (
    _Pass(_unchanged),
    _Pass(_id),
    _Pass(_veiled),
    _Pass(_pattern_in_file),
    _Pass(_pattern_in_definition),
    _Pass(_pattern_in_file_name),
    _Pass(_symbol_in_file, is_bold=True),
    _Pass(_symbol_in_file_name, is_bold=True, is_moved=True),
    # Another name of the class around it; at module level another text of the only place in the file.
    _Pass(_definition_in_file, is_only=True, is_bold=True),
    _Pass(_pattern, is_only=True, is_bold=True),
    # Another text in another method of its class, where it is the only one that went and the only one that came.
    _Pass(_outermost_in_file, is_only=True, is_bold=True),
    _Pass(_symbol, is_only=True, is_bold=True, is_moved=True),
    _Pass(_agents_definition, is_only=True, is_bold=True),
    _Pass(_agents_lines, is_bold=True),
)
