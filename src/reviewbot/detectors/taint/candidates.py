"""Follow what strangers send through the functions of a file to where it does harm."""

from collections.abc import Iterator, Sequence

from reviewbot.detectors.pattern import LONGEST_ANCHOR, File, short
from reviewbot.detectors.taint.follow import hits
from reviewbot.detectors.taint.frame import Hit
from reviewbot.detectors.taint.words import words_of
from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Step
from reviewbot.domain.item import Item, TaintDetector
from reviewbot.syntax.definitions import definition_at


def candidates(file: File, asked: Sequence[tuple[Item, TaintDetector]]) -> Iterator[Candidate]:
    """Find what all taint detectors of a file find in one pass; ordinals are counted later.

    A function that is too large to be followed says nothing.
    """
    if not asked:
        return
    words = words_of(tuple(detector for _, detector in asked))
    for hit in hits(file, words):
        item, detector = asked[hit.kind]
        yield _candidate(file, item, detector, hit)


def _candidate(file: File, item: Item, detector: TaintDetector, hit: Hit) -> Candidate:
    first, last = _anchored(detector, hit)
    said = filled(detector.wording, {"SOURCE": hit.taint.source, "SINK": hit.sink})
    lines = [line for line in dict.fromkeys((*hit.taint.steps, hit.at.line_end)) if line <= len(file.lines)]
    return Candidate(
        item=item.id,
        anchor=Anchor(file.source.path, Side.RIGHT, first, last),
        quote="\n".join(file.lines[first - 1 : last]),
        title=said.title,
        trigger=said.trigger,
        message=said.repair,
        confidence=detector.confidence,
        source="detector",
        steps=tuple(Step(file.source.path, line, short(file.lines[line - 1])) for line in lines),
        definition=definition_at(file.tree, first),
    )


def _anchored(detector: TaintDetector, hit: Hit) -> tuple[int, int]:
    """Comment on the name of what is called, or on the statement that built the text if that was another."""
    built = hit.taint.built
    if detector.at_text and built is not None and built != hit.statement:
        last = built.line_end if built.line_end - built.line < LONGEST_ANCHOR else built.line
        return built.line, last
    return hit.at.line_end, hit.at.line_end
