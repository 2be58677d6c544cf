"""One encrypted file a month for the auditors."""

import logging
import subprocess
from datetime import date
from pathlib import Path

import psycopg
from psycopg import sql

from ledger.settings import ARCHIVE_FOLDER

logger = logging.getLogger(__name__)

TABLES = ("entry", "correction", "attachment")
RECIPIENT = "audit@ledger.example"
LIMIT_SECONDS = 1800


def month_of(text: str) -> date:
    """Read a month such as 2025-03; raises ValueError."""
    return date.fromisoformat(f"{text}-01")


def write_table(connection: psycopg.Connection, table: str, month: date, target: Path) -> None:
    query = sql.SQL(
        "COPY (SELECT * FROM {table} WHERE booked_on >= {month} AND booked_on < {month} + interval '1 month') TO STDOUT CSV"
    ).format(table=sql.Identifier(table), month=sql.Literal(month))
    with connection.cursor() as cursor, target.open("wb") as file, cursor.copy(query) as copy:
        for block in copy:
            file.write(block)


def archive_month(connection: psycopg.Connection, month: date) -> list[Path]:
    folder = Path(ARCHIVE_FOLDER) / f"{month:%Y-%m}"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        plain = folder / f"{table}.csv"
        try:
            write_table(connection, table, month, plain)
            subprocess.run(
                ["gpg", "--batch", "--yes", "--encrypt", "--recipient", RECIPIENT, str(plain)],
                check=True,
                timeout=LIMIT_SECONDS,
            )
        finally:
            plain.unlink(missing_ok=True)
        written.append(plain.with_name(f"{table}.csv.gpg"))
    logger.info("Archived %d tables of %s", len(written), f"{month:%Y-%m}")
    return written
