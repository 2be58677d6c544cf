"""The checklist that ships, for pages that ask for items; a team's own may be put beside it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from reviewbot.checklist.load import checklist
from reviewbot.domain.item import Item
from reviewbot.domain.pull import Pull


@dataclass(slots=True)
class Shipped:
    """Knows our items, and `team` by its names alone; `asked` counts how often a team's had to be looked up."""

    team: frozenset[str] = frozenset()
    asked: list[Pull] = field(default_factory=list)

    def topics(self, pull: Pull) -> Collection[str]:
        """List a team's names: ours are known without asking."""
        self.asked.append(pull)
        return self.team

    def item(self, name: str, pull: Pull) -> Item | None:
        """Give an item that ships."""
        assert pull.name.number
        return next((one for one in checklist({}).items if one.id == name), None)
