"""Read the facts that a file states, whatever its language: by its words first, and only then by its tree."""

from reviewbot.domain.inventory import Inventory
from reviewbot.domain.source import Source
from reviewbot.inventory.prisma import prisma
from reviewbot.inventory.python import read as python
from reviewbot.inventory.typescript import facts as typescript
from reviewbot.syntax.languages import family
from reviewbot.syntax.tree import is_deeper_than, parsed

_NOTHING = Inventory()
_MOST_CHARACTERS = 150_000
"""More than the detectors take: nothing here takes time by the square of a file's length."""

_LONGEST_LINE = 2_000
_DEEPEST = 200


def facts(source: Source) -> Inventory:
    """Give a file's facts; none for one that nobody reads here, or that is too large to be read without a limit."""
    match family(source.language or ""):
        case "python" if python.is_promising(source.text) and _is_readable(source):
            return python.facts(source.path, parsed(source.text, source.language or ""))
        case "typescript" if typescript.is_promising(source.text) and _is_readable(source):
            return typescript.facts(source.path, parsed(source.text, source.language or ""))
        case "" if source.path.endswith(".prisma") and len(source.text) <= _MOST_CHARACTERS:
            return prisma(source.path, source.text)
        case _:
            return _NOTHING


def _is_readable(source: Source) -> bool:
    text = source.text
    if len(text) > _MOST_CHARACTERS or max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return False
    return not is_deeper_than(parsed(text, source.language or ""), _DEEPEST)
