"""What another program says of PostgreSQL migrations."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.detectors.sql.squawk import SOURCE, asked, installed, merged
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source

Own = Callable[..., Item]
Program = Callable[[str], str]

_DETECTOR = """\
- statement: [index, check, foreign-key, column-type]
  confidence: high
  requires: ['/(?i)create|alter/']
  wording: {title: "`$TABLE`: $LOCK"}
"""
_SQL = "CREATE INDEX i ON a (b);\nALTER TABLE a\n  ALTER b TYPE bigint,\n  ALTER c TYPE bigint;\n"
_SOURCE = Source("migrations/1.sql", _SQL, None)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Write a program that stands in for squawk: a line of Python run as a process of its own."""

    def writing(code: str) -> str:
        path = tmp_path / "squawk"
        path.write_text(f"#!{sys.executable}\nimport json, os, pathlib, sys, time\n{code}\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    return writing


def _saying(*found: tuple[str, int]) -> str:
    rows = json.dumps([{"rule_name": name, "line": line, "column": 0} for name, line in found])
    return f"print({rows!r}); sys.exit(1)"


def _answer(own: Own, program: str, source: Source = _SOURCE) -> list[tuple[int, str]]:
    answer = asked(source, [own(_DETECTOR)], program)
    assert answer.failure == ""
    return [(one.anchor.start_line, one.title) for one in answer.candidates]


def test_its_rules_are_said_in_our_words(own: Own, program: Program) -> None:
    said = program(_saying(("require-concurrent-index-creation", 0), ("prefer-robust-stmts", 0)))
    (one,) = asked(_SOURCE, [own(_DETECTOR)], said).candidates
    assert (one.item, one.title, one.source) == ("own-item", "`this table`: a SHARE lock: writes wait", SOURCE)
    assert (one.anchor.start_line, one.quote) == (1, "CREATE INDEX i ON a (b);")
    assert one.confidence is Confidence.MEDIUM


def test_a_statement_that_rewrites_a_table_is_said_once(own: Own, program: Program) -> None:
    said = program(_saying(("changing-column-type", 2), ("changing-column-type", 3)))
    assert [line for line, _ in _answer(own, said)] == [3]


def test_a_constraint_that_it_names_is_not_said_as_any_constraint(own: Own, program: Program) -> None:
    said = program(_saying(("constraint-missing-not-valid", 0), ("adding-foreign-key-constraint", 0)))
    assert [title.partition(":")[2] for _, title in _answer(own, said)] == [
        " a SHARE ROW EXCLUSIVE lock on both tables: writes wait"
    ]


def test_a_constraint_that_it_does_not_name_is_a_check(own: Own, program: Program) -> None:
    assert [line for line, _ in _answer(own, program(_saying(("constraint-missing-not-valid", 1))))] == [2]


@pytest.mark.parametrize(
    "code",
    [
        "print(json.dumps({}))",
        "print(json.dumps(['x', {'rule_name': 'changing-column-type', 'line': 'x'}]))",
        _saying(("changing-column-type", 99)),
        _saying(("syntax-error", 0)),
        _saying(("adding-required-field", 0)),
    ],
    ids=["no list", "no rows", "no such line", "not its dialect", "nobody's question"],
)
def test_what_says_nothing_to_us_is_left_out(own: Own, program: Program, code: str) -> None:
    assert _answer(own, program(code)) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("print('oops')", "its answer is no JSON (exit code 0)"),
        ("sys.exit(3)", "its answer is no JSON (exit code 3)"),
        ("time.sleep(60)", "it took more than 0.5 s"),
    ],
    ids=["no json", "crashed", "too slow"],
)
def test_a_failure_is_said_and_finds_nothing(own: Own, program: Program, code: str, reason: str) -> None:
    answer = asked(_SOURCE, [own(_DETECTOR)], program(code), seconds=0.5)
    assert answer.candidates == ()
    assert answer.failure == f"squawk could not look at migrations/1.sql: {reason}"


def test_a_program_that_is_not_there_is_a_failure(own: Own, tmp_path: Path) -> None:
    assert "could not look" in asked(_SOURCE, [own(_DETECTOR)], str(tmp_path / "none")).failure


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("migrations/1.sql", "ALTER TABLE `a` ADD b int;"),
        ("queries/1.sql", _SQL),
        ("migrations/1.py", _SQL),
    ],
    ids=["another database", "no migration", "no sql file"],
)
def test_it_is_not_asked_of_anything_else(own: Own, tmp_path: Path, path: str, text: str) -> None:
    source = Source(path, text, "python" if path.endswith(".py") else None)
    assert asked(source, [own(_DETECTOR)], str(tmp_path / "none")).failure == ""


def test_it_sees_neither_our_environment_nor_our_folder(
    own: Own, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    code = (
        "held = [one for one in os.environ if 'KEY' in one]\n"
        "files = [one.name for one in pathlib.Path().iterdir()]\n"
        f"right = not held and files == ['squawk.toml'] and sys.stdin.read() == {_SQL!r}\n"
        "print(json.dumps([{'rule_name': 'changing-column-type', 'line': 2}] if right else []))"
    )
    assert [line for line, _ in _answer(own, program(code))] == [3]


def test_what_both_found_is_one_claim_in_our_words(own: Own, program: Program) -> None:
    item = own(_DETECTOR)
    said = program(_saying(("require-concurrent-index-creation", 0), ("constraint-missing-not-valid", 1)))
    ours = detect(_SOURCE, [item])
    theirs = asked(_SOURCE, [item], said).candidates
    both = merged(ours, (*theirs, *theirs))
    assert [(one.anchor.start_line, one.source) for one in both] == [(1, "detector"), (2, SOURCE), (3, "detector")]


def test_equal_claims_are_counted_anew(own: Own) -> None:
    (one, *_) = detect(_SOURCE, [own(_DETECTOR)])
    other = replace(one, anchor=replace(one.anchor, start_line=4, line=4), source=SOURCE)
    assert [each.ordinal for each in merged([one], [other])] == [0, 1]


def test_the_program_is_found_where_it_is_installed() -> None:
    assert installed() in (None, shutil.which("squawk"), str(Path(sys.executable).parent / "squawk"))


@pytest.mark.skipif(installed() is None, reason="squawk is not installed")
def test_the_real_program_answers_as_it_is_read(own: Own) -> None:
    assert [line for line, _ in _answer(own, str(installed()))] == [1, 3]
