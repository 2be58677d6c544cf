"""Leave out what cannot match before anything is parsed: that decides the speed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache

from reviewbot.detectors.pattern import is_for
from reviewbot.detectors.sql.migration import is_migration
from reviewbot.domain.item import (
    ContractDetector,
    Detector,
    Item,
    PatternDetector,
    SecretDetector,
    StatementDetector,
    SuppressionDetector,
    TaintDetector,
)
from reviewbot.domain.source import Source

_WORD = re.compile(r"\w+")


def relevant(items: Iterable[Item], source: Source) -> tuple[Item, ...]:
    """Keep the items, and of each the detectors, that may match in a file."""
    # Most of what is required is in no word of the file, and its words, each once, are a quarter of its text.
    words = "\n".join(set(_WORD.findall(source.text)))
    # Many detectors require the same.
    holds = cache(lambda alternatives: _holds(alternatives, source.text, words))
    kept = ((one, tuple(each for each in one.detectors if _is_relevant(each, source, holds))) for one in items)
    return tuple(replace(item, detectors=detectors) for item, detectors in kept if detectors)


def _is_relevant(detector: Detector, source: Source, holds: Callable[[tuple[str, ...]], bool]) -> bool:
    match detector:
        case PatternDetector() | TaintDetector():
            return is_for(detector, source.language) and all(map(holds, detector.requires))
        case SecretDetector():
            return all(map(holds, detector.requires))
        case StatementDetector():
            return is_migration(source, detector) and all(map(holds, detector.requires))
        case ContractDetector() | SuppressionDetector():
            return False


def may_match(requires: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Tell whether a text holds at least one alternative of every entry.

    An alternative is a substring, or between two slashes a regular expression.
    """
    return all(_holds(alternatives, text, text) for alternatives in requires)


def _holds(alternatives: tuple[str, ...], text: str, words: str) -> bool:
    for part in alternatives:
        expression, word = _read(part)
        if (word in words and part in text) if expression is None else expression.search(text):
            return True
    return False


@lru_cache(maxsize=4096)
def _read(part: str) -> tuple[re.Pattern[str] | None, str]:
    """Read an alternative: its expression if it is one, and its longest word, without which a text cannot hold it."""
    is_expression = len(part) > 2 and part.startswith("/") and part.endswith("/")
    expression = re.compile(part[1:-1], re.MULTILINE) if is_expression else None
    return expression, max(_WORD.findall(part), key=len, default="")
