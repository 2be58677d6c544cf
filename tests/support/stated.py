"""What a piece of TypeScript or JavaScript states."""

from reviewbot.domain.inventory import Inventory
from reviewbot.inventory.typescript.facts import facts
from reviewbot.syntax.tree import parsed


def stated(text: str, path: str = "src/app.ts", grammar: str = "typescript") -> Inventory:
    """Read the facts of a text as those of a file."""
    return facts(path, parsed(text, grammar))
