"""Run all that items have over one file, as if the repository held nothing else: that is how examples are read."""

from collections.abc import Callable, Sequence

from reviewbot.detectors.contract import compare
from reviewbot.detectors.revisions import alone
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source, Versions


def examined(
    versions: Versions, items: Sequence[Item], detect: Callable[[Source, Sequence[Item]], Detected]
) -> Detected:
    """Find the candidates of a file's head, and what it broke of the promises of its base."""
    found = detect(versions.head, items) if versions.head else Detected(())
    broken = compare(alone(versions), items)
    failures = [found.failure, *broken.failures.values()]
    return Detected((*found.candidates, *broken.candidates), "; ".join(filter(None, failures)))
