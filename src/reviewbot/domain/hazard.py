"""What a statement of a migration can do to the requests that are served beside it."""

from enum import StrEnum


class Hazard(StrEnum):
    """The words of a `statement` detector, one for each repair.

    Which lock a statement takes is PostgreSQL's table of explicit locking, or MySQL's of online DDL operations.
    """

    INDEX = "index"
    UNIQUE = "unique"
    CHECK = "check"
    FOREIGN_KEY = "foreign-key"
    MAINTENANCE = "maintenance"
    LOCK_TABLE = "lock-table"
    CONCURRENTLY_IN_TRANSACTION = "concurrently-in-transaction"
    COLUMN_TYPE = "column-type"
    FILLED_COLUMN = "filled-column"
    NOT_NULL = "not-null"
    REQUIRED_COLUMN = "required-column"
    DROPPED_COLUMN = "dropped-column"
    RENAMED_COLUMN = "renamed-column"
    DROPPED_TABLE = "dropped-table"
    RENAMED_TABLE = "renamed-table"
    WHOLE_TABLE = "whole-table"
    DATA_WITH_SCHEMA = "data-with-schema"
