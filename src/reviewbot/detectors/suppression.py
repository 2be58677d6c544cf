"""Find suppressions that suppress nothing: they would hide the next fault without anybody's no."""

from collections.abc import Iterator, Sequence

from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item, SuppressionDetector
from reviewbot.domain.source import Source
from reviewbot.syntax.suppressions import comments, covers


def unused(source: Source, candidates: Sequence[Candidate], items: Sequence[Item]) -> tuple[Candidate, ...]:
    """Give a candidate for each name of a suppression that covers none of a file's candidates.

    Only items with detectors among those asked count: whether an agent would have claimed something, nobody knows.
    """
    if "reviewbot:" not in source.text:
        return ()
    asking = [(item, one) for item in items for one in item.detectors if isinstance(one, SuppressionDetector)]
    asked = {one.id for one in items if one.detectors}
    return tuple(one for item, detector in asking for one in _unused(source, candidates, asked, (item, detector)))


def _unused(
    source: Source, candidates: Sequence[Candidate], asked: set[str], own: tuple[Item, SuppressionDetector]
) -> Iterator[Candidate]:
    item, detector = own
    for comment in comments(source.lines):
        idle = [
            name
            for name in comment.names
            if name in asked and not any(one.item == name and covers(comment, one) for one in candidates)
        ]
        if idle:
            said = filled(detector.wording, {"NAME": ", ".join(idle)})
            yield Candidate(
                item=item.id,
                anchor=Anchor(source.path, Side.RIGHT, comment.line, comment.line),
                quote=source.lines[comment.line - 1],
                title=said.title,
                trigger=said.trigger,
                message=said.repair,
                confidence=detector.confidence,
                source="detector",
            )
