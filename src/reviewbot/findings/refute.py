"""Refute a claim by what costs nothing to check, before anybody is asked to doubt it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reviewbot.domain.diff import FileDiff, LineKind, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.source import Versions
from reviewbot.findings.refuters import REFUTERS
from reviewbot.findings.view import View
from reviewbot.syntax.around import is_comment
from reviewbot.syntax.tame import is_tame


@dataclass(frozen=True, slots=True)
class Around:
    """What a claim is checked against: its file with both versions, and which lines the change touches anywhere.

    `is_unseen` tells of changed lines whether no complete review covered them yet; without it, none did.
    """

    file: FileDiff
    versions: Versions
    is_changed: Callable[[Anchor], bool]
    is_unseen: Callable[[Anchor], bool] | None = None


@dataclass(frozen=True, slots=True)
class Refuted:
    """A claim that does not hold, and why; `is_preexisting` where it does, but did before the change too.

    `is_covered` where it is about lines that a complete review covered: it may hold, and is not looked into again.
    """

    candidate: Candidate
    reason: str
    is_preexisting: bool = False
    is_covered: bool = False


def refuted(candidate: Candidate, around: Around) -> Refuted | None:
    """Give what refutes a claim whose place is settled, None where only a reader can tell."""
    source = around.versions.base if candidate.anchor.side is Side.LEFT else around.versions.head
    if source is None:
        return Refuted(candidate, "there is no such version of the file")
    view = View(candidate, source)
    if view.tree and is_comment(view.tree, candidate.anchor.start_line, candidate.anchor.line):
        return Refuted(candidate, "only a comment is quoted")
    if not _is_caused(view, around.file, around.is_changed):
        return Refuted(candidate, "the change neither touches nor causes it", is_preexisting=True)
    if around.is_unseen is not None and not _is_caused(view, around.file, around.is_unseen):
        return Refuted(candidate, "it is about lines that were reviewed before", is_covered=True)
    refuter = REFUTERS.get(candidate.item)
    # An expression may take time by the square of a text: hostile ones are left to a reader.
    reason = refuter(view) if refuter and is_tame(source) else ""
    return Refuted(candidate, reason) if reason else None


def _is_caused(view: View, file: FileDiff, is_touched: Callable[[Anchor], bool]) -> bool:
    """Tell whether a touched line takes part, or lines of the function are gone that may have kept the fault away."""
    anchor = view.claim.anchor
    if any(map(is_touched, (anchor, *view.claim.related))):
        return True
    gaps = _gaps(file, is_touched) if anchor.side is Side.RIGHT else ()
    return any(_is_bare(gone) or _is_in(gone, view.lines) for gone in gaps)


def _gaps(file: FileDiff, is_touched: Callable[[Anchor], bool]) -> Iterator[tuple[int | None, int | None]]:
    """Give the head's lines before and behind each run of lines that were removed and have none in their place.

    Whoever means a line that was replaced can name the one that stands there now; nobody can name one that is gone.
    """
    for hunk in file.hunks:
        runs = [(kind, tuple(lines)) for kind, lines in groupby(hunk.lines, lambda line: line.kind)]
        for index, (kind, gone) in enumerate(runs):
            beside = [*runs[max(0, index - 1) : index], *runs[index + 1 : index + 2]]
            is_gap = kind is LineKind.REMOVED and all(other is LineKind.CONTEXT for other, _ in beside)
            if is_gap and is_touched(Anchor(file.path, Side.LEFT, gone[0].base or 0, gone[-1].base or 0)):
                before = runs[index - 1][1][-1].head if index else None
                yield before, runs[index + 1][1][0].head if index + 1 < len(runs) else None


def _is_bare(gap: tuple[int | None, int | None]) -> bool:
    """Tell whether the diff shows no line around a gap: then it may be anywhere."""
    return gap == (None, None)


def _is_in(gap: tuple[int | None, int | None], lines: range) -> bool:
    return any(number is not None and number in lines for number in gap)
