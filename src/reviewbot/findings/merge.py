"""Say one thing once: merge findings that say the same or less about the same lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence


def merged(findings: Sequence[Finding], items: Mapping[str, Item]) -> tuple[Finding, ...]:
    """Drop a finding where another that stays subsumes it: its item says more about overlapping lines.

    Two items that do not subsume each other stay two findings. What is merged away shows in `related` of what stays
    only where its lines differ.
    """
    below = {name: _below(name, items) for name in {one.item for one in findings}}
    kept, taking = list[int](), list[Finding]()
    # Graver items first: when a finding's turn comes, all that could take it in are decided.
    for number, one in sorted(enumerate(findings), key=lambda numbered: -len(below[numbered[1].item])):
        if not any(_subsumes(other, one, below) for other in taking):
            kept.append(number)
            if below[one.item]:
                taking.append(one)
    return tuple(_with_related(findings[number], findings, below) for number in sorted(kept))


def _below(name: str, items: Mapping[str, Item]) -> frozenset[str]:
    """Collect the items that one subsumes, directly or through others."""
    found, pending = set[str](), [*items[name].subsumes]
    while pending:
        lesser = pending.pop()
        if lesser not in found:
            found.add(lesser)
            pending.extend(items[lesser].subsumes)
    return frozenset(found)


def _subsumes(graver: Finding, lesser: Finding, below: Mapping[str, frozenset[str]]) -> bool:
    # Neither what a team has said no to nor mere evidence may hide a finding.
    return (
        lesser.item in below[graver.item]
        and (graver.path, graver.side) == (lesser.path, lesser.side)
        and graver.start_line <= lesser.line
        and lesser.start_line <= graver.line
        and (graver.suppressed is None or lesser.suppressed is not None)
        and (graver.confidence > Confidence.LOW or lesser.confidence is Confidence.LOW)
    )


def _with_related(one: Finding, findings: Sequence[Finding], below: Mapping[str, frozenset[str]]) -> Finding:
    gone = (other for other in findings if _subsumes(one, other, below)) if below[one.item] else ()
    others = tuple(dict.fromkeys(other.anchor for other in gone if other.anchor != one.anchor))
    return replace(one, related=one.related + others) if others else one
