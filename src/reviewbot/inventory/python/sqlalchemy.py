"""Read SQLAlchemy's models and tables, also those of Flask-SQLAlchemy and SQLModel."""

import re
from collections.abc import Iterator, Mapping

from reviewbot.domain.inventory import Column, Entity, Many, Relation
from reviewbot.inventory.python.file import PythonFile, argument, as_written, last
from reviewbot.syntax.outline.value import Called, Class, Member, Name, Series, Text, Value, written

TABLE_WORDS = frozenset({"Table"})
_COLUMNS = frozenset({"Column", "mapped_column"})
_RELATIONS = frozenset({"relationship", "Relationship", "relation", "dynamic_loader"})
_MAPPED = re.compile(r"(?:\w+\.)*(?:Mapped|DynamicMapped|WriteOnlyMapped)\[(?P<inside>.*)\]")
_MANY = re.compile(r"(?:\w+\.)*(?:list|List|set|Set|Sequence|Collection)\[[\"']?(?P<name>[\w.]+)[\"']?\]")
_MAYBE = re.compile(r"^(?:\w+\.)*Optional\[(?P<one>.*)\]$|^[\"']?(?P<other>[^|\"']+?)[\"']?\s*\|\s*None[\"']?$")
_OWNERS = re.compile(r"(?:\w+\.)*(?:db|sa|orm|database)\.(?:Column|mapped_column)")
_LONGEST = 300


def models(file: PythonFile) -> Iterator[Entity]:
    """Give the classes that have columns or relationships, and the tables that stand alone."""
    if not any(one in file.text for one in ("Column(", "mapped_column", "Mapped[", "SQLModel", "Relationship(")):
        return
    found = [(one, _columns(one, file)) for one in file.outline.classes]
    own = [(each, columns) for each, columns in found if columns or _has_table(each)]
    tables = {name: each.name for each, _ in own if (name := _table(each))}
    for each, columns in own:
        yield _entity(each, columns, tables, file)
    for call in file.outline.calls:
        if call.word == "Table" and isinstance(call.at(0), Text) and len(call.given) > 1:
            yield _of_table(call, tables, file)


def _has_table(each: Class) -> bool:
    return bool(_table(each)) and any(isinstance(one.value, Called) for one in each.members)


def _table(each: Class) -> str:
    return next(
        (one.value.text for one in each.members if one.name == "__tablename__" and isinstance(one.value, Text)), ""
    )


def _columns(each: Class, file: PythonFile) -> tuple[tuple[Member, Called | None], ...]:
    """Give the members that are columns, each with the call that says so where there is one."""
    is_sqlmodel = any(key == "table" and as_written(value) == "True" for key, value in each.keywords)
    found: list[tuple[Member, Called | None]] = []
    for one in each.members:
        call = one.value if isinstance(one.value, Called) else None
        if one.is_method or one.name.startswith("__") or (call is not None and call.word in _RELATIONS):
            continue
        is_mapped = _MAPPED.fullmatch(one.type[:_LONGEST]) is not None and "sqlalchemy" in file.text
        if (call is not None and _is_column(call, file)) or is_mapped or (is_sqlmodel and one.type):
            found.append((one, call))
    return tuple(found)


def _is_column(call: Called, file: PythonFile) -> bool:
    """Tell SQLAlchemy's columns from those of tables that are shown."""
    if call.word not in _COLUMNS:
        return False
    if "sqlalchemy" in file.text.lower() or "sqlmodel" in file.text:
        return True
    return any(_OWNERS.fullmatch(one) for one in (call.written, *call.names))


def _entity(
    each: Class, columns: tuple[tuple[Member, Called | None], ...], tables: Mapping[str, str], file: PythonFile
) -> Entity:
    said = {one.name: one.value for one in each.members}
    relations = {one.name: one for one in _relations(each, frozenset(one.name for one, _ in columns))}
    known = {one.target for one in relations.values()}
    keys = {one.name: one for member, call in columns for one in _foreign(member.name, call, tables)}
    return Entity(
        site=file.site(each.line),
        framework="sqlmodel" if any(last(one) == "SQLModel" for one in each.parents) else "sqlalchemy",
        name=each.name,
        table=_table(each),
        columns=tuple(_column(member, call) for member, call in columns),
        relations=(*relations.values(), *(one for one in keys.values() if one.target not in known)),
        parents=each.parents,
        is_abstract=as_written(said.get("__abstract__")) == "True",
    )


