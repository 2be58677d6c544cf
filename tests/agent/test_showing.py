"""Lines, lists and diffs as the model gets to see them."""

from pathlib import Path

import pytest
from support.contents import made
from support.look_up import Look, looking

LONG = "".join(f"x = {number}\n" for number in range(1, 701))
SECRET = "ghp_121212121212121212121212121212121212"  # noqa: S105 - it opens nothing
KEY = [f"{'aB3+' * 15}{number:04}" for number in range(6)]
PEM = "\n".join(("-----BEGIN PRIVATE KEY-----", *KEY, "-----END PRIVATE KEY-----", ""))
BASE = {
    "long.py": LONG,
    "old.py": LONG,
    "crlf.py": "one\r\ntwo\r\n",
    "odd.py": "a\u202eb\tc\x1b[31m\n\u2028\n",
    "empty.py": "",
    "binary": "a\0b",
    "token.py": f"# before\nTOKEN = '{SECRET}'\n",
    "key.py": f"KEY = '''\n{PEM}'''\n",
    "wide.py": f"x = '{'y' * 5_000}'\n",
    "huge.py": "x = 1\n" * 80_000,
    ".env": "PASSWORD=1\n",
    "private/notes.py": "x = 1\n",
    "deep/private/long.py": "x = 1\n",
    "uv.lock": "x = 1\n",
    "a/long.py": "x = 1\n",
    "moved/.env": LONG,
}
HEAD = {
    "long.py": LONG.replace("x = 5\n", "x = 55\n"),
    "old.py": "",
    "new.py": LONG + "end\n",
    "token.py": f"# after\nTOKEN = '{SECRET}'\n",
    "rewritten.py": LONG.replace("x", "y"),
    "moved/.env": "",
    "moved/env.py": LONG,
    "private/notes.py": "x = 2\n",
}


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    return looking(made(tmp_path_factory.mktemp("showing") / "repository", BASE, HEAD))


def lines(look: Look, path: str, first: int = 0, last: int = 0, side: str = "RIGHT") -> str:
    return look("read_lines", path=path, side=side, first=first, last=last)


def test_lines_are_numbered_like_the_code_of_a_prompt(look: Look) -> None:
    assert lines(look, "long.py", 4, 6) == "`long.py`, lines 4 to 6 of 700.\n4  x = 4\n5  x = 55\n6  x = 6"
    assert lines(look, "long.py", 5, 5, "LEFT") == "`long.py`, lines 5 to 5 of 700.\n5  x = 5"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0, 0, "1 to 250"),
        (-3, -3, "1 to 250"),
        (690, 0, "690 to 700"),
        (690, 10**30, "690 to 700"),
        (100, 700, "100 to 349"),
    ],
)
def test_so_many_lines_are_shown(look: Look, first: int, last: int, told: str) -> None:
    head, *shown = lines(look, "long.py", first, last).split("\n")
    start, _, end = told.partition(" to ")
    assert head == f"`long.py`, lines {told} of 700."
    assert (shown[0].split()[0], shown[-1].split()[0], len(shown)) == (start, end, int(end) - int(start) + 1)


@pytest.mark.parametrize(("first", "last"), [(701, 0), (10**30, 0), (20, 10)])
def test_lines_that_are_not_there_are_told(look: Look, first: int, last: int) -> None:
    assert lines(look, "long.py", first, last) == "! There are no such lines: it has lines 1 to 700."


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("crlf.py", "1  one\n2  two"),
        ("odd.py", "1  a⟨U+202E⟩b c␛[31m\n2  ⟨U+2028⟩"),
        ("empty.py", "1"),
        ("./long.py/", "1  x = 1"),
    ],
)
def test_what_cannot_be_seen_is_shown(look: Look, path: str, shown: str) -> None:
    assert lines(look, path).split("\n", 1)[1].startswith(shown)


def test_a_long_line_is_cut(look: Look) -> None:
    assert lines(look, "wide.py").endswith("y… (5,006 characters)")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("none.py", "`none.py` is no file of the head, or too large to be read."),
        ("x/long.py", "`x/long.py` is no file of the head, or too large to be read. There is `a/long.py`."),
        ("a", "`a` is no file of the head, or too large to be read."),
        ("binary", "`binary` is binary."),
        ("huge.py", "`huge.py` is too large to be shown: 480,000 characters."),
        ("uv.lock", "`uv.lock` is a lock file, which is not shown."),
        (".env", "`.env` is kept back by the team (`never_send`)."),
        ("private/notes.py", "`private/notes.py` is kept back by the team (`never_send`)."),
    ],
)
def test_why_a_file_is_not_shown_is_said(look: Look, path: str, words: str) -> None:
    assert lines(look, path) == f"! {words}"


