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


def relevant(items: Iterable[Item], source: Source) -> tuple[Item, ...]:
    """Keep the items, and of each the detectors, that may match in a file."""
    # Many detectors require the same, and an expression costs more than many substrings.
    holds = cache(lambda alternatives: may_match((alternatives,), source.text))
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
    for alternatives in requires:
        for part in alternatives:
            expression = _expression(part)
            if part in text if expression is None else expression.search(text):
                break
        else:
            return False
    return True


@lru_cache(maxsize=4096)
def _expression(part: str) -> re.Pattern[str] | None:
    is_expression = len(part) > 2 and part.startswith("/") and part.endswith("/")
    return re.compile(part[1:-1], re.MULTILINE) if is_expression else None
