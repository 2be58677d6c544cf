"""Where detectors run, and what a hostile file costs."""

import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reviewbot.detectors.process import Worker
from reviewbot.detectors.run import Detectors
from reviewbot.detectors.worker import serve
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source

Own = Callable[..., Item]

_CALL = """\
- language: python
  confidence: high
  requires: ["("]
  rule: {kind: call, has: {field: function, pattern: $F}}
"""
# Each call looks for a lambda around it up to the top, so the time grows with the square of the depth.
_SLOW = """\
- language: python
  confidence: high
  rule: {kind: call, has: {field: function, pattern: $F}, inside: {kind: lambda, stopBy: end}}
"""
_TAME = Source("a.py", "go(1)\n", "python")
_DEEP = Source("b.py", "f(" * 20_000 + ")" * 20_000, "python")


@pytest.fixture
def detectors(own: Own) -> Iterator[Detectors]:
    """Run an item of ours and a team's, with a second for a file."""
    with Detectors([own(_CALL, "ours"), own(_CALL, "theirs"), own(_SLOW, "slow")], frozenset({"theirs"}), 1) as made:
        yield made


def test_ours_and_theirs_find_the_same(own: Own, detectors: Detectors) -> None:
    found = detectors.detect(_TAME, [own(_CALL, "ours"), own(_CALL, "theirs")])
    assert [one.item for one in found.candidates] == ["ours", "theirs"]
    assert [one.quote for one in found.candidates] == ["go(1)", "go(1)"]
    assert found.failure == ""


def test_a_file_that_takes_too_long_is_a_failure_and_costs_no_other(own: Own, detectors: Detectors) -> None:
    slow = detectors.detect(_DEEP, [own(_SLOW, "slow")])
    assert slow == Detected((), "the detectors took more than 1 s on this file")
    assert len(detectors.detect(_TAME, [own(_CALL, "theirs")]).candidates) == 1


def test_what_ours_find_stays_where_theirs_fails(own: Own) -> None:
    theirs = own(_CALL.replace("kind: call", "kind: nonsense"), "theirs")
    with Detectors([own(_CALL, "ours"), theirs], frozenset({"theirs"})) as detectors:
        found = detectors.detect(_TAME, [own(_CALL, "ours"), theirs])
    assert [one.item for one in found.candidates] == ["ours"]
    assert found.failure.startswith("a pattern cannot be used: ")


def test_a_file_that_nothing_could_match_needs_no_worker(own: Own) -> None:
    with Detectors([own(_CALL)], frozenset({"own-item"}), 0) as detectors:
        assert detectors.detect(Source("a.py", "x = 1\n", "python"), [own(_CALL)]) == Detected(())


def test_a_worker_that_dies_is_a_failure_and_the_next_file_has_a_new_one(own: Own) -> None:
    worker = Worker([own(_CALL)], 30)
    # The worker does not know this item: whatever goes wrong in it looks like this from outside.
    crashed = worker.ask(_TAME, [own(_CALL, "unknown")])
    answered = worker.ask(_TAME, [own(_CALL)])
    worker.end()
    assert crashed == Detected((), "a detector crashed on this file")
    assert len(answered.candidates) == 1


def test_ending_twice_and_before_the_start_is_nothing(own: Own) -> None:
    worker = Worker([own(_CALL)], 1)
    worker.end()
    worker.end()


def test_the_folder_a_review_runs_in_is_no_place_to_import_from(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("reviewbot", "pickle", "sitecustomize", "ast_grep_py"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    worker = Worker([own(_CALL)], 30)
    answered = worker.ask(_TAME, [own(_CALL)])
    worker.end()
    assert len(answered.candidates) == 1
    assert not (tmp_path / "imported").exists()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows a process's environment")
def test_the_worker_gets_no_keys(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    worker = Worker([own(_CALL)], 30)
    worker.ask(_TAME, [own(_CALL)])
    children = [Path(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _is_child(entry)]
    environments = [(child / "environ").read_bytes() for child in children]
    worker.end()
    assert environments
    assert not any(b"sk-very-secret" in one for one in environments)


def _is_child(entry: Path) -> bool:
    try:
        status = (entry / "stat").read_text().rpartition(")")[2].split()
        return int(status[1]) == os.getpid() and b"detectors.worker" in (entry / "cmdline").read_bytes()
    except OSError:
        return False


def test_requests_are_answered_one_by_one_until_they_end(own: Own) -> None:
    items = [own(_CALL), own(_CALL.replace("kind: call", "kind: nonsense"), "broken")]
    requests, answers = io.BytesIO(), io.BytesIO()
    for one in (items, (_TAME, ["own-item"]), (_TAME, ["broken"])):
        pickle.dump(one, requests)
    requests.seek(0)
    serve(requests, answers)
    answers.seek(0)
    ready, found, failed = (pickle.load(answers) for _ in range(3))  # noqa: S301 - written above
    assert ready == 2
    assert [one.quote for one in found.candidates] == ["go(1)"]
    assert (failed.candidates, failed.failure[:25]) == ((), "a pattern cannot be used:")


def test_a_worker_runs_with_this_python(own: Own, detectors: Detectors) -> None:
    assert sys.executable
    first = detectors.detect(_TAME, [own(_CALL, "theirs")])
    assert first == detectors.detect(_TAME, [own(_CALL, "theirs")])


def test_several_jobs_find_the_same_from_several_threads(own: Own) -> None:
    items = [own(_CALL, "ours"), own(_CALL, "theirs")]
    sources = [Source(f"{number}.py", "go(1)\n" * number, "python") for number in range(1, 9)]
    with Detectors(items, frozenset({"theirs"})) as alone, Detectors(items, frozenset({"theirs"}), jobs=2) as several:
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda source: several.detect(source, items), sources))
        assert found == [alone.detect(source, items) for source in sources]


_STATEMENT = """\
- statement: [index]
  confidence: medium
  requires: [INDEX]
  wording: {title: "`$TABLE` waits"}
"""
_MIGRATION = Source("migrations/1.sql", "CREATE INDEX a ON b USING gin (c);\nSELECT 1;\n", None)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_squawk_helps_where_it_is_installed(own: Own, tmp_path: Path) -> None:
    program = tmp_path / "squawk"
    said = '[{"rule_name": "require-concurrent-index-creation", "line": 1}]'
    program.write_text(f"#!/bin/sh\ncat > /dev/null\necho '{said}'\n")
    program.chmod(0o755)
    item = own(_STATEMENT)
    with Detectors([item], squawk=str(program)) as detectors:
        helped = detectors.detect(_MIGRATION, [item])
    assert [(one.anchor.line, one.source) for one in helped.candidates] == [(1, "detector"), (2, "sarif:squawk")]


def test_a_squawk_that_fails_is_noted_and_ours_stands(own: Own, tmp_path: Path) -> None:
    item = own(_STATEMENT)
    with Detectors([item], squawk=str(tmp_path / "nowhere")) as detectors:
        found = detectors.detect(_MIGRATION, [item])
    assert ([one.anchor.line for one in found.candidates], found.failure) == ([1], "")
    assert "squawk could not look at migrations/1.sql" in found.note
