"""A search over one commit, with names and expressions that try to break out of it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha
from reviewbot.domain.passage import Passage, Passages, Query, Unsearched
from reviewbot.git.bounded import Bounds
from reviewbot.git.repository import open_repository
from reviewbot.git.search import search
from reviewbot.git.snapshot import Snapshot

Commit = Callable[..., Sha]
Git = Callable[..., str]

FILES = {
    b"-dash.py": b"needle\r\n-e needle\n",
    b":(exclude)needle/x": b"one needle\n",
    b":!*": b"the needle\n",
    b'q"\n1234567:fake\n\t': b"a needle\n",
    b"\xe9": b"bytes needle \xff\n",
    b"src/*": b"star needle\n",
    b"src/a.py": b"def f(needle):\n    return 12\n",
    b"binary": b"needle\0\n",
    b"late": b"x\n" * 5_000 + b"needle\0end",
    b"link": (b"120000", b"needle"),
    b"sub": (b"160000", b"1" * 40),
    b".gitattributes": b"* binary diff=evil\n",
}


@pytest.fixture
def snapshot(folder: Path, commit: Commit) -> Snapshot:
    return Snapshot(open_repository(folder), commit(folder, FILES))


def found(snapshot: Snapshot, text: str, under: str = "", *, is_expression: bool = False) -> list[tuple[str, int]]:
    answer = search(snapshot, Query(text, is_expression, under))
    assert isinstance(answer, Passages)
    assert answer.is_whole
    return [(one.path, one.line) for one in answer.found]


def test_a_text_is_found_in_files_of_any_name_but_not_in_links_and_binary_ones(snapshot: Snapshot) -> None:
    answer = search(snapshot, Query("needle"))
    assert isinstance(answer, Passages)
    assert set(answer.found) == {
        Passage("-dash.py", 1, "needle\r"),
        Passage("-dash.py", 2, "-e needle"),
        Passage(":(exclude)needle/x", 1, "one needle"),
        Passage(":!*", 1, "the needle"),
        Passage('q"\n1234567:fake\n\t', 1, "a needle"),
        Passage("\\xe9", 1, "bytes needle \ufffd"),
        Passage("src/*", 1, "star needle"),
        Passage("src/a.py", 1, "def f(needle):"),
        Passage("late", 5_001, "needle\0end"),
    }


@pytest.mark.parametrize("text", ["-e", "-f/etc/passwd", "--no-index", "--", "-O/bin/sh", "--open-files-in-pager=sh"])
def test_a_text_is_never_an_option(snapshot: Snapshot, text: str) -> None:
    assert found(snapshot, text) == ([("-dash.py", 2)] if text == "-e" else [])


@pytest.mark.parametrize(
    ("under", "paths"),
    [
        ("src", ["src/*", "src/a.py"]),
        ("src/", ["src/*", "src/a.py"]),
        ("src/*", ["src/*"]),
        (":!*", [":!*"]),
        (":(exclude)needle", [":(exclude)needle/x"]),
        ("-dash.py", ["-dash.py", "-dash.py"]),
        ("nowhere", []),
    ],
)
def test_a_search_keeps_to_a_folder_by_its_exact_name(snapshot: Snapshot, under: str, paths: list[str]) -> None:
    assert [path for path, _ in found(snapshot, "needle", under)] == paths


def test_an_expression_is_an_extended_one(snapshot: Snapshot) -> None:
    assert found(snapshot, "return [0-9]+|(star|the) needle", is_expression=True) == [
        (":!*", 1),
        ("src/*", 1),
        ("src/a.py", 2),
    ]


def test_a_text_is_no_expression(snapshot: Snapshot) -> None:
    assert found(snapshot, "f(needle):") == [("src/a.py", 1)]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (Query(""), "on one line"),
        (Query(" \t"), "on one line"),
        (Query("x\ny"), "on one line"),
        (Query("x\0y"), "on one line"),
        (Query("\ud800"), "on one line"),
        (Query("x", under="a\0b"), "on one line"),
        (Query("x" * 301), "300 characters"),
        (Query("(", is_expression=True), "git cannot search for this: Unmatched ( or \\("),
        (Query("x: (", is_expression=True), "git cannot search for this: Unmatched ( or \\("),
        (Query("[z-a]", is_expression=True), "git cannot search for this"),
        (Query(r"\d+", is_expression=True), r"`\d` is not known"),
        (Query(r"\\\1", is_expression=True), r"`\1` is not known"),
        (Query("(?:x)", is_expression=True), "`(?` is not known"),
        (Query("((x{99}){99}){99}", is_expression=True), "may come to 1,000"),
        (Query("(x{,99}){11,}", is_expression=True), "may come to 1,000"),
        (Query("x", under="../.."), "keep the search to a folder"),
    ],
)
def test_what_cannot_be_searched_for_is_said(snapshot: Snapshot, query: Query, reason: str) -> None:
    answer = search(snapshot, query)
    assert isinstance(answer, Unsearched)
    assert reason in answer.reason


@pytest.mark.parametrize("text", [r"\\d", r"\(?x", "x{,}", "x{1,3}y{2}"])
def test_what_only_looks_unknown_is_searched_for(snapshot: Snapshot, text: str) -> None:
    assert found(snapshot, text, "nowhere", is_expression=True) == []


def test_an_expression_that_never_ends_is_ended(folder: Path, commit: Commit) -> None:
    lines = b"".join(bytes(97 + (seed * step >> 7 & 1) for step in range(1_900)) + b"\n" for seed in range(900))
    snapshot = Snapshot(open_repository(folder), commit(folder, {b"a": b"found c\n", b"ab": lines}))
    start = time.monotonic()
    answer = search(snapshot, Query("(a|b)*a(a|b){30}c", is_expression=True), Bounds(seconds=0.5, bytes=1_000))
    assert answer == Passages((), is_whole=False)
    assert time.monotonic() - start < 5


def test_of_a_file_with_many_hits_the_first_are_given(folder: Path, commit: Commit) -> None:
    files = {b"a": b"needle\n" * 50, b"b": b"needle\n" * 2}
    answer = search(Snapshot(open_repository(folder), commit(folder, files)), Query("needle"))
    assert isinstance(answer, Passages)
    assert [one.line for one in answer.found] == [*range(1, 21), 1, 2]
    assert not answer.is_whole


def test_of_many_files_the_first_hits_are_given(folder: Path, commit: Commit) -> None:
    files = {b"%04d" % number: b"needle\n" for number in range(301)}
    answer = search(Snapshot(open_repository(folder), commit(folder, files)), Query("needle"))
    assert isinstance(answer, Passages)
    assert (len(answer.found), answer.is_whole) == (300, False)


def test_output_beyond_the_bound_is_not_read(folder: Path, commit: Commit) -> None:
    files = {b"a": b"needle\n", b"b": b"needle" * 1_000_000 + b"\n", b"c": b"needle\n"}
    snapshot = Snapshot(open_repository(folder), commit(folder, files))
    answer = search(snapshot, Query("needle"), Bounds(seconds=20, bytes=100_000))
    assert answer == Passages((Passage("a", 1, "needle"),), is_whole=False)


def test_a_long_line_is_cut(folder: Path, commit: Commit) -> None:
    answer = search(Snapshot(open_repository(folder), commit(folder, {b"a": "é".encode() * 9_000})), Query("é"))
    assert answer == Passages((Passage("a", 1, "é" * 1_000),))


def test_the_working_tree_and_its_settings_take_no_part(
    folder: Path, commit: Commit, git: Git, own_configuration: Path
) -> None:
    snapshot = Snapshot(open_repository(folder), commit(folder, {b"a.py": b"needle\n", b"sub/b": b"needle\n"}))
    (folder / "uncommitted.py").write_text("needle\n")
    git(folder, "config", "diff.evil.textconv", f"touch {folder}/ran; cat")
    (folder / ".gitattributes").write_text("* diff=evil binary\n")
    own_configuration.write_text(
        own_configuration.read_text()
        + "[grep]\n  patternType = perl\n  column = true\n  fullName = false\n  lineNumber = false\n  threads = 8\n"
        + "[color]\n  ui = always\n[core]\n  pager = false\n[submodule]\n  recurse = true\n"
    )
    assert found(snapshot, "needle") == [("a.py", 1), ("sub/b", 1)]
    assert not (folder / "ran").exists()


def test_of_a_partial_clone_that_part_is_searched_which_is_there(folder: Path, commit: Commit, git: Git) -> None:
    sha = commit(folder, {b"here/a": b"needle\n", b"there/b": b"needle two\n"})
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    clone = folder.parent / "clone.git"
    git(folder, "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{folder}", str(clone))
    snapshot = Snapshot(open_repository(clone), sha)
    assert search(snapshot, Query("needle")) == Passages((), is_whole=False)
    git(clone, "cat-file", "-p", f"{sha}:here/a")
    assert search(snapshot, Query("needle")) == Passages((Passage("here/a", 1, "needle"),), is_whole=False)
    assert search(snapshot, Query("needle", under="here")) == Passages((Passage("here/a", 1, "needle"),))
    listed = git(clone, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)").split("\n")
    assert listed.count("blob") == 1


def test_a_file_that_is_missing_or_broken_does_not_hide_what_the_others_hold(
    folder: Path, commit: Commit, git: Git
) -> None:
    sha = commit(folder, {b"a": b"needle\n", b"b": b"needle two\n"})
    snapshot = Snapshot(open_repository(folder), sha)
    blob = git(folder, "rev-parse", f"{sha}:b")
    stored = folder / ".git" / "objects" / blob[:2] / blob[2:]
    stored.unlink()
    assert search(snapshot, Query("needle")) == Passages((Passage("a", 1, "needle"),), is_whole=False)
    stored.write_bytes(b"broken")
    assert search(snapshot, Query("needle")) == Passages((Passage("a", 1, "needle"),), is_whole=False)


def test_a_version_that_is_not_there_cannot_be_searched(folder: Path) -> None:
    answer = search(Snapshot(open_repository(folder), Sha("f" * 40)), Query("needle"))
    assert answer == Unsearched("git could not read all files: keep the search to a folder.")
