"""Find what the SQL of a migration does to the requests that are served while it runs."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from reviewbot.detectors.sql.dialect import Dialect, dialect_of
from reviewbot.detectors.sql.embedded import created_tables, scripts
from reviewbot.detectors.sql.hazards import Script, hazards
from reviewbot.detectors.sql.judgement import Judgement
from reviewbot.detectors.sql.statements import Statement, statements
from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item, StatementDetector
from reviewbot.domain.levels import Confidence
from reviewbot.domain.paths import matches
from reviewbot.domain.source import Source
from reviewbot.syntax.tree import parsed

_PLACES = ("migrations/", "migration/", "migrate/", "**/alembic/versions/", "changelog/", "changelogs/", "drizzle/",
           "deploy/*.sql", "*.up.sql", "V[0-9]*__*.sql")  # fmt: skip
_WAYS_BACK = ("*.down.sql", "down.sql", "*_down.sql", "*rollback*.sql", "U[0-9]*__*.sql", "revert/", "rollback/",
              "verify/")  # fmt: skip
_GRAMMARS = frozenset({"python", "ruby", "typescript", "tsx", "javascript"})

# A tool's sign in a file, and what says that it does not wrap this migration in a transaction.
_WRAPPING = (
    (r"--\s*\+goose\s+up\b", r"--\s*\+goose\s+no\s+transaction\b"),
    (r"--\s*\+migrate\s+up\b", r"--\s*\+migrate\s+up\s+notransaction\b"),
    (r"--\s*migrate:up\b", r"--\s*migrate:up\s+transaction:false\b"),
    (r"\bmigrations\.Migration\b", r"\batomic\s*=\s*False\b"),
    (r"\bActiveRecord::Migration\b", r"\bdisable_ddl_transaction!"),
    (r"\bMigrationInterface\b", r"\btransaction\s*=\s*false\b"),
)
# These send a file as one query, which is one transaction where it holds more than one statement.
_SENT_WHOLE = ("prisma/**/migration.sql", "migrations/*/migration.sql", "*.up.sql")
_UNWRAPPED = re.compile(r"--\s*no-transaction\b")


def candidates(
    source: Source, item: Item, detector: StatementDetector, definition: Callable[[int], str]
) -> Iterator[Candidate]:
    """Find the statements with a detector's hazards; `definition` names what a line stands in."""
    if not is_migration(source, detector):
        return
    for one in judgements(source):
        if one.hazard in detector.hazards:
            yield candidate(source, item, detector, one, definition(one.line))


def is_migration(source: Source, detector: StatementDetector) -> bool:
    """Tell by its path whether a file migrates up and may hold SQL that we can read."""
    is_read = source.path.lower().endswith(".sql") or source.language in _GRAMMARS
    return is_read and matches(source.path, detector.paths or _PLACES) and not matches(source.path, _WAYS_BACK)


def judgements(source: Source) -> tuple[Judgement, ...]:
    """Judge all SQL of a file, once for all items."""
    return _judgements(source.path, source.text, source.language)


def candidate(
    source: Source, item: Item, detector: StatementDetector, judgement: Judgement, definition: str = ""
) -> Candidate:
    """Say a judgement in a detector's words; what is not certain is said with less confidence."""
    words = {
        "SUBJECT": _known(judgement.subject, "this column"),
        "TABLE": _known(judgement.table, "this table"),
        "LOCK": judgement.lock,
    }
    said = filled(detector.wording, words)
    lower = {Confidence.HIGH: Confidence.MEDIUM}.get(detector.confidence, Confidence.LOW)
    return Candidate(
        item=item.id,
        anchor=Anchor(source.path, Side.RIGHT, judgement.line, judgement.line),
        quote=source.lines[judgement.line - 1],
        title=said.title,
        trigger=said.trigger,
        message=said.repair,
        confidence=detector.confidence if judgement.is_certain else lower,
        source="detector",
        definition=definition,
    )


def _known(name: str, otherwise: str) -> str:
    """Give a name unless it is one that only the program knows."""
    return otherwise if not name or (name.startswith("_") and name.endswith("_")) else name


@lru_cache(maxsize=2)
def _judgements(path: str, text: str, language: str | None) -> tuple[Judgement, ...]:
    pieces = tuple(scripts(parsed(text, language))) if language in _GRAMMARS else ((text, 1),)
    sql = ";\n".join(piece for piece, _ in pieces)
    dialect = dialect_of(sql, path, text if language in _GRAMMARS else "")
    split = tuple(
        one for piece, line in pieces for one in statements(piece, line, has_backslashes=dialect is Dialect.MYSQL)
    )
    fresh = created_tables(text) if language in _GRAMMARS else frozenset[str]()
    return hazards(Script(split, dialect, fresh, _is_wrapped(path, text, split)))


def _is_wrapped(path: str, text: str, split: tuple[Statement, ...]) -> bool:
    """Tell whether the tool of a migration runs it in a transaction."""
    for sign, way_out in _WRAPPING:
        if re.search(sign, text, re.IGNORECASE):
            return not re.search(way_out, text, re.IGNORECASE)
    return matches(path, _SENT_WHOLE) and len(split) > 1 and not _UNWRAPPED.search(text)
