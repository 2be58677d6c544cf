"""Ask the detectors of some items about a text."""

from collections.abc import Iterable
from functools import cache

from reviewbot.checklist.load import checklist
from reviewbot.detectors.detect import detect
from reviewbot.detectors.prefilter import relevant
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source


@cache
def items() -> tuple[Item, ...]:
    """Load the checklist once."""
    return checklist({}).items


def detected(text: str, names: Iterable[str], path: str = "app/code.py") -> tuple[Candidate, ...]:
    """Give the candidates of Python code, mere evidence included."""
    source = Source(path, text, "python")
    asked = frozenset(names)
    return detect(source, relevant([one for one in items() if one.id in asked], source))
