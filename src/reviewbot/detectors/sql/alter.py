"""Judge what one action of `ALTER TABLE` does while requests are served."""

from collections.abc import Iterator, Sequence

from reviewbot.detectors.sql import add
from reviewbot.detectors.sql.dialect import Dialect
from reviewbot.detectors.sql.judgement import ACCESS_EXCLUSIVE, COPY, Altered, Judgement
from reviewbot.detectors.sql.phrases import has, keys, name_at, top_level
from reviewbot.detectors.sql.tokens import Token
from reviewbot.domain.hazard import Hazard

_CONSTRAINTS = frozenset({"CONSTRAINT", "CHECK", "FOREIGN", "UNIQUE", "PRIMARY"})
_NO_COLUMN = _CONSTRAINTS | {"EXCLUDE", "INDEX", "KEY", "FULLTEXT", "SPATIAL", "PARTITION", "PERIOD", "VALUE",
                             "DEFAULT", "TRIGGER", "IDENTITY", "EXPRESSION", "ATTRIBUTE"}  # fmt: skip
# What was a shorter or an equal text stays where it is, and a text is what most columns were.
_WIDE_TEXTS = frozenset({"TEXT", "VARCHAR", "CITEXT", "CHARACTER"})


def judged(action: Sequence[Token], altered: Altered) -> Iterator[Judgement]:
    """Give what one action does to a table that has rows and is in use."""
    first, second = (*keys(action[:2]), "", "")[:2]
    is_locking = altered.dialect not in (Dialect.SQLITE, Dialect.OTHER)
    match first:
        case "ADD" if second in _CONSTRAINTS and is_locking:
            yield from add.constraint(action, altered)
        case "ADD" if second not in _NO_COLUMN:
            yield from add.column(action, altered)
        case "ALTER" if altered.dialect is Dialect.POSTGRES:
            yield from _altered(action, altered)
        case "DROP" if second not in _NO_COLUMN:
            name, _ = name_at(action, 1)
            yield Judgement(Hazard.DROPPED_COLUMN, action[0].line, altered.table, name)
        case "RENAME" if second not in {"TO", "AS", "CONSTRAINT", "INDEX", "KEY"}:
            name, _ = name_at(action, 1)
            yield Judgement(Hazard.RENAMED_COLUMN, action[0].line, altered.table, name)
        case "CHANGE" | "MODIFY" if is_locking:
            yield from _redefined(action, altered)


def empty_column(action: Sequence[Token]) -> str:
    """Name the column that an action adds and that is NULL in all rows; empty if it does something else."""
    is_column = len(action) > 2 and action[0].key == "ADD" and action[1].key not in _NO_COLUMN
    return add.empty_column(action) if is_column else ""


def _altered(action: Sequence[Token], altered: Altered) -> Iterator[Judgement]:
    """Judge `ALTER COLUMN … TYPE` and `SET NOT NULL`."""
    name, start = name_at(action, 1)
    rest, line = action[start:], action[0].line
    if has(rest[:3], "SET", "NOT", "NULL") and not altered.is_validated:
        yield Judgement(Hazard.NOT_NULL, line, altered.table, name, ACCESS_EXCLUSIVE)
    elif "TYPE" in keys(rest[:3]) and not _is_only_wider(rest):
        yield Judgement(Hazard.COLUMN_TYPE, line, altered.table, name, ACCESS_EXCLUSIVE)


def _is_only_wider(rest: Sequence[Token]) -> bool:
    words = keys(top_level(rest))
    at = words.index("TYPE") + 1 if "TYPE" in words else len(words)
    return words[at : at + 1] != () and words[at] in _WIDE_TEXTS and "USING" not in words


def _redefined(action: Sequence[Token], altered: Altered) -> Iterator[Judgement]:
    """Judge MySQL's whole new definition of a column: what it was before, the script does not say."""
    name, start = name_at(action, 1)
    new = name_at(action, start)[0] if action[0].key == "CHANGE" else name
    if new.lower() != name.lower():
        yield Judgement(Hazard.RENAMED_COLUMN, action[0].line, altered.table, name)
    else:
        yield Judgement(Hazard.COLUMN_TYPE, action[0].line, altered.table, name, COPY, is_certain=False)
