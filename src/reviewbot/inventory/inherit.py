"""Give stored models the columns of their parents, in whatever file those are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reviewbot.domain.inventory import Entity

_MOST_PARENTS = 20


def inherited(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Put the columns and relations of parents before those of their children, and leave out what is not stored.

    A parent is meant by its name alone, so one whose name several classes have in other files gives nothing. An
    abstract one that nothing is derived from stays: the code that stores it is elsewhere. A class is no model where
    neither it nor a parent says a column.
    """
    named: dict[str, list[Entity]] = defaultdict(list)
    for one in entities:
        named[one.name].append(one)
    whole = [(one, _whole(one, named)) for one in entities]
    used = {id(parent) for one, _ in whole if not one.is_abstract for parent in _above(one, named)}
    kept = (new for one, new in whole if not (one.is_abstract and id(one) in used))
    return tuple(one for one in kept if one.columns or one.relations or not one.parents)


def _above(entity: Entity, named: Mapping[str, Sequence[Entity]]) -> tuple[Entity, ...]:
    """Give the parents of a model and theirs, the closest first."""
    found: dict[int, Entity] = {}
    pending = [entity]
    while pending and len(found) < _MOST_PARENTS:
        here = pending.pop(0)
        for parent in here.parents:
            meant = _meant(parent, here, named)
            if meant is not None and meant is not entity and id(meant) not in found:
                found[id(meant)] = meant
                pending.append(meant)
    return tuple(found.values())


def _meant(parent: str, child: Entity, named: Mapping[str, Sequence[Entity]]) -> Entity | None:
    known = [one for one in named.get(parent.rpartition(".")[2], ()) if one is not child]
    near = [one for one in known if one.site.path == child.site.path]
    beside = [one for one in known if _folder(one) == _folder(child)]
    likely = near or beside or known
    return likely[0] if len(likely) == 1 else None


def _folder(entity: Entity) -> str:
    return entity.site.path.rpartition("/")[0]


def _whole(entity: Entity, named: Mapping[str, Sequence[Entity]]) -> Entity:
    line = (*reversed(_above(entity, named)), entity)
    columns = {column.name: column for one in line for column in one.columns}
    relations = {relation.name: relation for one in line for relation in one.relations}
    return replace(entity, columns=tuple(columns.values()), relations=tuple(relations.values()))
