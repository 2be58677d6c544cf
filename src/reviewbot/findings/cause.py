"""Keep what the change causes: not what was there before, and not what only moved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewbot.domain.diff import FileDiff, FileStatus, LineKind
from reviewbot.domain.finding import Candidate
from reviewbot.findings.fingerprint import normalised

Claim = tuple[str, str]
"""What makes two candidates the same claim wherever they stand: item and quote without white space."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A file's candidates against its base's: the `new`, how many are `kept`, the claims that are `gone`."""

    new: tuple[Candidate, ...]
    kept: int
    gone: Counter[Claim]


def compared(head: Sequence[Candidate], base: Sequence[Candidate], file: FileDiff) -> Compared:
    """Pair equal claims of a file's two versions, those on unchanged lines first.

    A claim that the base does not have is new even where no line of its anchor was added: then what kept it away (a
    timeout, a `raise`, a limit) was removed.
    """
    gone = Counter(_claim(one) for one in base)
    added = file.added
    new: list[Candidate] = []
    for one in sorted(head, key=lambda one: not added.isdisjoint(_anchored(one))):
        if gone[_claim(one)] > 0:
            gone[_claim(one)] -= 1
        else:
            new.append(one)
    return Compared(tuple(new), len(head) - len(new), +gone)


def unmoved(new: Iterable[Candidate], gone: Counter[Claim]) -> tuple[Candidate, ...]:
    """Leave out claims that another file of the change lost: they moved here. Takes from `gone` what it uses."""
    kept: list[Candidate] = []
    for one in new:
        if gone[_claim(one)] > 0:
            gone[_claim(one)] -= 1
        else:
            kept.append(one)
    return tuple(kept)


def has_lost(file: FileDiff, candidates: Iterable[Candidate]) -> bool:
    """Tell whether a file's removed lines hold the first line of any candidate, so that it may have come from there."""
    if file.status is FileStatus.ADDED:
        return False
    removed = {normalised(line.text) for line in file.lines if line.kind is LineKind.REMOVED}
    return any(normalised(one.quote.partition("\n")[0]) in removed for one in candidates)


def _claim(candidate: Candidate) -> Claim:
    return candidate.item, normalised(candidate.quote)


def _anchored(candidate: Candidate) -> range:
    return range(candidate.anchor.start_line, candidate.anchor.line + 1)
