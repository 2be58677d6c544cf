"""Ask squawk, where it is installed, what it says of PostgreSQL migrations."""

import json
import os
import shutil
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewbot.detectors.detect import numbered
from reviewbot.detectors.sql.dialect import Dialect, dialect_of
from reviewbot.detectors.sql.judgement import ACCESS_EXCLUSIVE, REWRITES, SHARE, SHARE_ROW_EXCLUSIVE, Judgement
from reviewbot.detectors.sql.migration import candidate, is_migration
from reviewbot.detectors.sql.statements import statements
from reviewbot.domain.finding import Candidate
from reviewbot.domain.hazard import Hazard
from reviewbot.domain.item import Item, StatementDetector
from reviewbot.domain.source import Source

SOURCE = "sarif:squawk"
"""How the report names another analyzer."""

_SECONDS = 10.0
# In one transaction a table that the file creates is new to it, and what is done to that is harmless.
_OPTIONS = ("--reporter", "json", "--assume-in-transaction", "--stdin-filepath", "migration.sql")
_ANY_CONSTRAINT = "constraint-missing-not-valid"

# squawk's rules by name (https://squawkhq.com/docs/rules), those that are a question of ours.
_Kind = tuple[Hazard, str]
_HAZARDS: Mapping[str, _Kind] = {
    "require-concurrent-index-creation": (Hazard.INDEX, SHARE),
    "require-concurrent-reindex": (Hazard.MAINTENANCE, ACCESS_EXCLUSIVE),
    "disallowed-unique-constraint": (Hazard.UNIQUE, ACCESS_EXCLUSIVE),
    "adding-foreign-key-constraint": (Hazard.FOREIGN_KEY, SHARE_ROW_EXCLUSIVE),
    _ANY_CONSTRAINT: (Hazard.CHECK, ACCESS_EXCLUSIVE),
    "changing-column-type": (Hazard.COLUMN_TYPE, ACCESS_EXCLUSIVE),
    "adding-field-with-default": (Hazard.FILLED_COLUMN, ACCESS_EXCLUSIVE),
    "adding-serial-primary-key-field": (Hazard.FILLED_COLUMN, ACCESS_EXCLUSIVE),
    "adding-not-nullable-field": (Hazard.NOT_NULL, ACCESS_EXCLUSIVE),
    "adding-required-field": (Hazard.REQUIRED_COLUMN, ""),
    "ban-drop-column": (Hazard.DROPPED_COLUMN, ""),
    "ban-drop-table": (Hazard.DROPPED_TABLE, ""),
    "renaming-column": (Hazard.RENAMED_COLUMN, ""),
    "renaming-table": (Hazard.RENAMED_TABLE, ""),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What squawk found in one file; `failure` is empty unless it could not say."""

    candidates: tuple[Candidate, ...]
    failure: str = ""


def installed() -> str | None:
    """Give the path of the program: beside our own Python, else where the environment looks; None without it."""
    beside = shutil.which("squawk", path=str(Path(sys.executable).parent))
    return beside or shutil.which("squawk")


def asked(source: Source, items: Sequence[Item], program: str, seconds: float = _SECONDS) -> Answer:
    """Ask about a SQL migration that may be PostgreSQL's; of anything else it says nothing.

    The program gets the text on its standard input, an empty folder to stand in and an empty configuration, so that
    nothing of the change but this text reaches it. Whatever goes wrong is the answer's `failure`.
    """
    if source.language is not None:
        return Answer(())
    detectors = [(item, one) for item in items for one in _for(source, item)]
    if not detectors or not _is_for_postgres(source):
        return Answer(())
    try:
        said = _said(program, source.text, seconds)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return Answer((), f"squawk could not look at {source.path}: {_reason(error)}")
    # Of a file whose syntax is not PostgreSQL's it says only that, which is no failure: our own checks stand.
    found = _once(source, [(_HAZARDS[name], line) for name, line in said if name in _HAZARDS])
    return Answer(tuple(one for kind, line in found for one in _candidates(source, detectors, kind, line)))


def merged(ours: Sequence[Candidate], theirs: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Add what squawk alone has seen, in the order of the file.

    An item on a line is one claim, in our words where we made it too.
    """
    known = {(one.item, one.anchor.path, one.anchor.start_line) for one in ours}
    new: dict[tuple[str, str, int], Candidate] = {}
    for one in theirs:
        key = (one.item, one.anchor.path, one.anchor.start_line)
        if key not in known:
            new.setdefault(key, one)
    several = sorted((*ours, *new.values()), key=lambda one: (one.anchor.start_line, one.anchor.line, one.item))
    return tuple(numbered(several))


def _for(source: Source, item: Item) -> tuple[StatementDetector, ...]:
    detectors = (one for one in item.detectors if isinstance(one, StatementDetector))
    return tuple(one for one in detectors if is_migration(source, one))


def _is_for_postgres(source: Source) -> bool:
    return dialect_of(source.text, source.path) is Dialect.POSTGRES


def _said(program: str, text: str, seconds: float) -> tuple[tuple[str, int], ...]:
    """Give the names of the rules that fired, each with its line from 1; raises ValueError for another answer."""
    with TemporaryDirectory(prefix="reviewbot-squawk-") as folder:
        config = Path(folder, "squawk.toml")
        config.write_text("", "utf-8")
        done = subprocess.run(
            [program, *_OPTIONS, "--config", str(config)],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            cwd=folder,
            env=_environment(),
            check=False,
        )
    return _read(done.stdout, done.returncode)


def _environment() -> dict[str, str]:
    """Give it nothing but what a program needs to start: the environment may hold keys."""
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}


def _read(answer: bytes, code: int) -> tuple[tuple[str, int], ...]:
    try:
        said = json.loads(answer)
    except ValueError as error:
        raise ValueError(f"its answer is no JSON (exit code {code})") from error
    rows = (one for one in (said if isinstance(said, list) else ()) if isinstance(one, dict))
    found = ((str(one.get("rule_name")), one.get("line")) for one in rows)
    # Its lines count from 0.
    return _plain([(name, line + 1) for name, line in found if isinstance(line, int) and line >= 0])


def _plain(found: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Leave out what it says of every constraint where it says which constraint it is, too."""
    named = {line for name, line in found if name in _HAZARDS and name != _ANY_CONSTRAINT}
    return tuple((name, line) for name, line in found if name != _ANY_CONSTRAINT or line not in named)


def _once(source: Source, found: Sequence[tuple[_Kind, int]]) -> Iterator[tuple[_Kind, int]]:
    """Keep the first line of a statement that says the same of several columns."""
    starts = [one.line for one in statements(source.text)]
    seen: set[tuple[Hazard, int]] = set()
    for (hazard, held), line in found:
        key = (hazard, bisect_right(starts, line) if hazard in REWRITES else -line)
        if key not in seen and line <= len(source.lines):
            seen.add(key)
            yield (hazard, held), line


def _candidates(
    source: Source, detectors: Sequence[tuple[Item, StatementDetector]], kind: _Kind, line: int
) -> Iterator[Candidate]:
    hazard, held = kind
    judgement = Judgement(hazard, line, "", "", held, is_certain=False)
    for item, detector in detectors:
        if hazard in detector.hazards:
            yield replace(candidate(source, item, detector, judgement), source=SOURCE)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took more than {error.timeout:g} s"
    return str(error)
