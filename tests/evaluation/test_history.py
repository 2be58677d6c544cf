"""A case as two commits."""

from dataclasses import replace
from pathlib import Path

from support.evaluation import case

from reviewbot.evaluate import built
from reviewbot.evaluation.history import history
from reviewbot.git.repository import run
from reviewbot.git.revisions import resolve
from reviewbot.git.snapshot import Snapshot

ORDERS = replace(
    case(),
    description="A line\n\nand another.",
    base={"a b.py": b"old\n", "gone.py": b"x\n", "stays/é.py": b"\xff\n"},
    head={"a b.py": b"new", "sub/new.py": b""},
    removed=("gone.py",),
)


def files(folder: Path, branch: str) -> dict[str, bytes]:
    repository = built(ORDERS, folder)
    snapshot = Snapshot(repository, resolve(repository, branch))
    return dict(snapshot.read_all(snapshot.paths()))


def test_main_is_the_base(tmp_path: Path) -> None:
    assert files(tmp_path, "main") == ORDERS.base


def test_the_change_is_the_base_with_the_head_over_it_and_without_what_is_removed(tmp_path: Path) -> None:
    assert files(tmp_path, "change") == {"a b.py": b"new", "stays/é.py": b"\xff\n", "sub/new.py": b""}


def test_the_change_says_what_it_is(tmp_path: Path) -> None:
    said = run(built(ORDERS, tmp_path), "log", "-1", "--format=%B", "change").decode()
    assert said.strip() == "Show orders\n\nA line\n\nand another."


def test_the_same_case_makes_the_same_commits(tmp_path: Path) -> None:
    first, second = (built(ORDERS, tmp_path / name) for name in ("one", "two"))
    assert resolve(first, "change") == resolve(second, "change")


def test_a_case_that_adds_everything_has_an_empty_base() -> None:
    assert b"M 100644" not in history(replace(ORDERS, base={}, head={"a.py": b"x"}, removed=())).partition(b"change")[0]
