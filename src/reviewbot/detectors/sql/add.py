"""Judge a column or a constraint that `ALTER TABLE` adds."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewbot.detectors.sql.dialect import Dialect
from reviewbot.detectors.sql.judgement import ACCESS_EXCLUSIVE, COPY, SHARE_ROW_EXCLUSIVE, Altered, Judgement, lock
from reviewbot.detectors.sql.phrases import after, has, in_parentheses, keys, name_at, top_level
from reviewbot.detectors.sql.tokens import Token
from reviewbot.domain.hazard import Hazard

_COUNTING = frozenset({"SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL4", "SERIAL8", "IDENTITY", "AUTO_INCREMENT"})
_OWN_VALUES = _COUNTING | {"DEFAULT", "GENERATED", "AS", "PRIMARY", "ROWVERSION"}
_VOLATILE = frozenset({"gen_random_uuid", "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuidv4",
                       "uuidv7", "random", "clock_timestamp", "nextval", "timeofday", "gen_random_bytes"})  # fmt: skip
# PostgreSQL evaluates these once and stores the value beside the table instead of in every row.
_STABLE = frozenset({"now", "transaction_timestamp", "statement_timestamp", "current_setting", "to_timestamp",
                     "to_date", "timezone", "date_trunc", "make_interval", "jsonb_build_object", "coalesce",
                     "json_build_object", "jsonb_build_array", "concat", "lower", "upper", "cast", "md5"})  # fmt: skip
# A type may have a size in parentheses, as `'0'::numeric(10, 2)`.
_NO_FUNCTIONS = frozenset({"check", "references", "in", "array", "varchar", "char", "character", "timestamp",
                           "timestamptz", "numeric", "decimal", "interval", "time", "bit"})  # fmt: skip


def constraint(action: Sequence[Token], altered: Altered) -> Iterator[Judgement]:
    """Judge `ADD CONSTRAINT`: until every row is checked, or is in the index, the table stays locked."""
    outside, dialect = top_level(action), altered.dialect
    if has(outside, "NOT", "VALID") or has(outside, "NOT", "ENFORCED"):
        return
    name = name_at(action, 2)[0] if action[1].key == "CONSTRAINT" else ""
    line, table, is_mysql = action[0].line, altered.table, dialect is Dialect.MYSQL
    if has(outside, "FOREIGN", "KEY"):
        certain = not is_mysql and not _is_of_new(action, altered)
        yield Judgement(Hazard.FOREIGN_KEY, line, table, name, lock(dialect, SHARE_ROW_EXCLUSIVE), certain)
    elif "CHECK" in keys(outside):
        yield Judgement(Hazard.CHECK, line, table, name, lock(dialect, ACCESS_EXCLUSIVE))
    elif not is_mysql and not has(outside, "USING", "INDEX") and {"UNIQUE", "PRIMARY"} & set(keys(outside)):
        yield Judgement(Hazard.UNIQUE, line, table, name, lock(dialect, ACCESS_EXCLUSIVE), dialect is Dialect.POSTGRES)


def column(action: Sequence[Token], altered: Altered) -> Iterator[Judgement]:
    """Judge `ADD COLUMN`: what old code cannot insert, and what must be computed for every row."""
    name, start = name_at(action, 1)
    outside = keys(top_level(action[start:]))
    line, table = action[0].line, altered.table
    if has(top_level(action), "NOT", "NULL") and not _OWN_VALUES & set(outside) and not altered.is_emptied:
        yield Judgement(Hazard.REQUIRED_COLUMN, line, table, name)
    if altered.dialect is Dialect.POSTGRES:
        if "UNIQUE" in outside or "PRIMARY" in outside:
            yield Judgement(Hazard.UNIQUE, line, table, name, ACCESS_EXCLUSIVE)
        elif _is_filled(action[start:]):
            yield Judgement(Hazard.FILLED_COLUMN, line, table, name, ACCESS_EXCLUSIVE, _is_surely_filled(action))
    elif altered.dialect is Dialect.MYSQL and "STORED" in outside:
        yield Judgement(Hazard.FILLED_COLUMN, line, table, name, COPY)


def empty_column(action: Sequence[Token]) -> str:
    """Name the column that an action adds and that is NULL in all rows; empty if it has values of its own."""
    return "" if _OWN_VALUES & set(keys(action)) else name_at(action, 1)[0].lower()


def _is_of_new(action: Sequence[Token], altered: Altered) -> bool:
    """Tell whether a foreign key's columns are NULL in all rows: to see that takes one quick pass."""
    columns = in_parentheses(action, after(action, "FOREIGN", "KEY") or 0)
    return bool(columns) and altered.columns >= set(columns)


def _is_filled(definition: Sequence[Token]) -> bool:
    found = set(keys(definition))
    return bool("STORED" in found or _COUNTING & found or _called(definition) - _STABLE)


def _is_surely_filled(action: Sequence[Token]) -> bool:
    found = set(keys(action))
    return bool("STORED" in found or _COUNTING & found or _called(action) & _VOLATILE)


def _called(definition: Sequence[Token]) -> set[str]:
    """Name the functions in a column's default."""
    start = after(definition, "DEFAULT")
    if start is None:
        return set()
    value = definition[start:]
    return {one.text.lower() for one, two in pairwise(value) if one.key and two.text == "("} - _NO_FUNCTIONS
