"""Read the models of a `schema.prisma`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.inventory import Column, Entity, Inventory, Many, Relation, Site, Variable
from reviewbot.inventory.secret import is_secret

_LONGEST = 1_000_000
_LONGEST_LINE = 2_000
_MOST_FIELDS = 400
_MOST_RULES = 100
_HEAD = re.compile(r"\s*(model|enum|view|type|datasource|generator)\s+(\w+)\s*\{\s*")
_FIELD = re.compile(r"\s*(?P<name>\w+)\s+(?P<type>\w+)(?:\([^)]*\))?(?P<list>\[\])?(?P<optional>\?)?(?P<rest>.*)")
_COMMENT = re.compile(r"(?:[^\"/]|\"(?:[^\"\\]|\\.)*\"|/(?!/))*")
_TABLE = re.compile(r"\s*@@map\(\s*(?:name:\s*)?\"([^\"]*)\"")
_SEVERAL = re.compile(r"\s*@@(id|unique|index|fulltext)\(\s*(?:\w+:\s*)?\[([^\]]*)\]")
_COLUMN = re.compile(r"@map\(\s*(?:name:\s*)?\"([^\"]*)\"")
_RELATION = re.compile(r"@relation\((.*)\)")
_NAMED = re.compile(r"(?:^|name:)\s*\"([^\"]*)\"")
_OWN = re.compile(r"fields:\s*\[([^\]]*)\]")
_ON_DELETE = re.compile(r"onDelete:\s*(\w+)")
_ENVIRONMENT = re.compile(r"\benv\(\s*\"(\w+)\"\s*\)")


@dataclass(frozen=True, slots=True)
class _Field:
    """A line of a model."""

    name: str
    type: str
    is_list: bool
    is_optional: bool
    rest: str


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands in the braces behind `model Order`, with the line of that."""

    kind: str
    name: str
    line: int
    fields: tuple[_Field, ...]
    rules: tuple[str, ...]


def prisma(path: str, text: str) -> Inventory:
    """Give the models and views of a schema, their relations seen from both sides, and the variables it reads."""
    lines = [_COMMENT.match(one[:_LONGEST_LINE]) for one in text[:_LONGEST].split("\n")]
    plain = [found.group() if found else "" for found in lines]
    blocks = tuple(_blocks(plain))
    models = {one.name: one for one in blocks if one.kind in {"model", "view"}}
    return Inventory(
        entities=tuple(_entity(path, one, models) for one in models.values()),
        variables=tuple(
            Variable(Site(path, number), found[1], is_secret=is_secret(found[1]))
            for number, line in enumerate(plain, 1)
            for found in _ENVIRONMENT.finditer(line)
        ),
    )


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    head: tuple[str, str, int] | None = None
    fields: list[_Field] = []
    rules: list[str] = []
    for number, line in enumerate(lines, 1):
        opened = _HEAD.fullmatch(line) if head is None else None
        if opened:
            head, fields, rules = (opened[1], opened[2], number), [], []
        elif head is not None and line.strip() == "}":
            yield _Block(*head, tuple(fields), tuple(rules))
            head = None
        elif head is not None and line.lstrip().startswith("@@"):
            rules += [line][: _MOST_RULES - len(rules)]
        elif head is not None and len(fields) < _MOST_FIELDS and (found := _FIELD.fullmatch(line)):
            fields.append(
                _Field(found["name"], found["type"], bool(found["list"]), bool(found["optional"]), found["rest"])
            )


def _entity(path: str, block: _Block, models: Mapping[str, _Block]) -> Entity:
    table = next((found[1] for one in block.rules if (found := _TABLE.match(one))), "")
    several = [(found[1], _words(found[2])) for rule in block.rules if (found := _SEVERAL.match(rule))]
    return Entity(
        site=Site(path, block.line),
        framework="prisma",
        name=block.name,
        table=table,
        columns=tuple(_column(one, several) for one in block.fields if one.type not in models),
        relations=tuple(_relation(one, block, models[one.type]) for one in block.fields if one.type in models),
    )


_Several = Sequence[tuple[str, Sequence[str]]]
"""Of each rule for several fields its word, such as `unique`, and their names."""


def _column(one: _Field, several: _Several) -> Column:
    named = _COLUMN.search(one.rest)
    return Column(
        name=named[1] if named else one.name,
        type=one.type + ("[]" if one.is_list else ""),
        is_key=_has(one, "id") or any(kind == "id" and one.name in names for kind, names in several),
        is_unique=_has(one, "unique") or any(kind == "unique" and names == [one.name] for kind, names in several),
        is_indexed=any(names[:1] == [one.name] for _, names in several),
        is_optional=one.is_optional,
    )


def _has(one: _Field, word: str) -> bool:
    return re.search(rf"@{word}\b", one.rest) is not None


def _words(names: str) -> list[str]:
    """Read the names of a list, without what stands in parentheses behind them."""
    return [found for one in re.sub(r"\([^)]*\)", "", names).split(",") if (found := one.strip())]


def _relation(one: _Field, block: _Block, target: _Block) -> Relation:
    said = _RELATION.search(one.rest)
    on_delete = _ON_DELETE.search(said[1]) if said else None
    return Relation(one.name, target.name, _many(one, block, target), on_delete[1] if on_delete else "")


def _many(one: _Field, block: _Block, target: _Block) -> Many:
    other = next((field for field in target.fields if field.type == block.name and _is_other_end(field, one)), None)
    is_list_there = other is not None and other.is_list
    if one.is_list:
        return Many.MANY_TO_MANY if is_list_there else Many.ONE_TO_MANY
    return Many.MANY_TO_ONE if is_list_there else Many.ONE_TO_ONE


def _is_other_end(field: _Field, one: _Field) -> bool:
    """Tell whether two fields are ends of one relation: they have the same name for it, and one alone the columns."""
    has_columns = [_OWN.search(end.rest) is not None for end in (field, one)]
    return field is not one and _called(field) == _called(one) and has_columns != [True, True]


def _called(one: _Field) -> str:
    said = _RELATION.search(one.rest)
    named = _NAMED.search(said[1]) if said else None
    return named[1] if named else ""
