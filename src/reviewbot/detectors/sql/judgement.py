"""What a statement of a migration does, and to which table."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from reviewbot.detectors.sql.dialect import Dialect
from reviewbot.domain.hazard import Hazard

SHARE = "a SHARE lock: writes wait"
SHARE_ROW_EXCLUSIVE = "a SHARE ROW EXCLUSIVE lock on both tables: writes wait"
ACCESS_EXCLUSIVE = "an ACCESS EXCLUSIVE lock: reads and writes wait"
COPY = "a copy of the table: writes wait"

REWRITES = frozenset({Hazard.COLUMN_TYPE, Hazard.FILLED_COLUMN})
"""What one statement does to a table once, however many of its columns ask for it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a statement does, under which lock, and on which line it says so.

    `subject` is the column, index or constraint it is about. What is not certain depends on something that the script
    does not say.
    """

    hazard: Hazard
    line: int
    table: str
    subject: str = ""
    lock: str = ""
    is_certain: bool = True


def lock(dialect: Dialect, of_postgres: str, of_mysql: str = COPY) -> str:
    """Name the lock, or only what it does where the database is not known."""
    if dialect is Dialect.POSTGRES:
        return of_postgres
    return of_mysql if dialect is Dialect.MYSQL else f"a lock: {of_postgres.rpartition(': ')[2]}"


@dataclass(frozen=True, slots=True)
class Altered:
    """A table that has rows and is in use, and what the script did to it before.

    `columns` are those it added without a value, `is_validated` says that it validated a constraint of the table,
    `is_emptied` that it deleted all rows.
    """

    table: str
    dialect: Dialect
    columns: AbstractSet[str] = frozenset()
    is_validated: bool = False
    is_emptied: bool = False
