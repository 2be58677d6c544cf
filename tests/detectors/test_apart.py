"""Comparisons in a process of their own."""

from pathlib import Path

import pytest

from reviewbot.detectors.apart import apart
from reviewbot.detectors.revisions import Given, Revisions, alone
from reviewbot.domain.contract import Compared
from reviewbot.domain.source import Source, Versions

BASE = Source("api.graphql", "type Query { a: Int b: Int }\n", None)
HEAD = Source("api.graphql", "type Query { a: Int }\n", None)
SUFFIXES = (".graphql",)
GRAPHQL = "reviewbot.detectors.graphql.comparison"


def test_a_child_compares_and_answers() -> None:
    found = apart(GRAPHQL, SUFFIXES)(alone(Versions(BASE, HEAD)))
    assert [(one.path, one.line) for one in found.changes] == [("api.graphql", 1)]
    assert found.failures == ()


def test_it_is_given_the_files_of_its_kind_that_did_not_change() -> None:
    other = Source("more.graphql", "extend type Query { c: Int }\n", None)
    strange = Source("more.md", "extend type Query { a: Int }\n", None)
    files = (other, strange)
    revisions = Revisions((Versions(BASE, HEAD),), Given((BASE, *files)), Given((HEAD, *files)))
    found = apart(GRAPHQL, SUFFIXES)(revisions)
    assert len(found.changes) == 1
    assert found.failures == ()


class Unlisted(Given):
    """Files that must not be listed: a large repository has very many."""

    def paths(self) -> tuple[str, ...]:
        """Fail."""
        pytest.fail("the paths were listed")


def test_without_a_changed_file_no_process_is_started_and_nothing_is_listed() -> None:
    assert apart("reviewbot.no_such_module", SUFFIXES)(Revisions((), Unlisted(), Unlisted())) == Compared()


@pytest.mark.parametrize("versions", [Versions(BASE, HEAD), Versions(BASE, None)], ids=["changed", "removed"])
def test_a_child_that_dies_fails_the_changed_files(versions: Versions) -> None:
    found = apart("reviewbot.no_such_module", SUFFIXES)(alone(versions))
    assert found == Compared(failures=(("api.graphql", "the comparison crashed"),))


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sleeper.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = apart("sleeper", SUFFIXES, seconds=0.5)(alone(Versions(BASE, HEAD)))
    assert found.failures == (("api.graphql", "the comparison took more than 0.5 s"),)
