"""Say once what several readers, or one in several conversations, claim."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewbot.domain.finding import Anchor, Candidate, Finding
from reviewbot.domain.levels import Confidence

READER = "agent"
"""The source of what a reader found."""


def distinct(claims: Sequence[Candidate]) -> Iterator[Candidate]:
    """Merge claims of one item on overlapping lines into the one that says most, with the places of all."""
    groups: list[list[Candidate]] = []
    for claim in claims:
        group = next((one for one in groups if any(is_same(claim, other) for other in one)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    yield from map(_best, groups)


def agreed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Merge what a reader and detectors both say of an item on overlapping lines.

    Where both are sure, nothing is surer. The better worded one stays, with the other's path, suggestion and places.
    """
    theirs = [one for one in findings if one.source == READER]
    merged = dict[int, Finding]()
    taken = set[int]()
    for mine in theirs:
        others = [one for one in findings if one.source != READER and id(one) not in taken and is_same(mine, one)]
        if others:
            taken.update(map(id, others))
            merged[id(mine)] = _together(mine, others)
    return tuple(merged.get(id(one), one) for one in findings if id(one) not in taken)


def is_same(one: Candidate | Finding, other: Candidate | Finding) -> bool:
    """Tell whether two say the same item of overlapping lines."""
    return one.item == other.item and _overlap(one.anchor, other.anchor)


def _together(reader: Finding, detectors: Sequence[Finding]) -> Finding:
    first = max(detectors, key=lambda one: (one.confidence.rank, one.suggestion is not None))
    is_sure = first.confidence > Confidence.LOW
    # What a detector may post by itself it says in the words that its item was tested with.
    said, other = (first, reader) if is_sure else (reader, first)
    surest = Confidence.HIGH if is_sure and reader.confidence > Confidence.LOW else None
    places = dict.fromkeys(place for one in (reader, *detectors) for place in one.related)
    return replace(
        said,
        confidence=surest or max(reader.confidence, first.confidence, key=lambda one: one.rank),
        evidence=replace(said.evidence, path=said.evidence.path or other.evidence.path),
        suggestion=said.suggestion or (other.suggestion if other.anchor == said.anchor else None),
        related=tuple(place for place in places if place != said.anchor),
        # A detector finds the same again in every run, in the same words.
        fingerprint=first.fingerprint,
        suppressed=said.suppressed or other.suppressed,
    )


def _overlap(one: Anchor, other: Anchor) -> bool:
    return (
        (one.path, one.side) == (other.path, other.side)
        and one.start_line <= other.line
        and other.start_line <= one.line
    )


def _best(group: Sequence[Candidate]) -> Candidate:
    """Prefer a claim that brings a repair, then the one that looked hardest for what would refute it."""
    best = max(group, key=lambda one: (one.replacement is not None, len(one.refute), len(one.message)))
    related = dict.fromkeys(place for one in (best, *group) for place in one.related)
    return replace(best, related=tuple(place for place in related if place != best.anchor))