def test_a_file_that_was_kept_back_before_it_was_renamed_stays_so(look: Look) -> None:
    assert lines(look, "moved/env.py", side="LEFT") == "! `moved/.env` is kept back by the team (`never_send`)."
    assert look("file_diff", path="moved/env.py") == "! `moved/env.py` is kept back by the team (`never_send`)."


def test_secrets_are_hidden_also_where_only_a_part_of_one_is_asked_for(look: Look) -> None:
    shown = lines(look, "token.py")
    assert SECRET not in shown
    assert "2  TOKEN = '⟦secret-" in shown
    part = lines(look, "key.py", 4, 4)
    assert KEY[1] not in part
    assert "4  ⟦secret-" in part


def test_a_path_with_a_hidden_part_is_understood(tmp_path: Path) -> None:
    look = looking(made(tmp_path / "odd", {"a": "1"}, {f"{SECRET}.py": "x\n", "b.py": f'KEY = "{SECRET}"\n'}))
    listed = look("list_files", under="")
    assert SECRET not in listed
    name = next(line for line in listed.split("\n") if "secret" in line)
    assert lines(look, name).endswith("\n1  x")
    assert look("search", text=name.removesuffix(".py"), is_expression=False, under="").startswith("b.py:1: KEY")


def test_the_files_of_a_folder_are_listed(look: Look) -> None:
    assert look("list_files", under="a") == look("list_files", under="a/long.py") == "a/long.py"
    listed = look("list_files", under="").split("\n")
    assert {"long.py", "new.py", "binary"} <= set(listed)
    assert {".env", "uv.lock", "private/notes.py", "old.py"}.isdisjoint(listed)
    assert look("list_files", under=".") == look("list_files", under="")


@pytest.mark.parametrize("under", ["private", "none", "lon"])
def test_a_folder_without_files_is_told(look: Look, under: str) -> None:
    assert look("list_files", under=under) == "! There are no such files."


def test_of_many_files_the_first_are_listed(tmp_path: Path) -> None:
    files = {f"{number:03}.py": "x\n" for number in range(203)}
    listed = looking(made(tmp_path / "many", {"a": "1"}, files))("list_files", under="").split("\n")
    assert (listed[0], listed[199]) == ("000.py", "199.py")
    assert listed[200:] == ["... and 4 more: name a folder."]


def test_the_diff_of_a_file_is_shown_with_numbers(look: Look) -> None:
    shown = look("file_diff", path="long.py")
    assert shown.startswith(
        "`long.py` (modified)\n@@ x = 1\n2  x = 2\n3  x = 3\n4  x = 4\n5- x = 5\n5+ x = 55\n6  x = 6"
    )
    assert look("file_diff", path="old.py").startswith("`new.py` (renamed, was `old.py`)\n")
    assert SECRET not in look("file_diff", path="token.py")


def test_a_long_diff_is_cut(look: Look) -> None:
    shown = look("file_diff", path="rewritten.py").split("\n")
    assert shown[-2:] == ["300+ y = 300", "... (cut here: read the lines of the file)"]


def test_a_diff_of_many_hunks_is_cut_between_them(tmp_path: Path) -> None:
    words = [f"word {number}" for number in range(2_000)]
    changed = [f"{word}!" if number % 20 == 10 else word for number, word in enumerate(words)]
    look = looking(made(tmp_path / "hunks", {"a": "\n".join(words)}, {"a": "\n".join(changed)}))
    assert look("file_diff", path="a").endswith("\n... (cut here: read the lines of the file)")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("crlf.py", "`crlf.py` is not part of the change."),
        ("none.py", "`none.py` is not part of the change."),
        ("private/notes.py", "`private/notes.py` is kept back by the team (`never_send`)."),
    ],
)
def test_why_there_is_no_diff_is_said(look: Look, path: str, words: str) -> None:
    assert look("file_diff", path=path) == f"! {words}"


def test_a_diff_without_lines_says_so(tmp_path: Path) -> None:
    look = looking(made(tmp_path / "moved", {"a.py": LONG}, {"a.py": "", "b.py": LONG}))
    assert look("file_diff", path="b.py").endswith("\nNo lines: binary, too large, or only its name.")


def test_of_a_diff_alone_that_is_said(tmp_path: Path) -> None:
    look = looking(made(tmp_path / "diff", BASE, HEAD), "diff")
    shown = lines(look, "long.py", 1, 3)
    assert (
        shown
        == "`long.py`, lines 1 to 3 of 8. Only what the diff shows is known, the rest is blank.\n1\n2  x = 2\n3  x = 3"
    )
