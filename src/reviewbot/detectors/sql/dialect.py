"""Tell by its signs which database a migration is written for."""

import re
from enum import StrEnum


class Dialect(StrEnum):
    """Databases that lock differently; `other` has neither's rules, `unknown` may be any."""

    POSTGRES = "postgres"
    MYSQL = "mysql"
    SQLITE = "sqlite"
    OTHER = "other"
    UNKNOWN = "unknown"


_BEFORE, _BEHIND = r"(?:^|[/._-])(?:", r")(?=[/._-])"
_PATHS = tuple(
    (dialect, re.compile(_BEFORE + names + _BEHIND, re.IGNORECASE))
    for dialect, names in (
        (Dialect.POSTGRES, "postgres(?:ql)?|pg|pgsql|cockroach(?:db)?"),
        (Dialect.MYSQL, "mysql|mariadb"),
        (Dialect.SQLITE, "sqlite3?"),
        (Dialect.OTHER, "mssql|sqlserver|oracle|h2|hsqldb|clickhouse|snowflake|db2|bigquery"),
    )
)
_SIGNS = (
    (Dialect.SQLITE, re.compile(r"\bautoincrement\b|\bpragma\s+\w|\bwithout\s+rowid\b", re.IGNORECASE)),
    (
        Dialect.OTHER,
        re.compile(r"^[ \t]*+go[ \t\r]*$|\[dbo\]|\bn?varchar2\b|\bnvarchar\b|\bmergetree\b|\bidentity\s*\(\s*\d",
                   re.IGNORECASE | re.MULTILINE),
    ),
    (
        Dialect.MYSQL,
        re.compile(r"`|\bauto_increment\b|\bengine\s*=|\b(?:modify|change)\s+column\b|\bunsigned\b|\bdatetime\s*\(\d"
                   r"|\b(?:tiny|medium|long)text\b|\b(?:tiny|medium)int\b|\bcharset\b", re.IGNORECASE),
    ),
    (
        Dialect.POSTGRES,
        re.compile(r"::\s*\w|\$\w*\$|\bconcurrently\b|\bjsonb\b|\b(?:big|small)?serial\b|\btimestamptz\b|\bbytea\b"
                   r"|\bgen_random_uuid\b|\buuid_generate|\bcreate\s+extension\b|\bcreate\s+type\b|\busing\s+(?:gin|gist|brin)\b"
                   r"|\bnot\s+valid\b|\badd\s+column\s+if\s+not\s+exists\b|\bvalidate\s+constraint\b|\bdouble\s+precision\b"
                   r"|\balter\s+(?:column\s+)?(?!table\b)\S+\s+(?:(?:set|drop)\s+not|set\s+data|type)\b|\bwith(?:out)?\s+time\s+zone\b|\bcharacter\s+varying\b"
                   r"|\btimestamp\s*\(3\)|\bon\s+only\b|\bpublic\"?\.", re.IGNORECASE),
    ),
)  # fmt: skip
_LONGEST = 100_000
_COMMENTS = re.compile(r"--[^\n]*+|/\*(?:.*?\*/|.*)", re.DOTALL)


def dialect_of(sql: str, path: str, beside: str = "") -> Dialect:
    """Give the database that a path names, else the one whose signs are in a script.

    `beside` is the code that a script stands in: it decides where it names one database and no other.
    """
    named = [dialect for dialect, expression in _PATHS if expression.search(path)]
    if named:
        return named[0] if len(named) == 1 else Dialect.UNKNOWN
    plain = _COMMENTS.sub(" ", sql[:_LONGEST])
    signs = (dialect for dialect, expression in _SIGNS if expression.search(plain))
    return next(signs, _mentioned(beside))


_WORDS = (
    (Dialect.POSTGRES, re.compile(r"postgres|psycopg|\bjsonb\b", re.IGNORECASE)),
    (Dialect.MYSQL, re.compile(r"mysql|mariadb", re.IGNORECASE)),
    (Dialect.SQLITE, re.compile(r"sqlite", re.IGNORECASE)),
)


def _mentioned(code: str) -> Dialect:
    named = [dialect for dialect, expression in _WORDS if expression.search(code[:_LONGEST])]
    return named[0] if len(named) == 1 else Dialect.UNKNOWN
