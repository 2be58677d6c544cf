"""Where the detectors' time goes: by item, and lines a second by language."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.change import ChangedFile
from reviewbot.checklist.load import checklist
from reviewbot.checklist.select import selected
from reviewbot.detectors.run import Detectors
from reviewbot.diff.source import source_of
from reviewbot.domain.item import Item
from reviewbot.domain.paths import path_class
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import family


@dataclass(frozen=True, slots=True)
class ItemCost:
    """What one item asks of the CPU over all files, parsing of those it does not skip included."""

    item: str
    cpu_seconds: float
    candidates: int


@dataclass(frozen=True, slots=True)
class LanguageSpeed:
    """How fast all items together read a language, or `any`: whole files, not only what changed in them."""

    language: str
    files: int
    lines: int
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Items from the slowest on, and languages by name."""

    items: tuple[ItemCost, ...]
    languages: tuple[LanguageSpeed, ...]


def speed(change: Sequence[ChangedFile], others: Sequence[ChangedFile] = ()) -> Speed:
    """Run every item by itself over a change, then all together over each language of it and of other files."""
    items = checklist({}).items
    sources = _heads(change)
    with Detectors(items) as detectors:
        costs = [_item_cost(item, sources, detectors) for item in items]
        sources += _heads(others)
        languages = sorted({source.language for source in sources if source.language})
        speeds = [_language_speed(name, items, sources, detectors) for name in languages]
    return Speed(tuple(sorted(costs, key=lambda one: -one.cpu_seconds)), (*speeds, _together(speeds)))


def _heads(change: Sequence[ChangedFile]) -> list[Source]:
    return [source_of(file.path, file.head.encode()) for file in change]


def _together(speeds: Sequence[LanguageSpeed]) -> LanguageSpeed:
    files, lines = sum(one.files for one in speeds), sum(one.lines for one in speeds)
    return LanguageSpeed("any", files, lines, sum(one.cpu_seconds for one in speeds))


def _item_cost(item: Item, sources: Sequence[Source], detectors: Detectors) -> ItemCost:
    seconds, candidates = _run((item,), sources, detectors)
    return ItemCost(item.id, seconds, candidates)


def _language_speed(
    language: str, items: Sequence[Item], sources: Sequence[Source], detectors: Detectors
) -> LanguageSpeed:
    mine = [source for source in sources if source.language == language]
    seconds, _ = _run(items, mine, detectors)
    return LanguageSpeed(language, len(mine), sum(len(source.lines) for source in mine), seconds)


def _run(items: Sequence[Item], sources: Sequence[Source], detectors: Detectors) -> tuple[float, int]:
    candidates = 0
    start = time.process_time()
    for source in sources:
        language = family(source.language) if source.language else None
        chosen = selected(items, source.path, path_class(source.path), language)
        candidates += len(detectors.detect(source, chosen).candidates)
    return time.process_time() - start, candidates
