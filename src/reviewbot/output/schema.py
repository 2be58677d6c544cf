"""The picture of what is stored: entities with their columns and relations."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from reviewbot.domain.inventory import Column, Entity, Inventory, Many
from reviewbot.output.app import apps_in, largest
from reviewbot.output.mermaid import Diagram, label, word
from reviewbot.output.wording import counted

_MOST_TOGETHER = 18
_MOST_DIAGRAMS = 8
_MOST_COLUMNS = 9
_LINES = {
    Many.ONE_TO_ONE: "||--o|",
    Many.ONE_TO_MANY: "||--o{",
    Many.MANY_TO_ONE: "}o--||",
    Many.MANY_TO_MANY: "}o--o{",
}


def schemas(inventory: Inventory) -> tuple[Diagram, ...]:
    """Draw the entities: in one picture where they fit, else one for each of the largest applications."""
    if not inventory.entities:
        return ()
    if len(inventory.entities) <= _MOST_TOGETHER:
        return (_drawn("All entities", inventory.entities, inventory.entities, ""),)
    names = apps_in(inventory)
    apps, hidden = largest((names[one.site.path] for one in inventory.entities), _MOST_DIAGRAMS)
    note = f"Entities of {counted(hidden, 'smaller application')} have no picture." if hidden else ""
    return tuple(
        _drawn(app, [one for one in inventory.entities if names[one.site.path] == app], inventory.entities, note)
        for app in apps
    )


def _drawn(title: str, own: Sequence[Entity], known: Sequence[Entity], note: str) -> Diagram:
    shown = own[:_MOST_TOGETHER]
    ids = {one: f"e{number}" for number, one in enumerate(shown, 1)}
    named = {one.name: one for one in reversed((*own, *(one for one in known if one not in own)))}
    relations = dict(_relations(shown, named))
    for _, target in relations:
        ids.setdefault(target, f"e{len(ids) + 1}")
    lines = ["erDiagram"]
    for entity, number in ids.items():
        lines += _entity(number, entity, is_whole=entity in shown)
    lines += [f"  {ids[one]} {line} {ids[other]} : {label(name)}" for (one, other), (line, name) in relations.items()]
    more = f"{len(own) - len(shown):,} more entities are not drawn." if len(own) > len(shown) else ""
    narrow = f"At most {_MOST_COLUMNS} columns of each are drawn." if any(map(_is_wide, shown)) else ""
    return Diagram(title, "\n".join(lines), " ".join(part for part in (more, narrow, note) if part))


def _is_wide(entity: Entity) -> bool:
    return len(entity.columns) > _MOST_COLUMNS


def _relations(
    shown: Sequence[Entity], named: Mapping[str, Entity]
) -> Iterator[tuple[tuple[Entity, Entity], tuple[str, str]]]:
    """Give each pair of entities once, although code often says a relation at both of its ends."""
    seen: set[frozenset[Entity]] = set()
    for entity in shown:
        for relation in entity.relations:
            target = named.get(relation.target)
            if target and (pair := frozenset((entity, target))) not in seen:
                seen.add(pair)
                yield (entity, target), (_LINES[relation.many], relation.name)


def _entity(number: str, entity: Entity, *, is_whole: bool) -> Iterator[str]:
    columns = sorted(entity.columns, key=lambda column: not column.is_key)[:_MOST_COLUMNS] if is_whole else []
    if not columns:
        yield f"  {number}[{label(entity.name)}]"
        return
    references = {relation.name for relation in entity.relations}
    yield f"  {number}[{label(entity.name)}] {{"
    for column in columns:
        yield f"    {word(column.type) if column.type else 'any'} {word(column.name)}{_key(column, references)}"
    yield "  }"


def _key(column: Column, references: Collection[str]) -> str:
    if column.is_key:
        return " PK"
    is_reference = column.name in references or column.name.removesuffix("_id") in references
    keys = [word for holds, word in ((is_reference, "FK"), (column.is_unique, "UK")) if holds]
    return f" {', '.join(keys)}" if keys else ""
