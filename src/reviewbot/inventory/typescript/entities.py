"""Read the models that TypeORM, MikroORM and sequelize-typescript make of decorated classes."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.inventory import Column, Entity, Many, Relation, Site
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import (
    Called,
    Class,
    Function,
    Member,
    Name,
    Other,
    Record,
    Text,
    Value,
    text_of,
    texts_of,
    written,
)

_FRAMEWORKS: Mapping[str, str] = {
    "typeorm": "typeorm",
    "@mikro-orm/core": "mikro-orm",
    "sequelize-typescript": "sequelize",
    "@nestjs/mongoose": "mongoose",
}
_ENTITIES = frozenset({"Entity", "ViewEntity", "ChildEntity", "Table", "Schema"})
_COLUMNS = frozenset({"Column", "PrimaryColumn", "PrimaryGeneratedColumn", "CreateDateColumn", "UpdateDateColumn",
                      "DeleteDateColumn", "VersionColumn", "ObjectIdColumn", "ViewColumn", "Property", "PrimaryKey",
                      "Enum", "Prop", "ForeignKey"})  # fmt: skip
_KEYS = frozenset({"PrimaryColumn", "PrimaryGeneratedColumn", "ObjectIdColumn", "PrimaryKey"})
_DATES = frozenset({"CreateDateColumn", "UpdateDateColumn", "DeleteDateColumn"})
_RELATIONS: Mapping[str, Many] = {
    "OneToOne": Many.ONE_TO_ONE,
    "OneToMany": Many.ONE_TO_MANY,
    "ManyToOne": Many.MANY_TO_ONE,
    "ManyToMany": Many.MANY_TO_MANY,
    "HasOne": Many.ONE_TO_ONE,
    "HasMany": Many.ONE_TO_MANY,
    "BelongsTo": Many.MANY_TO_ONE,
    "BelongsToMany": Many.MANY_TO_MANY,
}
_NO_PARENTS = frozenset({"BaseEntity", "Model", "Document"})
_TABLE_KEYS = ("name", "tableName", "collection")
_OPTIONAL_KEYS = ("nullable", "allowNull")


def entities(path: str, outline: Outline) -> Iterator[Entity]:
    """Give the classes that a decorator makes a stored model of, and those that others may have columns from."""
    for one in outline.classes:
        named = next((inner for inner in one.decorators if inner.word in _ENTITIES and _framework(inner)), None)
        inner = [decorator for member in one.members for decorator in member.decorators if decorator.word in _COLUMNS]
        framework = next((found for decorator in (named, *inner) if decorator and (found := _framework(decorator))), "")
        if framework:
            yield _entity(path, one, named, framework)


def _framework(decorator: Called) -> str:
    return next((word for name in decorator.names if (word := _FRAMEWORKS.get(name.rpartition(".")[0]))), "")


def _entity(path: str, around: Class, decorator: Called | None, framework: str) -> Entity:
    fields = [one for one in around.members if not one.is_method and not one.is_static]
    several = list(_several(around.decorators))
    return Entity(
        site=Site(path, around.line),
        framework=framework,
        name=around.name,
        table=_table(decorator.given) if decorator is not None else "",
        columns=tuple(column for one in fields for column in _column(one, several)),
        relations=tuple(relation for one in fields for relation in _relation(one)),
        parents=tuple(one for one in around.parents if one.rpartition(".")[2] not in _NO_PARENTS),
        is_abstract=decorator is None,
    )


def _table(given: Sequence[Value]) -> str:
    for one in given:
        if isinstance(one, Text):
            return one.text
        if isinstance(one, Record):
            return next((found for key in _TABLE_KEYS if (found := text_of(one.at(key)))), "")
    return ""


def _several(decorators: Sequence[Called]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Read `@Index(["a", "b"])` and `@Unique("name", ["a"])` of a class: the word, and the names of the fields."""
    for one in decorators:
        if one.word in {"Index", "Unique"}:
            options = next((value for value in one.given if isinstance(value, Record)), Record())
            lists = [value for value in (*one.given, options.at("properties")) if not isinstance(value, Text)]
            is_unique = one.word == "Unique" or _said(options, "unique") == "true"
            names = next((found for value in lists if (found := texts_of(value))), ())
            if names:
                yield ("Unique" if is_unique else "Index"), names


def _column(member: Member, several: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Column]:
    words = {one.word for one in member.decorators}
    stating = [one for one in member.decorators if one.word in _COLUMNS]
    if not stating or words & _RELATIONS.keys():
        return
    given = [value for one in stating for value in one.given]
    options = next((value for value in given if isinstance(value, Record)), Record())
    yield Column(
        name=text_of(options.at("name")) or text_of(options.at("field")) or member.name,
        type=_type(member, stating[0], options),
        is_key=bool(words & _KEYS) or _is_true(options, "primary", "primaryKey"),
        is_unique="Unique" in words or _is_true(options, "unique") or ("Unique", (member.name,)) in several,
        is_indexed="Index" in words
        or _is_true(options, "index")
        or any(names[0] == member.name for _, names in several),
        is_optional=any(_said(options, key) == "true" for key in _OPTIONAL_KEYS)
        or (member.is_optional and not any(options.at(key) for key in (*_OPTIONAL_KEYS, "required"))),
    )


def _type(member: Member, decorator: Called, options: Record) -> str:
    """Give the word for the column's type that stands closest to the database."""
    said = options.at("type")
    first = (
        text_of(decorator.at(0)) if decorator.word in {"Column", "PrimaryColumn", "PrimaryGeneratedColumn"} else None
    )
    stated = first if first not in {None, "increment", "identity"} else text_of(said) or _answered(said)
    return stated or member.type


def _answered(value: Value | None) -> str:
    """Name what is handed over, be it by a function: `() => Order` is `Order`."""
    if isinstance(value, Function):
        value = value.answer
    return text_of(value) or (value.written if isinstance(value, Name) else "")


def _said(options: Record, key: str) -> str:
    value = options.at(key)
    return value.text if isinstance(value, Other) else written(value)


def _is_true(options: Record, *keys: str) -> bool:
    return any(_said(options, key) == "true" for key in keys)


def _relation(member: Member) -> Iterator[Relation]:
    for one in member.decorators:
        if one.word in _RELATIONS:
            options = next((value for value in reversed(one.given) if isinstance(value, Record)), Record())
            target = _answered(one.at(0)) or _answered(options.at("entity"))
            on_delete = text_of(options.at("onDelete")) or text_of(options.at("deleteRule")) or ""
            if target:
                yield Relation(member.name, target.rpartition(".")[2], _RELATIONS[one.word], on_delete)
