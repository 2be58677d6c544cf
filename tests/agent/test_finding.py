"""A search over all files as the model gets to see it."""

from pathlib import Path

import pytest
from support.contents import made
from support.look_up import Look, looking

SECRET = "ghp_121212121212121212121212121212121212"  # noqa: S105 - it opens nothing
KEY = [f"{'aB3+' * 15}{number:04}" for number in range(6)]
BASE = {
    "api.py": f"def charge(order):\n    return pay(order, '{SECRET}')\n",
    "src/pay.py": "def pay(order, token): ...\n",
    "key.py": "\n".join(("-----BEGIN PRIVATE KEY-----", *KEY, "-----END PRIVATE KEY-----", "")),
    "large.py": "x = 1\n" * 80_000 + "pay(large)\n",
    "private/notes.py": "pay(nobody)\n",
    "uv.lock": "pay(lock)\n",
    "late": "x\n" * 5_000 + "pay(\0late)\n",
    "wide.py": f"wide = '{'y' * 900}'\n",
}


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    return looking(made(tmp_path_factory.mktemp("finding") / "repository", BASE, {"src/pay.py": "def pay(): ...\n"}))


def search(look: Look, text: str, under: str = "", *, is_expression: bool = False) -> list[str]:
    return look("search", text=text, under=under, is_expression=is_expression).split("\n")


def test_what_is_found_is_shown_with_its_place_and_without_secrets(look: Look) -> None:
    found = search(look, "pay(")
    assert found[0].startswith("api.py:2: return pay(order, '⟦secret-")
    assert found[1:] == [
        "large.py:80001: (not shown: read the file)",
        "late:5001: pay(␀late)",
        "src/pay.py:1: def pay(): ...",
    ]
    assert search(look, "p[a]y[(]", "src/", is_expression=True) == ["src/pay.py:1: def pay(): ..."]


def test_a_line_of_a_key_is_hidden_though_nothing_around_it_was_asked_for(look: Look) -> None:
    found = search(look, KEY[2][:20])
    assert len(found) == 6
    assert not any(part in line for line in found for part in KEY)


def test_a_long_line_is_cut(look: Look) -> None:
    assert search(look, "wide") == [f"wide.py:1: {('wide = ' + chr(39) + 'y' * 900)[:240]}"]


@pytest.mark.parametrize(
    ("text", "under", "said"),
    [
        ("nothing at all", "", "Nothing was found."),
        ("pay", "nowhere", "Nothing was found."),
        ("pay(nobody)", "", "Nothing was found."),
        ("pay", "../..", "! Only files of the repository can be looked up, by their paths from its top."),
        ("(pay", "", "Nothing was found."),
        ("", "", "! Search for something that stands on one line, of at most 300 characters."),
    ],
)
def test_a_search_without_a_hit_says_so(look: Look, text: str, under: str, said: str) -> None:
    assert search(look, text, under) == [said]


def test_of_many_hits_the_first_are_shown(tmp_path: Path) -> None:
    head = {f"{number:02}.py": "needle\n" * 15 for number in range(5)}
    look = looking(made(tmp_path / "many", {"a": "1"}, head))
    found = search(look, "needle")
    assert (found[0], found[59]) == ("00.py:1: needle", "03.py:15: needle")
    assert found[60:] == ["... and maybe more: search for a longer text, or in a folder."]


def test_a_diff_alone_is_searched_for_texts(tmp_path: Path) -> None:
    look = looking(made(tmp_path / "diff", BASE, {"src/pay.py": "def pay(): ...\n"}), "diff")
    assert search(look, "pay(") == ["src/pay.py:1: def pay(): ..."]
    assert search(look, "p.y", is_expression=True)[0].startswith("! Only the diff is known here")


def test_an_expression_that_git_refuses_is_an_error(look: Look) -> None:
    assert search(look, "(pay", is_expression=True) == ["! git cannot search for this: Unmatched ( or \\(."]


def test_files_beyond_what_one_answer_looks_through_are_not_shown(tmp_path: Path) -> None:
    base = {f"{number}.py": "x = 12345\n" * 39_000 + "needle\n" for number in range(6)}
    found = search(looking(made(tmp_path / "wide", base, {"a": "1"})), "needle")
    assert found[4:] == ["4.py:39001: needle", "5.py:39001: (not shown: read the file)"]
