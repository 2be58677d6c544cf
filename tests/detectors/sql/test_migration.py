"""The SQL of a migration, in a file of its own or in the texts of a program."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.detectors.prefilter import relevant
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

Own = Callable[..., Item]

_DETECTOR = """\
- statement: [index, dropped-table, dropped-column]
  confidence: high
  requires: ['/(?i)create|drop/']
  wording: {title: "`$SUBJECT` on `$TABLE`: $LOCK"}
"""


def _found(item: Item, path: str, text: str) -> tuple[Candidate, ...]:
    source = Source(path, text, grammar_of(path))
    return detect(source, relevant([item], source))


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("db/migrations/0001_a.sql", True),
        ("prisma/migrations/20260101_a/migration.sql", True),
        ("src/main/resources/db/migration/V1_2__a.sql", True),
        ("sql/V12__a.sql", True),
        ("store/0001_a.up.sql", True),
        ("deploy/a.sql", True),
        ("DB/MIGRATIONS/a.SQL", False),
        ("queries/a.sql", False),
        ("migrations/0001_a.down.sql", False),
        ("migrations/2026-01-01-a/down.sql", False),
        ("migrations/rollback_a.sql", False),
        ("db/migration/U1__a.sql", False),
        ("migrations/a.txt", False),
        ("migrations/a.go", False),
    ],
)
def test_a_migration_is_known_by_its_place(own: Own, path: str, *, is_read: bool) -> None:
    assert bool(_found(own(_DETECTOR), path, "DROP TABLE a;")) is is_read


def test_a_detector_may_name_places_of_its_own(own: Own) -> None:
    item = own(_DETECTOR + "  paths: ['changes/']\n")
    assert _found(item, "changes/a.sql", "DROP TABLE a;")
    assert not _found(item, "migrations/a.sql", "DROP TABLE a;")


def test_a_statement_is_said_with_its_table_and_its_lock(own: Own) -> None:
    (one,) = _found(own(_DETECTOR), "migrations/a.sql", "\nCREATE INDEX i\n  ON a (b jsonb_path_ops);\nSELECT 1::int;")
    assert one.title == "`i` on `a`: a SHARE lock: writes wait"
    assert (one.anchor.start_line, one.anchor.line, one.quote) == (2, 2, "CREATE INDEX i")
    assert (one.confidence, one.source) == (Confidence.HIGH, "detector")


@pytest.mark.parametrize(
    ("said", "lowered"), [("high", Confidence.MEDIUM), ("medium", Confidence.LOW), ("low", Confidence.LOW)]
)
def test_what_is_not_certain_is_said_with_less_confidence(own: Own, said: str, lowered: Confidence) -> None:
    item = own(_DETECTOR.replace("high", said))
    (one,) = _found(item, "migrations/a.sql", "CREATE INDEX i ON a (b);")
    assert one.confidence is lowered


def test_other_hazards_are_other_detectors_business(own: Own) -> None:
    assert _found(own(_DETECTOR), "migrations/a.sql", "ALTER TABLE a ADD CONSTRAINT create_c CHECK (b > 0);") == ()


_UP, _DOWN = "DROP TABLE a", "DROP TABLE b"


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("migrations/1.py", f"ops = [\n  migrations.RunSQL('{_UP}', '{_DOWN}')]", 2),
        ("migrations/1.py", f"def upgrade():\n  op.execute(sa.text('''\n    {_UP}'''))", 3),
        ("migrations/1.py", f"SQL = '{_UP}'\nREVERSE_SQL = '{_DOWN}'\nmigrations.RunSQL(SQL, REVERSE_SQL)", 1),
        ("migrations/1.py", f"def upgrade():\n  op.execute('{_UP}')\ndef downgrade():\n  op.execute('{_DOWN}')", 2),
        ("db/migrate/1.rb", f"def up\n  execute <<~SQL\n    {_UP}\n  SQL\nend\ndef down\n  execute '{_DOWN}'\nend", 3),
        (
            "db/migrate/1.rb",
            f"reversible do |d|\n  d.up {{ execute '{_UP}' }}\n  d.down {{ execute '{_DOWN}' }}\nend",
            2,
        ),
        ("migrations/1.ts", f"class A {{ up(q) {{\n  q.query(`{_UP}`) }}\n  down(q) {{ q.query('{_DOWN}') }} }}", 2),
        ("migrations/1.js", f"exports.up = (k) =>\n  k.raw('{_UP}');\nexports.down = (k) => k.raw('{_DOWN}');", 2),
        (
            "migrations/1.js",
            f"newMigration(async (k) => {{\n k.raw('{_UP}') }}, async (k) => {{ k.raw('{_DOWN}') }})",
            2,
        ),
        ("migrations/1.js", f"createDropTables('{_DOWN}');\nknex.raw('{_UP}')", 2),
        (
            "migrations/1.ts",
            f"const down = (d) => sql`{_DOWN}`.execute(d);\nconst up = (d) => sql`{_UP}`.execute(d)",
            2,
        ),
    ],
)
def test_a_programs_sql_is_judged_on_the_way_up(own: Own, path: str, code: str, line: int) -> None:
    (one,) = _found(own(_DETECTOR), path, code)
    assert one.anchor.start_line == line
    assert "`a`" in one.title


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("migrations/1.py", '"""DROP TABLE a"""\n'),
        ("migrations/1.py", "log.info('DROP TABLE a')"),
        ("migrations/1.py", "op.execute('SELECT 1 -- DROP TABLE a')"),
        ("migrations/1.py", "op.create_table('a')\nop.execute('CREATE INDEX i ON a (b)')"),
        (
            "migrations/1.py",
            "ops = [migrations.CreateModel(\n  name='A')]\nmigrations.RunSQL('CREATE INDEX i ON a (b)')",
        ),
        ("db/migrate/1.rb", "create_table :a\nexecute 'CREATE INDEX i ON a (b)'"),
        ("migrations/1.ts", "k.schema.createTable('shop.a')\nk.raw('CREATE INDEX i ON a (b)')"),
        ("migrations/1.ts", "q.createTable(new Table({ name: 'a' }))\nq.query('CREATE INDEX i ON a (b)')"),
    ],
)
def test_what_is_not_run_or_meets_a_new_table_is_not_said(own: Own, path: str, code: str) -> None:
    assert _found(own(_DETECTOR), path, code) == ()


def test_a_name_that_only_the_program_knows_is_not_said(own: Own) -> None:
    (one,) = _found(own(_DETECTOR), "migrations/1.ts", "q.query(`ALTER TABLE ${prefix}a DROP COLUMN ${b}`)")
    assert one.title.startswith("`this column` on `a`")


def test_a_text_in_a_program_knows_what_it_stands_in(own: Own) -> None:
    (one,) = _found(own(_DETECTOR), "migrations/1.py", "def upgrade():\n  op.execute('DROP TABLE a')")
    assert one.definition == "upgrade"


_CONCURRENT = """\
- {statement: concurrently-in-transaction, confidence: high, requires: [CONCURRENTLY], wording: {title: t}}
"""
_INDEX = "CREATE INDEX CONCURRENTLY i ON a (b);"


@pytest.mark.parametrize(
    ("path", "text", "fails"),
    [
        ("migrations/1.sql", f"-- +goose Up\n{_INDEX}", True),
        ("migrations/1.sql", f"-- +goose NO TRANSACTION\n-- +goose Up\n{_INDEX}", False),
        ("migrations/1.sql", f"-- +migrate Up\n{_INDEX}", True),
        ("migrations/1.sql", f"-- +migrate Up notransaction\n{_INDEX}", False),
        ("migrations/1.sql", f"-- migrate:up\n{_INDEX}", True),
        ("migrations/1.sql", f"-- migrate:up transaction:false\n{_INDEX}", False),
        ("migrations/1_a/migration.sql", f"SELECT 1;\n{_INDEX}", True),
        ("migrations/1_a/migration.sql", _INDEX, False),
        ("migrations/1.up.sql", f"-- no-transaction\nSELECT 1;\n{_INDEX}", False),
        ("migrations/1.sql", f"SELECT 1;\n{_INDEX}", False),
        ("migrations/1.py", f"class M(migrations.Migration):\n  operations = [RunSQL('{_INDEX}')]", True),
        (
            "migrations/1.py",
            f"class M(migrations.Migration):\n  atomic = False\n  operations = [RunSQL('{_INDEX}')]",
            False,
        ),
    ],
)
def test_a_tool_may_wrap_a_migration_in_a_transaction(own: Own, path: str, text: str, *, fails: bool) -> None:
    assert bool(_found(own(_CONCURRENT), path, text)) is fails
