"""Which database a migration is written for."""

import pytest

from reviewbot.detectors.sql.dialect import Dialect, dialect_of


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("ALTER TABLE a ADD b jsonb;", Dialect.POSTGRES),
        ("ALTER TABLE a ALTER COLUMN b TYPE int;", Dialect.POSTGRES),
        ("SELECT now()::date;", Dialect.POSTGRES),
        ("ALTER TABLE `a` ADD b int;", Dialect.MYSQL),
        ("CREATE TABLE a (b int) ENGINE=InnoDB;", Dialect.MYSQL),
        ("CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT);", Dialect.SQLITE),
        ("PRAGMA foreign_keys=OFF;", Dialect.SQLITE),
        ("ALTER TABLE [dbo].[a] ADD b int;\nGO\n", Dialect.OTHER),
        ("CREATE INDEX a ON b (c);", Dialect.UNKNOWN),
        ("-- the column `a` is jsonb\n/* `b` */ CREATE INDEX a ON b (c);", Dialect.UNKNOWN),
    ],
)
def test_a_script_shows_its_database(sql: str, dialect: Dialect) -> None:
    assert dialect_of(sql, "migrations/1.sql") is dialect


@pytest.mark.parametrize(
    ("path", "dialect"),
    [
        ("migrations/mysql/1.sql", Dialect.MYSQL),
        ("migrations/1.pg.sql", Dialect.POSTGRES),
        ("db/sqlite3/1.sql", Dialect.SQLITE),
        ("db/oracle/V1__a.sql", Dialect.OTHER),
        ("db/mysql/postgres/1.sql", Dialect.UNKNOWN),
    ],
)
def test_a_path_that_names_a_database_decides(path: str, dialect: Dialect) -> None:
    assert dialect_of("ALTER TABLE a ADD b jsonb;", path) is dialect


def test_the_code_around_decides_where_it_names_one_database_alone() -> None:
    assert dialect_of("DROP TABLE a", "m/1.py", "import psycopg") is Dialect.POSTGRES
    assert dialect_of("DROP TABLE a", "m/1.py", "if mysql: pass\nelif sqlite: pass") is Dialect.UNKNOWN
