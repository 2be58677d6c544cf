"""What the statements of a migration do to requests that are served beside it."""

import pytest

from reviewbot.detectors.sql.dialect import Dialect
from reviewbot.detectors.sql.hazards import Script, hazards
from reviewbot.detectors.sql.statements import statements
from reviewbot.domain.hazard import Hazard

_POSTGRES, _MYSQL, _SQLITE, _OTHER, _UNKNOWN = (
    Dialect.POSTGRES, Dialect.MYSQL, Dialect.SQLITE, Dialect.OTHER, Dialect.UNKNOWN,
)  # fmt: skip


def _found(text: str, dialect: Dialect = _POSTGRES, *, is_wrapped: bool = False) -> list[str]:
    """Write each judgement as `hazard table subject`, with a question mark where it is not certain."""
    script = Script(statements(text, has_backslashes=dialect is _MYSQL), dialect, is_wrapped=is_wrapped)
    return [
        " ".join(part for part in (one.hazard, one.table, one.subject) if part) + "?" * (not one.is_certain)
        for one in hazards(script)
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("CREATE INDEX i ON a (b)", ["index a i"]),
        ("CREATE UNIQUE INDEX IF NOT EXISTS i ON public.a USING gin (b)", ["index a i"]),
        ("CREATE INDEX ON a (b)", ["index a"]),
        ("CREATE INDEX CONCURRENTLY i ON a (b)", []),
        ("CREATE INDEX i ON ONLY a (b)", []),
        ("CREATE INDEX", []),
        ("REINDEX TABLE a", ["maintenance REINDEX"]),
        ("REINDEX TABLE CONCURRENTLY a", []),
        ("CLUSTER a USING i", ["maintenance CLUSTER"]),
        ("VACUUM (FULL, ANALYZE) a", ["maintenance VACUUM FULL"]),
        ("VACUUM ANALYZE a", []),
        ("LOCK TABLE a", ["lock-table a"]),
        ("LOCK TABLE a IN SHARE MODE", ["lock-table a"]),
        ("LOCK TABLE a IN ROW EXCLUSIVE MODE", []),
    ],
)
def test_an_index_or_a_lock_on_postgresql(statement: str, expected: list[str]) -> None:
    assert _found(statement) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e)", ["foreign-key a c"]),
        ("ADD FOREIGN KEY (b) REFERENCES d", ["foreign-key a"]),
        ("ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d NOT VALID", []),
        ("ADD CONSTRAINT c CHECK (b > 0)", ["check a c"]),
        ("ADD CHECK (b NOT VALID)", ["check a"]),
        ("ADD CONSTRAINT c CHECK (b > 0) NOT VALID", []),
        ("ADD CONSTRAINT c CHECK (b > 0) NOT ENFORCED", []),
        ("ADD CONSTRAINT c UNIQUE (b)", ["unique a c"]),
        ("ADD PRIMARY KEY (b)", ["unique a"]),
        ("ADD CONSTRAINT c UNIQUE USING INDEX i", []),
        ("ADD CONSTRAINT c EXCLUDE USING gist (b WITH &&)", []),
        ("ADD COLUMN b text UNIQUE", ["unique a b"]),
        ("ADD COLUMN b int REFERENCES d (e)", []),
        ("VALIDATE CONSTRAINT c", []),
        ("DROP CONSTRAINT c, DROP COLUMN IF EXISTS b CASCADE", ["dropped-column a b"]),
        ("RENAME COLUMN b TO c", ["renamed-column a b"]),
        ("RENAME b TO c", ["renamed-column a b"]),
        ("RENAME TO c", ["renamed-table a"]),
        ("RENAME CONSTRAINT b TO c", []),
        ("ALTER COLUMN b TYPE bigint", ["column-type a b"]),
        ("ALTER b SET DATA TYPE uuid USING b::uuid", ["column-type a b"]),
        ("ALTER COLUMN b TYPE text", []),
        ("ALTER COLUMN b TYPE text USING b::text", ["column-type a b"]),
        ("ALTER COLUMN b TYPE bigint, ALTER COLUMN c TYPE bigint", ["column-type a b"]),
        ("ALTER COLUMN b TYPE", ["column-type a b"]),
        ("ALTER COLUMN b SET NOT NULL", ["not-null a b"]),
        ("ALTER COLUMN b DROP NOT NULL, ALTER COLUMN b SET DEFAULT 1", []),
        ("ADD COLUMN b int NOT NULL", ["required-column a b"]),
        ("ADD b int NOT NULL DEFAULT 0", []),
        ("ADD COLUMN b int CHECK (b IS NOT NULL)", []),
        ("ADD COLUMN b uuid DEFAULT gen_random_uuid()", ["filled-column a b"]),
        ("ADD COLUMN b text DEFAULT shop.next_number()", ["filled-column a b?"]),
        ("ADD COLUMN b timestamptz NOT NULL DEFAULT now()", []),
        ("ADD COLUMN b numeric(10, 2) DEFAULT '0'::numeric(10, 2)", []),
        ("ADD COLUMN b bigserial", ["filled-column a b"]),
        ("ADD COLUMN b int GENERATED ALWAYS AS (c * 2) STORED", ["filled-column a b"]),
        ("ENABLE ROW LEVEL SECURITY", []),
        ("", []),
    ],
)
def test_a_change_of_a_table_on_postgresql(action: str, expected: list[str]) -> None:
    assert _found(f"ALTER TABLE IF EXISTS ONLY public.a {action};") == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("CREATE INDEX i ON a (b)", []),
        ("ALTER TABLE a ADD INDEX i (b), ADD UNIQUE KEY u (b)", []),
        ("ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e)", ["foreign-key a c?"]),
        ("ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0)", ["check a c"]),
        ("ALTER TABLE a MODIFY COLUMN b bigint", ["column-type a b?"]),
        ("ALTER TABLE a CHANGE b b bigint", ["column-type a b?"]),
        ("ALTER TABLE a CHANGE COLUMN b c bigint", ["renamed-column a b"]),
        ("ALTER TABLE a ADD COLUMN b int AS (c * 2) STORED", ["filled-column a b"]),
        ("ALTER TABLE a ADD COLUMN b int NOT NULL", ["required-column a b"]),
        ("ALTER TABLE a ADD COLUMN b int UNIQUE", []),
        ("RENAME TABLE a TO b", ["renamed-table a"]),
        ("LOCK TABLES a WRITE", ["lock-table a?"]),
        ("ALTER TABLE a ADD b int; UPDATE a SET b = 1", ["whole-table a"]),
    ],
)
def test_mysql_changes_most_things_online(statement: str, expected: list[str]) -> None:
    assert _found(statement, _MYSQL) == expected


