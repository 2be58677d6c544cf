"""Compare what the two revisions of a change promise to their clients, and say what it took away from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reviewbot.detectors.apart import apart
from reviewbot.detectors.dependencies import comparison as dependencies
from reviewbot.detectors.detect import numbered
from reviewbot.detectors.openapi import description
from reviewbot.detectors.prefilter import may_match
from reviewbot.detectors.protobuf import comparison as protobuf
from reviewbot.detectors.revisions import Comparison, Revisions
from reviewbot.detectors.routes import comparison as routes
from reviewbot.detectors.wording import filled
from reviewbot.domain.contract import Change
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import ContractDetector, Item
from reviewbot.domain.source import Source, Versions

_GRAPHQL = (".graphql", ".graphqls", ".gql")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contract: which files are about it, by their paths, and who compares them."""

    is_about: Callable[[str], bool]
    compare: Comparison


def _ending_in(*suffixes: str) -> Callable[[str], bool]:
    return lambda path: path.lower().endswith(suffixes)


KINDS: Mapping[str, Kind] = {
    "openapi": Kind(_ending_in(".yaml", ".yml", ".json"), description.changes),
    "graphql": Kind(_ending_in(*_GRAPHQL), apart("reviewbot.detectors.graphql.comparison", _GRAPHQL)),
    "protobuf": Kind(_ending_in(".proto"), protobuf.changes),
    "routes": Kind(_ending_in(".py", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"), routes.changes),
    "dependencies": Kind(dependencies.is_about, dependencies.changes),
}
"""What a detector may name as its `contract`."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What comparing gave: candidates, and for each path that could not be compared, why."""

    candidates: tuple[Candidate, ...]
    failures: Mapping[str, str]


def concerns(versions: Versions, items: Sequence[Item]) -> bool:
    """Tell whether a changed file takes part in a comparison that an item asks for."""
    # Many detectors ask for the same.
    asked = dict.fromkeys((one.contract, one.requires) for one in _asked(items))
    return any(_takes(contract, requires, versions) for contract, requires in asked)


def compare(revisions: Revisions, items: Sequence[Item]) -> Broken:
    """Find what clients relied on that is gone or changed, in the order of paths and lines.

    Each contract is compared once, however many items ask for it.
    """
    wanted = tuple(dict.fromkeys(one.contract for one in _asked(items)))
    compared = {name: KINDS[name].compare(_of_kind(name, revisions, items)) for name in wanted}
    candidates = (
        _candidate(source, item, detector, change)
        for item in items
        for detector in item.detectors
        if isinstance(detector, ContractDetector)
        for change in compared[detector.contract].changes
        if change.kind in detector.changes and (source := _source(revisions, change)) is not None
    )
    found = sorted(candidates, key=lambda one: (one.anchor.path, one.anchor.line, one.item, one.title))
    return Broken(tuple(numbered(found)), dict(chain(*(one.failures for one in compared.values()))))


def _asked(items: Sequence[Item]) -> Iterator[ContractDetector]:
    for item in items:
        for detector in item.detectors:
            if isinstance(detector, ContractDetector) and detector.contract in KINDS:
                yield detector


def _takes(contract: str, requires: tuple[tuple[str, ...], ...], versions: Versions) -> bool:
    """Ask both versions: what a new file promises may have moved there. Hunks alone promise nothing."""
    sources = [one for one in (versions.base, versions.head) if one is not None]
    return not any(one.is_fragment for one in sources) and any(
        KINDS[contract].is_about(one.path) and may_match(requires, one.text) for one in sources
    )


def _of_kind(name: str, revisions: Revisions, items: Sequence[Item]) -> Revisions:
    """Leave the changed files that one kind of contract is about."""
    asked = dict.fromkeys(one.requires for one in _asked(items) if one.contract == name)
    changed = (each for each in revisions.changed if any(_takes(name, requires, each) for requires in asked))
    return replace(revisions, changed=tuple(changed))


def _source(revisions: Revisions, change: Change) -> Source | None:
    """Give the version of a changed file that a change stands in; one of another file cannot be commented on."""
    for versions in revisions.changed:
        source = versions.base if change.side is Side.LEFT else versions.head
        if source is not None and source.path == change.path and 0 < change.line <= len(source.lines):
            return source
    return None


def _candidate(source: Source, item: Item, detector: ContractDetector, change: Change) -> Candidate:
    captured = {"SUBJECT": change.subject, "WHERE": change.where, "DETAIL": change.detail}
    said = filled(detector.wording, captured)
    return Candidate(
        item=item.id,
        anchor=Anchor(source.path, change.side, change.line, change.line),
        quote=source.lines[change.line - 1],
        title=said.title,
        trigger=said.trigger,
        message=said.repair,
        confidence=detector.confidence,
        source="contract",
        definition=change.inside,
    )
