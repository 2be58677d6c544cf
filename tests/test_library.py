"""What may be looked up about a change that is known in three ways."""

import subprocess
from pathlib import Path

import pytest
from support.contents import git, library, made, three_ways

from reviewbot.domain.diff import Side
from reviewbot.domain.passage import Passage, Passages, Query, Unsearched
from reviewbot.git.repository import open_repository
from reviewbot.library import ChangeLibrary, kept_back
from reviewbot.local import Range, local_change

LINES = "".join(f"line {number}\n" for number in range(1, 21))
BASE = {
    "api.py": f"{LINES}the end\n",
    "old/name.py": f"import api\n{LINES}",
    "gone.py": "print('gone')\n",
    "same.py": "def same(): ...\n",
}
HEAD = {
    "api.py": f"{LINES}the new end\n",
    "old/name.py": "",
    "new/name.py": f"import api\n{LINES}renamed\n",
    "gone.py": "",
    "more.py": "print('more')\n",
}


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ChangeLibrary]:
    folder = made(tmp_path_factory.mktemp("library") / "repository", BASE, HEAD)
    return {name: library(work) for name, work in three_ways(folder).items()}


EVERY = pytest.mark.parametrize("way", ["objects", "diff", "diff with head"])


@EVERY
def test_a_changed_file_is_read_on_both_sides(ways: dict[str, ChangeLibrary], way: str) -> None:
    base, head = (ways[way].read("api.py", side) for side in Side)
    assert base is not None
    assert head is not None
    assert (base.lines[20], head.lines[20]) == ("the end", "the new end")
    assert head.is_fragment == (way == "diff")


@EVERY
@pytest.mark.parametrize(("side", "last"), [(Side.LEFT, "line 20"), (Side.RIGHT, "renamed")])
@pytest.mark.parametrize("path", ["old/name.py", "new/name.py"])
def test_a_renamed_file_is_read_on_either_side_by_both_names(
    ways: dict[str, ChangeLibrary], way: str, side: Side, path: str, last: str
) -> None:
    source = ways[way].read(path, side)
    assert source is not None
    assert source.path == ("old/name.py" if side is Side.LEFT else "new/name.py")
    assert source.lines[-1] == last


@EVERY
@pytest.mark.parametrize(
    ("path", "side"),
    [("gone.py", Side.RIGHT), ("more.py", Side.LEFT), ("nothing.py", Side.RIGHT), ("/etc/passwd", Side.RIGHT)],
)
def test_what_a_side_does_not_have_is_none(ways: dict[str, ChangeLibrary], way: str, path: str, side: Side) -> None:
    assert ways[way].read(path, side) is None


@pytest.mark.parametrize(
    ("way", "base", "head"),
    [
        ("objects", ["api.py", "gone.py", "old/name.py", "same.py"], ["api.py", "more.py", "new/name.py", "same.py"]),
        ("diff", ["api.py", "gone.py", "old/name.py"], ["api.py", "more.py", "new/name.py"]),
        ("diff with head", ["api.py", "gone.py", "old/name.py"], ["api.py", "more.py", "new/name.py", "same.py"]),
    ],
)
def test_the_files_that_are_known_are_listed(
    ways: dict[str, ChangeLibrary], way: str, base: list[str], head: list[str]
) -> None:
    assert list(ways[way].paths(Side.LEFT)) == base
    assert list(ways[way].paths(Side.RIGHT)) == head


@EVERY
def test_a_text_is_found_in_the_head(ways: dict[str, ChangeLibrary], way: str) -> None:
    found = ways[way].search(Query("print("), Side.RIGHT)
    assert found == Passages((Passage("more.py", 1, "print('more')"),))


@EVERY
@pytest.mark.parametrize("under", ["new", "new/", "new/name.py"])
def test_a_search_keeps_to_a_folder(ways: dict[str, ChangeLibrary], way: str, under: str) -> None:
    found = ways[way].search(Query("e", under=under), Side.RIGHT)
    assert isinstance(found, Passages)
    assert {one.path for one in found.found} == {"new/name.py"}


@pytest.mark.parametrize(("way", "is_searched"), [("objects", True), ("diff", False), ("diff with head", True)])
def test_an_expression_is_searched_for_where_git_can(
    ways: dict[str, ChangeLibrary], way: str, *, is_searched: bool
) -> None:
    found = ways[way].search(Query("m[o]re", is_expression=True), Side.RIGHT)
    assert isinstance(found, Passages if is_searched else Unsearched)


@EVERY
def test_nothing_is_not_searched_for(ways: dict[str, ChangeLibrary], way: str) -> None:
    assert isinstance(ways[way].search(Query(" "), Side.RIGHT), Unsearched)


def test_of_a_diff_with_many_hits_some_are_given(tmp_path: Path) -> None:
    head = {f"{number:03}.py": "needle\n" * 25 for number in range(20)}
    found = library(three_ways(made(tmp_path / "many", {"a": "1\n"}, head))["diff"]).search(Query("needle"), Side.RIGHT)
    assert isinstance(found, Passages)
    assert [one.line for one in found.found[:21]] == [*range(1, 21), 1]
    assert (len(found.found), found.is_whole) == (300, False)


@EVERY
@pytest.mark.parametrize(("path", "count"), [("api.py", 2), ("old/name.py", 1), ("new/name.py", 1)])
def test_the_diff_of_a_file_is_found_by_both_names(
    ways: dict[str, ChangeLibrary], way: str, path: str, count: int
) -> None:
    file = ways[way].diff(path)
    assert file is not None
    assert len(file.added) + len(file.removed) == count


@EVERY
def test_a_file_that_did_not_change_has_no_diff(ways: dict[str, ChangeLibrary], way: str) -> None:
    assert ways[way].diff("same.py") is None


def test_a_head_that_the_diff_does_not_fit_has_no_base(tmp_path: Path) -> None:
    folder = made(tmp_path / "changed", BASE, HEAD)
    work = three_ways(folder)["diff with head"]
    other = three_ways(made(tmp_path / "other", {"api.py": "a\n"}, {"api.py": "b\n"}))["diff"]
    assert ChangeLibrary(work.contents, other.diff.files).read("api.py", Side.LEFT) is None


def test_nothing_is_fetched_for_a_look(tmp_path: Path) -> None:
    folder = made(tmp_path / "origin", BASE, HEAD)
    git(folder, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone.git"
    subprocess.run(
        ("git", "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{folder}", str(clone)), check=True
    )
    with local_change(open_repository(clone), Range("main", "change")) as work:
        look = library(work)
        assert "same.py" in look.paths(Side.RIGHT)
        assert look.read("same.py", Side.RIGHT) is None
        assert look.search(Query("same"), Side.RIGHT) == Passages((), is_whole=False)
        assert work.contents.files(Side.RIGHT).read("same.py") is not None
        assert look.read("same.py", Side.RIGHT) is not None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("config/.env", "is kept back by the team (`never_send`)"),
        ("web/package-lock.json", "is a lock file, which is not shown"),
        ("src/app.py", ""),
    ],
)
def test_why_a_file_is_kept_back_is_said(path: str, words: str) -> None:
    assert kept_back([".env", "*.pem"])(path) == words
