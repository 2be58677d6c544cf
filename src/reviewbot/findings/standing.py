"""Find the lines of an earlier finding where they still stand, by what makes its fingerprint."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Fingerprint
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import fingerprint, normalised
from reviewbot.syntax.definitions import definition_at, definitions
from reviewbot.syntax.suppressions import uncommented
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import parsed

_MOST_LINES = 40
_MOST_TRIED = 20_000
"""Spans of lines that are tried in one file: about a tenth of a second."""


def standing(
    item: str, fingerprints: Collection[Fingerprint], shown: Collection[str], source: Source, side: Side
) -> Candidate | None:
    """Give one of an item's findings as it stands in a version of its file, None where none of them does.

    `shown` are lines among which its first one is, any if there are none. That it got a comment which says no to it
    has not changed a line.
    """
    lines = tuple(uncommented(line) for line in source.lines)
    wanted = {normalised(line) for line in shown} - {""}
    starts = [start for start, line in enumerate(lines, 1) if not wanted or normalised(line) in wanted]
    name, ordinal = _naming(source, lines)
    for tried, (start, last) in enumerate(_spans(starts, len(lines))):
        if tried >= _MOST_TRIED:
            break
        quote = "\n".join(lines[start - 1 : last])
        one = _candidate(item, Anchor(source.path, side, start, last), quote, name(start), ordinal(start, last))
        if fingerprint(one) in fingerprints:
            return one
    return None


def _spans(starts: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Give all spans of lines, the short ones first: most findings are about a line or two."""
    for length in range(1, _MOST_LINES + 1):
        yield from ((start, start + length - 1) for start in starts if start + length - 1 <= count)


def _naming(source: Source, lines: Sequence[str]) -> tuple[Callable[[int], str], Callable[[int, int], int]]:
    """Give what names the definition around a line, and what counts the equal spans before one in its definition.

    As `settle` does it, or no finding would be known again.
    """
    if source.language is None or not is_tame(source):
        return lambda _start: "", lambda _start, _last: 0
    tree = parsed(source.text, source.language)
    around = definitions(tree)
    folded = [normalised(line) for line in lines]
    starts: dict[str, list[int]] = {}
    for start, line in enumerate(folded, 1):
        starts.setdefault(line, []).append(start)

    def ordinal(start: int, last: int) -> int:
        here, quoted = around.get(start, ())[-1:], folded[start - 1 : last]
        equal = (one for one in starts[quoted[0]] if folded[one - 1 : one - 1 + len(quoted)] == quoted)
        return sum(1 for one in equal if one < start and around.get(one, ())[-1:] == here)

    return cache(lambda start: definition_at(tree, start)), ordinal


def _candidate(item: str, anchor: Anchor, quote: str, definition: str, ordinal: int) -> Candidate:
    return Candidate(item, anchor, quote, "", "", "", Confidence.LOW, "agent", definition=definition, ordinal=ordinal)
