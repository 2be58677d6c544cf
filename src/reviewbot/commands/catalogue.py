"""The checklist as a pull request's base has it, read as late as it can be: most commands need none of it."""

from collections.abc import Collection, Mapping

from reviewbot.checklist.load import checklist
from reviewbot.commands.hub import Hub
from reviewbot.commands.publish import items_at
from reviewbot.domain.item import Item
from reviewbot.domain.pull import Pull


class HubCatalogue:
    """Know our items without a call; a team's own are fetched once, where ours do not have what is asked for."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._team: Mapping[str, Item] | None = None

    def topics(self, pull: Pull) -> Collection[str]:
        """List the areas and the ids of all items."""
        items = self._all(pull)
        return {*items, *(one.area for one in items.values())}

    def item(self, name: str, pull: Pull) -> Item | None:
        """Give an item by its id, None where there is none."""
        ours = next((one for one in checklist({}).items if one.id == name), None)
        return ours or self._all(pull).get(name)

    def _all(self, pull: Pull) -> Mapping[str, Item]:
        if self._team is None:
            self._team = items_at(self._hub, pull.name.repository, pull.base_sha)
        return self._team
