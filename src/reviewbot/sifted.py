"""Keep of what an agent claims what has a place, and what no cheap check refutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reviewbot.diff.unseen import changed
from reviewbot.domain.diff import ChangedLines, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.source import Source, Versions
from reviewbot.earlier import Earlier, is_unseen, touches
from reviewbot.findings.refute import Around, Refuted, refuted
from reviewbot.findings.same import distinct
from reviewbot.findings.settle import settled
from reviewbot.look import Look


@dataclass(frozen=True, slots=True)
class Sifted:
    """Claims on their lines, each said once, and those that do not hold."""

    kept: tuple[Candidate, ...]
    dropped: tuple[Refuted, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """What claims are checked against: files by their paths, their texts, their changed lines, what was reviewed."""

    looks: Mapping[str, Look]
    read: Mapping[str, Versions]
    lines: Mapping[str, ChangedLines]
    earlier: Earlier | None


def sifted(
    claims: Sequence[Candidate], looks: Sequence[Look], read: Mapping[str, Versions], earlier: Earlier | None
) -> Sifted:
    """Settle claims on their lines, and drop those that a cheap check refutes.

    Of lines that an earlier review covered only that is said which a line that it did not cover takes part in: the
    claim is then about that line.
    """
    lines = {each.file.path: changed(each.file) for each in looks}
    change = _Change({each.file.path: each for each in looks}, read, lines, earlier)
    checked = [_checked(claim, change) for claim in claims]
    kept = [one for one in checked if isinstance(one, Candidate)]
    return Sifted(tuple(distinct(kept)), tuple(one for one in checked if isinstance(one, Refuted)))


def _checked(claim: Candidate, change: _Change) -> Candidate | Refuted:
    """Give a claim on its lines, or what refutes it."""
    path, earlier = claim.anchor.path, change.earlier
    each, versions = change.looks.get(path), change.read.get(path)
    if each is None or versions is None or not _is_asked(claim.item, each):
        return Refuted(claim, "nobody was asked that")
    source = _side(versions, claim.anchor)
    placed = settled(claim, source) if source else None
    if placed is None:
        return Refuted(claim, "its quote does not stand in the file")
    around = Around(
        each.file,
        versions,
        lambda anchor: touches(change.lines.get(anchor.path), anchor),
        None if earlier is None else lambda anchor: is_unseen(earlier, anchor),
    )
    return refuted(placed, around) or _at_its_cause(placed, change)


def _at_its_cause(claim: Candidate, change: _Change) -> Candidate:
    """Move a claim about covered lines to the line that broke them, where it names one: that line is new."""
    earlier = change.earlier
    if earlier is None or is_unseen(earlier, claim.anchor):
        return claim
    for cause in claim.related:
        each, versions = change.looks.get(cause.path), change.read.get(cause.path)
        source = _side(versions, cause) if versions else None
        if each is None or source is None or not _is_asked(claim.item, each) or not is_unseen(earlier, cause):
            continue
        quote = "\n".join(source.lines[cause.start_line - 1 : cause.line])
        places = (claim.anchor, *(one for one in claim.related if one != cause))
        moved = replace(claim, anchor=cause, quote=quote, related=places, replacement=None)
        return settled(moved, source) or claim
    return claim


def _is_asked(item: str, each: Look) -> bool:
    return item in {one.item.id for one in each.asked}


def _side(versions: Versions, anchor: Anchor) -> Source | None:
    return versions.base if anchor.side is Side.LEFT else versions.head
