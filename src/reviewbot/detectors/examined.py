"""Run all that an item has over one file, as if the repository held nothing else: that is how examples are read."""

from collections.abc import Callable, Sequence
from datetime import date

from reviewbot.detectors.contract import compare
from reviewbot.detectors.revisions import alone
from reviewbot.detectors.suppression import unused
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item, SuppressionDetector
from reviewbot.domain.source import Source, Versions

_DAY = date(2026, 1, 1)
"""The day of all examples: what they say of sunsets must not change with the years."""


def examined(
    versions: Versions, item: Item, items: Sequence[Item], detect: Callable[[Source, Sequence[Item]], Detected]
) -> Detected:
    """Find the candidates of a file's head, and what it broke of the promises of its base.

    What a suppression is good for shows only beside the other `items`.
    """
    found = detect(versions.head, [item]) if versions.head else Detected(())
    broken = compare(alone(versions, day=_DAY), [item])
    failures = [found.failure, *broken.failures.values()]
    candidates = (*found.candidates, *broken.candidates)
    if versions.head and any(isinstance(one, SuppressionDetector) for one in item.detectors):
        candidates += unused(versions.head, detect(versions.head, items).candidates, items)
    return Detected(candidates, "; ".join(filter(None, failures)))
