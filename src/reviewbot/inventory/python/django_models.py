"""Read Django's models: fields, relations, and what `Meta` says of table and indexes."""

import re
from collections.abc import Iterator, Mapping

from reviewbot.domain.inventory import Column, Entity, Many, Relation
from reviewbot.inventory.python.file import PythonFile, argument, as_written, last
from reviewbot.syntax.outline.value import Called, Class, Member, Name, Series, Text, Value, texts_of

_RELATIONS: Mapping[str, Many] = {
    "ForeignKey": Many.MANY_TO_ONE,
    "OneToOneField": Many.ONE_TO_ONE,
    "ManyToManyField": Many.MANY_TO_MANY,
    "ParentalKey": Many.MANY_TO_ONE,
    "ParentalManyToManyField": Many.MANY_TO_MANY,
    "TreeForeignKey": Many.MANY_TO_ONE,
}
_MODULES = ("django.db.models", "django.contrib.gis.db.models", "django.contrib.postgres.fields")
_MODELS = re.compile(r"(?:^|/)models(?:\.py$|/)")
_PARENTS = re.compile(r"(?:^|\.)(?:Abstract\w+|Base(?!Model$)\w+)$")
_OTHERS = ("sqlalchemy", "SQLModel", "pydantic", "mongoengine", "peewee")
_NO_COLUMNS = frozenset({"GenericForeignKey", "GenericRelation"})


def models(file: PythonFile) -> Iterator[Entity]:
    """Give the models of a file; one that is abstract says so, and its children have its columns."""
    if "django" not in file.text and not _MODELS.search(file.path):
        return
    is_of_models = _MODELS.search(file.path) and not any(one in file.text for one in _OTHERS)
    own: dict[str, Entity] = {}
    for each in file.outline.classes:
        fields = [one for one in each.members if isinstance(one.value, Called) and _is_field(one.value)]
        if _is_model(each, fields, own) or (_may_be_model(each) and is_of_models):
            own[each.name] = _entity(each, fields, file, own)
    yield from own.values()


def _may_be_model(each: Class) -> bool:
    """Tell whether an imported parent may be a model: only all files together tell (`inventory.inherit`)."""
    return any(_PARENTS.search(one) for one in each.parents)


def _is_model(each: Class, fields: list[Member], own: Mapping[str, Entity]) -> bool:
    if any(one in own or (one.startswith(_MODULES) and last(one) == "Model") for one in each.parents):
        return True
    return bool(each.parents) and any(
        name.startswith(_MODULES) for one in fields if isinstance(one.value, Called) for name in one.value.names
    )


def _is_field(called: Called) -> bool:
    # A form's fields and a serializer's are called alike.
    if any("forms" in one or "serializers" in one or "filters" in one for one in called.names):
        return False
    return (
        called.word in _RELATIONS
        or called.word.endswith("Field")
        or any(one.startswith(_MODULES) for one in called.names)
    )


def _entity(each: Class, fields: list[Member], file: PythonFile, own: Mapping[str, Entity]) -> Entity:
    parents = [own[one] for one in each.parents if one in own]
    meta = {one.name: one.value for inner in each.inner if inner.name == "Meta" for one in inner.members}
    said = {one.name: one.value for one in fields if isinstance(one.value, Called)}
    indexed = _indexed(meta)
    columns = {one.name: one for parent in parents for one in parent.columns}
    columns |= {name: _column(name, value, indexed) for name, value in said.items() if _is_column(value)}
    relations = {one.name: one for parent in parents for one in parent.relations}
    relations |= {name: _relation(name, value, each.name) for name, value in said.items() if value.word in _RELATIONS}
    table = meta.get("db_table")
    return Entity(
        site=file.site(each.line),
        framework="django",
        name=each.name,
        table=table.text if isinstance(table, Text) else "",
        columns=tuple(columns.values()),
        relations=tuple(relations.values()),
        parents=each.parents,
        is_abstract=as_written(meta.get("abstract")) == "True",
    )


def _is_column(called: Called) -> bool:
    return _RELATIONS.get(called.word) is not Many.MANY_TO_MANY and called.word not in _NO_COLUMNS


def _indexed(meta: Mapping[str, Value | None]) -> frozenset[str]:
    """Give the fields that an index of `Meta` begins with."""
    found: list[str] = []
    indexes, together = meta.get("indexes"), meta.get("index_together")
    for one in indexes.items if isinstance(indexes, Series) else ():
        fields = texts_of(argument(one, -1, "fields")) if isinstance(one, Called) else None
        found += [name.lstrip("-") for name in (fields or ())[:1]]
    for one in together.items if isinstance(together, Series) else ():
        found += (texts_of(one) or ())[:1]
    return frozenset(found)


def _column(name: str, called: Called, indexed: frozenset[str]) -> Column:
    said = {key: as_written(value) for key, value in called.keywords}
    is_relation = called.word in _RELATIONS
    is_unique = said.get("unique") == "True" or called.word == "OneToOneField"
    return Column(
        name=name,
        type=called.word,
        is_key=said.get("primary_key") == "True",
        is_unique=is_unique,
        # Django makes an index for each foreign key.
        is_indexed=name in indexed
        or said.get("db_index") == "True"
        or (is_relation and said.get("db_index") != "False"),
        is_optional=said.get("null") == "True",
    )


def _relation(name: str, called: Called, own: str) -> Relation:
    target, on_delete = argument(called, 0, "to"), argument(called, 1, "on_delete")
    return Relation(name, _target(target, own), _RELATIONS[called.word], _last_word(on_delete))


def _target(given: Value | None, own: str) -> str:
    match given:
        case Text():
            return own if given.text == "self" else last(given.text)
        case Name():
            return given.written if given.written.endswith("AUTH_USER_MODEL") else last(given.written)
        case Called() if not given.written.endswith("[]"):
            # `get_user_model()` and `get_model_name("shop", "Order")` name what only the settings know.
            named = [one.text for one in given.given if isinstance(one, Text)]
            return last(named[-1]) if named else f"{given.written}()"
        case _:
            return ""


def _last_word(value: Value | None) -> str:
    match value:
        case Name() | Called():
            return last(value.written)
        case _:
            return ""