@pytest.mark.parametrize("dialect", [_SQLITE, _OTHER])
def test_a_database_with_other_locks_still_loses_columns(dialect: Dialect) -> None:
    text = (
        "CREATE INDEX i ON a (b); REINDEX a; ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0);"
        "ALTER TABLE a ADD c int NOT NULL; ALTER TABLE a DROP COLUMN d; ALTER TABLE a MODIFY e int;"
    )
    assert _found(text, dialect) == ["required-column a c", "dropped-column a d"]


def test_a_database_that_cannot_be_told_is_treated_with_care() -> None:
    text = "CREATE INDEX i ON a (b); ALTER TABLE a ADD CONSTRAINT u UNIQUE (b), ADD CONSTRAINT c CHECK (b > 0);"
    assert _found(text, _UNKNOWN) == ["index a i?", "unique a u?", "check a c"]
    (one, *_) = hazards(Script(statements(text), _UNKNOWN))
    assert one.lock == "a lock: writes wait"


@pytest.mark.parametrize(
    "text",
    [
        'CREATE TABLE "A" (b int); CREATE INDEX i ON a (b); ALTER TABLE a ADD c int NOT NULL; DROP TABLE a;',
        "CREATE TEMP TABLE IF NOT EXISTS a (b int); UPDATE a SET b = 1;",
        "CREATE MATERIALIZED VIEW a AS SELECT 1; CREATE UNIQUE INDEX i ON a (b);",
        "CREATE TABLE n (b int); DROP TABLE a; ALTER TABLE n RENAME TO a; CREATE INDEX i ON a (b);",
        "ALTER TABLE a RENAME TO b; CREATE VIEW a AS SELECT * FROM b;",
        "DROP TABLE a_old, tmp_a;",
    ],
    ids=["table", "temporary", "view", "rebuilt", "view in its place", "left-overs"],
)
def test_what_the_migration_creates_itself_is_harmless(text: str) -> None:
    assert _found(text) == []


def test_a_table_with_a_new_name_is_as_old_as_before() -> None:
    assert _found("ALTER TABLE a RENAME TO b; CREATE INDEX i ON b (c);") == ["renamed-table a", "index b i"]


