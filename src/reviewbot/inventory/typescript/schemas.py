"""Read the models that Mongoose, Sequelize and Drizzle are told in objects."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.inventory import Column, Entity, Many, Relation, Site
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import (
    Called,
    Function,
    Name,
    Other,
    Record,
    Series,
    Text,
    Value,
    chain,
    text_of,
    written,
)

_SCHEMA = re.compile(r"mongoose\.Schema")
_MODEL = re.compile(r"mongoose(?:\.\w+(?:\(\))?)?\.model")
_DRIZZLE = re.compile(r"drizzle-orm/(?:pg|mysql|sqlite)-core\.(?:pg|mysql|sqlite)Table")
_KEY, _UNIQUE, _INDEXED = ("primaryKey",), ("unique",), ("index",)
PACKAGES = frozenset({"mongoose", "drizzle-orm"})
WORDS = frozenset({"define", "init", "model"})


def schemas(path: str, text: str, outline: Outline) -> Iterator[Entity]:
    """Give the models that a file declares by calls."""
    made = outline.made
    has_sequelize = "sequelize" in text or "Sequelize" in text
    for called in outline.calls:
        if any(_MODEL.fullmatch(name) for name in called.names):
            yield from _mongoose(path, called, made)
        elif any(_DRIZZLE.fullmatch(name) for name in called.names):
            yield from _drizzle(path, called)
        elif has_sequelize:
            yield from _sequelize(path, called)


def _mongoose(path: str, called: Called, made: Mapping[str, Called]) -> Iterator[Entity]:
    """Read `model("Order", schema)`, the schema made in the same file."""
    name, given = text_of(called.at(0)), called.at(1)
    schema = made.get(given.written) if isinstance(given, Name) else given
    fields = (
        schema.at(0) if isinstance(schema, Called) and any(_SCHEMA.fullmatch(one) for one in schema.names) else None
    )
    if name and isinstance(fields, Record):
        options = schema.at(1) if isinstance(schema, Called) else None
        table = text_of(options.at("collection")) if isinstance(options, Record) else None
        yield Entity(
            Site(path, called.line),
            "mongoose",
            name,
            table or text_of(called.at(2)) or "",
            tuple(_field(key, value) for key, value in fields.pairs if not _reference(value)),
            tuple(_referring(fields)),
        )


def _referring(fields: Record) -> Iterator[Relation]:
    for key, value in fields.pairs:
        target = _reference(value)
        if target:
            yield Relation(key, target, Many.MANY_TO_MANY if isinstance(value, Series) else Many.MANY_TO_ONE)


def _reference(value: Value) -> str:
    inner = value.items[0] if isinstance(value, Series) and value.items else value
    return (text_of(inner.at("ref")) or "") if isinstance(inner, Record) else ""


def _sequelize(path: str, called: Called) -> Iterator[Entity]:
    """Read `sequelize.define("order", {…})` and `Order.init({…}, {tableName})`."""
    is_named = called.word == "define"
    name = text_of(called.at(0)) if is_named else called.owner
    fields, options = (called.at(1), called.at(2)) if is_named else (called.at(0), called.at(1))
    is_told = is_named or (isinstance(options, Record) and options.at("sequelize") is not None)
    if called.word in {"define", "init"} and name and is_told and isinstance(fields, Record):
        table = text_of(options.at("tableName")) if isinstance(options, Record) else None
        yield Entity(
            Site(path, called.line),
            "sequelize",
            name,
            table or "",
            tuple(_field(key, one) for key, one in fields.pairs),
        )


def _field(name: str, value: Value) -> Column:
    said = value if isinstance(value, Record) else Record((("type", value),))
    return Column(
        name=text_of(said.at("field")) or name,
        type=_type(said.at("type")),
        is_key=_is_true(said, _KEY),
        is_unique=_is_true(said, _UNIQUE),
        is_indexed=_is_true(said, _INDEXED),
        is_optional=_is_true(said, ("allowNull",)),
    )


def _type(value: Value | None) -> str:
    """Write a type without the module that it comes from: `DataTypes.STRING(64)` is `STRING`."""
    if isinstance(value, Series):
        return f"{_type(value.items[0])}[]" if value.items else "[]"
    if isinstance(value, Text):
        return value.text
    return written(value).rpartition(".")[2]


def _is_true(said: Record, keys: Sequence[str]) -> bool:
    return any(isinstance(value := said.at(key), Other) and value.text == "true" for key in keys)


def _drizzle(path: str, called: Called) -> Iterator[Entity]:
    """Read `pgTable("orders", {id: serial("id").primaryKey()})`."""
    table, fields = text_of(called.at(0)), called.at(1)
    if table and isinstance(fields, Record):
        columns = [(key, list(chain(value))) for key, value in fields.pairs if isinstance(value, Called)]
        yield Entity(
            Site(path, called.line),
            "drizzle",
            called.assigned or table,
            table,
            tuple(_drizzled(key, links) for key, links in columns),
            tuple(relation for key, links in columns for relation in _refers(key, links)),
        )


def _drizzled(key: str, links: Sequence[Called]) -> Column:
    words = {one.word for one in links}
    return Column(
        name=text_of(links[-1].at(0)) or key,
        type=links[-1].word,
        is_key="primaryKey" in words,
        is_unique="unique" in words,
        is_optional=not words & {"notNull", "primaryKey"},
    )


def _refers(key: str, links: Sequence[Called]) -> Iterator[Relation]:
    """Read `.references(() => users.id, {onDelete: "cascade"})`."""
    for one in links:
        given, options = one.at(0), one.at(1)
        answer = given.answer if isinstance(given, Function) else None
        if one.word == "references" and isinstance(answer, Name):
            on_delete = text_of(options.at("onDelete")) if isinstance(options, Record) else None
            yield Relation(key, answer.written.rpartition(".")[0], Many.MANY_TO_ONE, on_delete or "")
