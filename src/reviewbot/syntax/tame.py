"""Whether a file can be worked on without a stopwatch: a native call on a hostile one may not come back."""

from reviewbot.domain.source import Source
from reviewbot.syntax.tree import is_deeper_than, parsed

_MOST_LINES = 2_000
_LONGEST_LINE = 2_000
_MOST_CHARACTERS = 40_000
"""Fewer than two source files in a hundred have more. Some rules must ask of every statement what else
its file holds, and take time by the square of its length: some seconds for this much."""

_DEEPEST = 200


def is_tame(source: Source) -> bool:
    """Tell whether a file is short, has short lines and nests little."""
    text = source.text
    lines = text.split("\n")
    if len(text) > _MOST_CHARACTERS or len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return False
    return source.language is None or not is_deeper_than(parsed(text, source.language), _DEEPEST)
