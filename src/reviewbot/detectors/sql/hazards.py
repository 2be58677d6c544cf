"""Judge the statements of a migration, each in the light of those before it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reviewbot.detectors.sql import alter
from reviewbot.detectors.sql.created import created
from reviewbot.detectors.sql.dialect import Dialect
from reviewbot.detectors.sql.judgement import ACCESS_EXCLUSIVE, REWRITES, SHARE, Altered, Judgement, lock
from reviewbot.detectors.sql.phrases import actions, after, has, keys, name_at, top_level
from reviewbot.detectors.sql.statements import Statement
from reviewbot.detectors.sql.tokens import Token
from reviewbot.domain.hazard import Hazard

_LIGHT_MODES = (("ACCESS", "SHARE"), ("ROW", "SHARE"), ("ROW", "EXCLUSIVE"), ("SHARE", "UPDATE", "EXCLUSIVE"))
_LEFT_OVER = ("tmp", "temp", "old", "bak", "backup", "deprecated")
_KEEPS_LOCKS = frozenset({Dialect.POSTGRES, Dialect.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Script:
    """The statements of one migration.

    `fresh` are tables that it creates elsewhere, in small letters; `is_wrapped` says that its tool runs it in a
    transaction.
    """

    statements: tuple[Statement, ...]
    dialect: Dialect
    fresh: frozenset[str] = frozenset()
    is_wrapped: bool = False


@dataclass(slots=True)
class _Before:
    """What the statements so far did, by table in small letters."""

    is_in_transaction: bool = False
    columns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    validated: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)


def hazards(script: Script) -> tuple[Judgement, ...]:
    """Give what the statements do to tables and columns that were there before, in their order."""
    made = created(script.statements)
    fresh = script.fresh | made.tables
    before = _Before()
    found: list[Judgement] = []
    for statement in script.statements:
        judged = _judged(statement.tokens, script, before)
        found.extend(one for one in judged if one.table.lower() not in fresh and not made.explains(one))
        _remember(statement.tokens, before)
    return tuple(found)


def _judged(tokens: Sequence[Token], script: Script, before: _Before) -> Iterator[Judgement]:
    first, second = (*keys(tokens[:2]), "")[:2]
    is_locking = script.dialect not in (Dialect.SQLITE, Dialect.OTHER)
    if "CONCURRENTLY" in keys(tokens[:6]) and first in {"CREATE", "DROP", "REINDEX"}:
        if script.is_wrapped or before.is_in_transaction:
            yield Judgement(Hazard.CONCURRENTLY_IN_TRANSACTION, tokens[0].line, "")
        return
    match first, second:
        case "CREATE", "INDEX" | "UNIQUE" if is_locking and script.dialect is not Dialect.MYSQL:
            yield from _index(tokens, script.dialect)
        case "ALTER", "TABLE":
            yield from _alterations(tokens, script.dialect, before)
        case "DROP", "TABLE":
            yield from _dropped(tokens)
        case "RENAME", "TABLE":
            yield Judgement(Hazard.RENAMED_TABLE, tokens[0].line, name_at(tokens, 1)[0])
        case "UPDATE" | "DELETE", _:
            yield from _rows(tokens, script.dialect, before)
        case (("VACUUM" | "CLUSTER" | "REINDEX" | "LOCK"), _) if is_locking:
            yield from _maintenance(tokens, script.dialect)


def _index(tokens: Sequence[Token], dialect: Dialect) -> Iterator[Judgement]:
    start = after(tokens, "INDEX")
    on = after(tokens, "ON")
    # On the parent of partitions alone, `ON ONLY`, there is nothing to read.
    if start is None or on is None or has(tokens[on:], "ONLY"):
        return
    name = name_at(tokens, start)[0] if tokens[on - 2].key != "INDEX" else ""
    yield Judgement(
        Hazard.INDEX, tokens[0].line, name_at(tokens, on)[0], name, lock(dialect, SHARE), dialect is Dialect.POSTGRES
    )


def _alterations(tokens: Sequence[Token], dialect: Dialect, before: _Before) -> Iterator[Judgement]:
    table, start = name_at(tokens, 1)
    known, rewritten = table.lower(), set[Hazard]()
    for action in actions(tokens[start:]):
        columns, is_validated = before.columns[known], known in before.validated
        altered = Altered(table, dialect, columns, is_validated, known in before.emptied)
        if keys(action[:2]) in {("RENAME", "TO"), ("RENAME", "AS")}:
            yield Judgement(Hazard.RENAMED_TABLE, action[0].line, table)
        for one in alter.judged(action, altered):
            # One statement rewrites a table once, however many of its columns ask for it.
            if one.hazard not in rewritten:
                yield one
            rewritten |= {one.hazard} & REWRITES
        before.columns[known].add(alter.empty_column(action))


def _dropped(tokens: Sequence[Token]) -> Iterator[Judgement]:
    for number, part in enumerate(actions(tokens)):
        name, _ = name_at(part, 0 if number else 1)
        words = name.lower().strip("_").split("_")
        if name and words[0] not in _LEFT_OVER and words[-1] not in _LEFT_OVER:
            yield Judgement(Hazard.DROPPED_TABLE, part[0].line, name)


def _rows(tokens: Sequence[Token], dialect: Dialect, before: _Before) -> Iterator[Judgement]:
    """Judge an UPDATE or a DELETE: rows it needs long for, and whom it keeps waiting meanwhile."""
    table, _ = name_at(tokens, 2 if tokens[1:2] and tokens[1].key == "FROM" else 1)
    is_whole = not {"WHERE", "LIMIT"} & set(keys(top_level(tokens)))
    line = tokens[0].line
    if table.lower() in before.locked and dialect in _KEEPS_LOCKS:
        certain = is_whole and dialect is Dialect.POSTGRES
        yield Judgement(Hazard.DATA_WITH_SCHEMA, line, table, "", lock(dialect, ACCESS_EXCLUSIVE), certain)
    if tokens[0].key == "UPDATE" and is_whole and dialect is not Dialect.SQLITE:
        yield Judgement(Hazard.WHOLE_TABLE, line, table)


def _maintenance(tokens: Sequence[Token], dialect: Dialect) -> Iterator[Judgement]:
    line, first = tokens[0].line, tokens[0].key
    if first == "LOCK":
        is_light = any(has(tokens, "IN", *mode, "MODE") for mode in _LIGHT_MODES)
        at = 2 if tokens[1:2] and tokens[1].key == "TABLES" else 1
        if not is_light:
            certain = dialect is Dialect.POSTGRES
            yield Judgement(
                Hazard.LOCK_TABLE, line, name_at(tokens, at)[0], "", lock(dialect, ACCESS_EXCLUSIVE), certain
            )
    elif first == "REINDEX" or (first == "CLUSTER" and len(tokens) > 1):
        yield Judgement(Hazard.MAINTENANCE, line, "", first, ACCESS_EXCLUSIVE)
    elif "FULL" in keys(tokens[:4]):
        yield Judgement(Hazard.MAINTENANCE, line, "", "VACUUM FULL", ACCESS_EXCLUSIVE)


def _remember(tokens: Sequence[Token], before: _Before) -> None:
    first = tokens[0].key
    if first in {"BEGIN", "START", "COMMIT", "END", "ROLLBACK"}:
        before.is_in_transaction = first in {"BEGIN", "START"}
        before.locked.clear()
    elif has(tokens[:2], "ALTER", "TABLE"):
        table = name_at(tokens, 1)[0].lower()
        before.locked.add(table)
        before.validated |= {table} if has(tokens, "VALIDATE", "CONSTRAINT") else set()
    elif first == "TRUNCATE" or (first == "DELETE" and "WHERE" not in keys(tokens)):
        before.emptied.add(name_at(tokens, 2 if has(tokens[:2], "DELETE", "FROM") else 1)[0].lower())