def _column(member: Member, call: Called | None) -> Column:
    mapped = _MAPPED.fullmatch(member.type)
    annotation = mapped["inside"] if mapped else member.type
    maybe = _MAYBE.match(annotation)
    plain = (maybe["one"] or maybe["other"]) if maybe else annotation
    given = _given(call)
    said = {key: as_written(value) for key, value in call.keywords} if call is not None else {}
    nullable = said.get("nullable", "")
    is_key = said.get("primary_key") == "True"
    is_classic = not annotation and not is_key
    return Column(
        name=member.name,
        type=plain or given,
        is_key=is_key,
        is_unique=said.get("unique") == "True",
        is_indexed=said.get("index") == "True",
        is_optional=nullable == "True" or (nullable != "False" and (maybe is not None or is_classic)),
    )


def _given(call: Called | None) -> str:
    """Give the type that a column is declared with, behind its name where it has one."""
    for one in call.given[:2] if call is not None else ():
        if isinstance(one, Name | Called) and last(one.written) != "ForeignKey":
            return last(one.written)
    return ""


def _foreign(name: str, call: Called | None, tables: Mapping[str, str]) -> Iterator[Relation]:
    """Read `ForeignKey("users.id")`; the target is the table's class where the file has it, else the table."""
    key = (
        next((one for one in call.given if isinstance(one, Called) and last(one.written) == "ForeignKey"), None)
        if call
        else None
    )
    target = argument(key, 0) if key is not None else argument(call, -1, "foreign_key") if call is not None else None
    text = _target(target).rpartition(".")[0]
    if text:
        table = last(text)
        yield Relation(
            name, tables.get(table, table), Many.MANY_TO_ONE, _text(argument(key, -1, "ondelete") if key else None)
        )


def _relations(each: Class, columns: frozenset[str]) -> Iterator[Relation]:
    for one in each.members:
        call = one.value if isinstance(one.value, Called) and one.value.word in _RELATIONS else None
        if call is None:
            continue
        mapped = _MAPPED.fullmatch(one.type)
        annotation = mapped["inside"] if mapped else one.type
        several = _MANY.search(annotation)
        target = _target(argument(call, 0, "argument")) or (several["name"] if several else _one(annotation))
        yield Relation(
            one.name, last(target), _many(one.name, call, annotation, columns), _text(argument(call, -1, "cascade"))
        )


def _one(annotation: str) -> str:
    maybe = _MAYBE.match(annotation)
    return ((maybe["one"] or maybe["other"]) if maybe else annotation).strip("\"'")


def _many(name: str, call: Called, annotation: str, columns: frozenset[str]) -> Many:
    """Tell by the annotation, else by whether the class has a key for it: the side with the key has one of them."""
    said = {key: as_written(value) for key, value in call.keywords}
    if "secondary" in said or "link_model" in said:
        return Many.MANY_TO_MANY
    if said.get("uselist") == "False":
        return Many.ONE_TO_ONE
    if annotation:
        return Many.ONE_TO_MANY if _MANY.search(annotation) else Many.MANY_TO_ONE
    has_key = any(one.startswith(f"{name}_") for one in columns) or "foreign_keys" in said
    return Many.MANY_TO_ONE if has_key else Many.ONE_TO_MANY


def _of_table(call: Called, tables: Mapping[str, str], file: PythonFile) -> Entity:
    columns = [
        one for one in call.given if isinstance(one, Called) and one.word in _COLUMNS and isinstance(one.at(0), Text)
    ]
    named = [(Member(_text(one.at(0)), one.line, is_method=False), one) for one in columns]
    name = _text(call.at(0))
    return Entity(
        site=file.site(call.line),
        framework="sqlalchemy",
        name=call.assigned or name,
        table=name,
        columns=tuple(_column(member, one) for member, one in named),
        relations=tuple(relation for member, one in named for relation in _foreign(member.name, one, tables)),
    )


def _target(given: Value | None) -> str:
    match given:
        case Text():
            return given.text
        case Name():
            return given.written
        case Series() if given.items:
            return written(given.items[0])
        case _:
            return ""


def _text(value: Value | None) -> str:
    return value.text if isinstance(value, Text) else ""
