"""Sort facts of any kind into an inventory."""

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

from reviewbot.domain.inventory import (
    Call,
    Entity,
    Inventory,
    Mount,
    Pattern,
    Queue,
    Route,
    Scheduled,
    Variable,
    united,
)

Fact: TypeAlias = Route | Mount | Entity | Call | Queue | Scheduled | Variable | Pattern

_Kind = TypeVar("_Kind")


def gathered(facts: Iterable[Fact]) -> Inventory:
    """Put each fact among its kind, sorted by its site; one that is said twice counts once."""
    known = tuple(dict.fromkeys(facts))
    return united(
        [
            Inventory(
                routes=_of(Route, known),
                mounts=_of(Mount, known),
                entities=_of(Entity, known),
                calls=_of(Call, known),
                queues=_of(Queue, known),
                scheduled=_of(Scheduled, known),
                variables=_of(Variable, known),
                patterns=_of(Pattern, known),
            )
        ]
    )


def _of(kind: type[_Kind], facts: tuple[Fact, ...]) -> tuple[_Kind, ...]:
    return tuple(one for one in facts if isinstance(one, kind))