def test_tables_created_elsewhere_are_new_too() -> None:
    script = Script(statements("CREATE INDEX i ON a (b)"), _POSTGRES, frozenset({"a"}))
    assert hazards(script) == ()


def test_a_column_that_was_new_may_go_again() -> None:
    text = "ALTER TABLE a RENAME b TO tmp; ALTER TABLE a ADD b text; UPDATE a SET b = tmp::text WHERE c; "
    assert "dropped-column a tmp" not in _found(f"{text}\nALTER TABLE a DROP COLUMN tmp;")
    assert "renamed-column a b" not in _found(text)


def test_a_column_that_comes_back_empty_is_lost() -> None:
    assert _found("ALTER TABLE a DROP COLUMN b, ADD COLUMN b text;") == ["dropped-column a b"]


def test_a_validated_check_spares_the_reading() -> None:
    assert _found("ALTER TABLE a VALIDATE CONSTRAINT c; ALTER TABLE a ALTER b SET NOT NULL;") == []


@pytest.mark.parametrize("emptied", ["TRUNCATE TABLE a", "TRUNCATE a", "DELETE FROM a"])
def test_a_required_column_fits_an_empty_table(emptied: str) -> None:
    assert _found(f"{emptied}; ALTER TABLE a ADD b int NOT NULL;") == []
    assert _found("DELETE FROM a WHERE c; ALTER TABLE a ADD b int NOT NULL;") == ["required-column a b"]


def test_a_foreign_key_on_a_new_column_is_less_sure() -> None:
    text = "ALTER TABLE a ADD COLUMN b int; ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e);"
    assert _found(text) == ["foreign-key a c?"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE a SET b = 1", ["whole-table a"]),
        ("UPDATE ONLY a SET b = (SELECT c FROM d WHERE e)", ["whole-table a"]),
        ("UPDATE a SET b = 1 WHERE c", []),
        ("UPDATE a SET b = 1 LIMIT 100", []),
        ("DELETE FROM a", []),
        ("INSERT INTO a SELECT 1", []),
    ],
)
def test_a_statement_that_changes_every_row(statement: str, expected: list[str]) -> None:
    assert _found(statement) == expected


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("UPDATE a SET b = 1", _POSTGRES, ["data-with-schema a", "whole-table a"]),
        ("UPDATE a SET b = 1 WHERE c", _POSTGRES, ["data-with-schema a?"]),
        ("DELETE FROM a", _POSTGRES, ["data-with-schema a"]),
        ("UPDATE a SET b = 1", _UNKNOWN, ["data-with-schema a?", "whole-table a"]),
        ("UPDATE d SET b = 1 WHERE c", _POSTGRES, []),
        ("COMMIT; UPDATE a SET b = 1 WHERE c", _POSTGRES, []),
    ],
)
def test_rows_changed_while_the_table_is_locked(text: str, dialect: Dialect, expected: list[str]) -> None:
    assert _found(f"ALTER TABLE a ADD b int; {text};", dialect) == expected


@pytest.mark.parametrize(
    ("text", "is_wrapped", "fails"),
    [
        ("CREATE INDEX CONCURRENTLY i ON a (b)", True, True),
        ("CREATE INDEX CONCURRENTLY i ON a (b)", False, False),
        ("BEGIN; DROP INDEX CONCURRENTLY i; COMMIT", False, True),
        ("START TRANSACTION; SELECT 1; COMMIT; REINDEX TABLE CONCURRENTLY a", False, False),
    ],
)
def test_concurrently_fails_in_a_transaction(text: str, *, is_wrapped: bool, fails: bool) -> None:
    assert _found(text, is_wrapped=is_wrapped) == [Hazard.CONCURRENTLY_IN_TRANSACTION] * fails


def test_a_judgement_knows_the_line_of_its_action() -> None:
    text = "ALTER TABLE a\n  ADD COLUMN b int,\n  DROP COLUMN c;\nDROP TABLE\n  d,\n  e;"
    assert [one.line for one in hazards(Script(statements(text), _POSTGRES))] == [3, 4, 6]


@pytest.mark.parametrize(
    "text", ["ALTER TABLE", "ALTER TABLE a ADD", "DROP TABLE", "UPDATE", "LOCK", "ALTER TABLE a.", "RENAME TABLE"]
)
def test_half_a_statement_is_nothing_to_fall_over(text: str) -> None:
    assert _found(text) in ([], ["renamed-table"], ["lock-table"], ["whole-table"], ["required-column a"])
