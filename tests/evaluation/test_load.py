"""Cases from disk: what they say, and that whatever is wrong is named with file and line."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from support.evaluation import CLEAN, FAULTY, PATH, WAITS, write_case, write_cases

from reviewbot.domain.case import Gold, Split, Trap
from reviewbot.errors import ConfigurationError, UsageError
from reviewbot.evaluation.load import case, cases, digest

ITEMS = {"call-without-timeout", "query-in-loop"}
BASE, HEAD = {PATH: CLEAN, "old.py": "x = 1\n"}, {PATH: WAITS}


def refused(folder: Path, text: str, base: Mapping[str, str] = BASE, head: Mapping[str, str] = HEAD) -> str:
    made = write_case(folder / "prices", text, base, head)
    with pytest.raises(ConfigurationError) as caught:
        case(made, Split.OPEN, ITEMS)
    return f"{caught.value.place} {caught.value.message}".removeprefix(str(made))


def test_a_case_is_its_keys_its_text_and_its_files(tmp_path: Path) -> None:
    text = FAULTY.replace("traps: []", "removed: [old.py]\ntraps:\n  - {item: query-in-loop, path: shop/prices.py, "
                          "lines: [1, 2], why: fine, also: [call-without-timeout]}")  # fmt: skip
    text = text.replace('worker."}', 'worker.", also: query-in-loop, needs: old.py}').replace("also: q", "also: [q")
    text = text.replace("loop, needs", "loop], needs")
    loaded = case(write_case(tmp_path / "prices", text, BASE, HEAD), Split.HELD, ITEMS)
    assert (loaded.name, loaded.split, loaded.area, loaded.languages) == (
        "prices",
        Split.HELD,
        "reliability",
        ("python",),
    )
    assert (loaded.title, loaded.description) == ("Ask the shop for its prices", "Prices change by the hour.")
    assert (loaded.base, loaded.head) == (
        {"old.py": b"x = 1\n", PATH: CLEAN.encode()},
        {PATH: WAITS.encode()},
    )
    assert loaded.removed == ("old.py",)
    why = "A shop that does not answer keeps the worker."
    assert loaded.gold == (Gold("call-without-timeout", PATH, 5, 5, why, frozenset({"query-in-loop"}), "old.py"),)
    assert loaded.traps == (Trap("query-in-loop", PATH, 1, 2, "fine", frozenset({"call-without-timeout"})),)
    assert not loaded.is_clean


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("area: reliability\n", "", "/case.md:2 `area`: Field required."),
        ("languages: [python]", "languages: []", "/case.md:3 `languages`: Tuple should have at least 1 item"),
        ("traps:", "trap:", "/case.md:6 `trap`: Unexpected keyword argument."),
        ("lines: [5, 5]", "lines: [5]", "/case.md:5 `gold.0.lines.1`: Field required."),
        ("lines: [5, 5]", "lines: [0, 5]", "/case.md:5 `gold.0.lines.0`: Input should be greater than or equal to 1."),
        ("lines: [5, 5]", "lines: [5, 6]", f"/case.md:5 `{PATH}` has no lines 5 to 6."),
        ("lines: [5, 5]", "lines: [5, 4]", f"/case.md:5 `{PATH}` has no lines 5 to 4."),
        (f"path: {PATH}", "path: ../x.py", "/case.md:5 There is no file `../x.py`."),
        ("item: call", "item: cal", "/case.md:5 There is no item `cal-without-timeout`."),
        ('why: "A', 'also: [x], why: "A', "/case.md:5 There is no item `x`."),
        ('why: "A', 'needs: x.py, why: "A', "/case.md:5 There is no file `x.py`."),
        ("traps: []", f"removed: [{PATH}]", f"/case.md:6 `{PATH}` cannot be removed."),
        ("traps: []", "removed: [x.py]", "/case.md:6 `x.py` cannot be removed."),
        ("# Ask", "Ask", "/case.md:8 The change has no title."),
        ("---\narea", "area", "/case.md:1 There is no front matter."),
    ],
)
def test_what_is_wrong_in_the_keys_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, FAULTY.replace(old, new, 1)).startswith(said)


def test_a_front_matter_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "---\n- 1\n---\n# x\n").startswith("/case.md:2 `the front matter`")


def test_a_file_that_the_change_leaves_as_it_is_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, FAULTY, BASE, HEAD | {"old.py": "x = 1\n"}) == (
        "/case.md:2 `old.py` is the same in `base` and `head`."
    )


def test_a_case_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, FAULTY, BASE, {}) == "/case.md:2 Nothing changes."


def test_a_case_without_its_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="It cannot be read"):
        case(tmp_path, Split.OPEN, ITEMS)


def test_what_is_no_part_of_a_case_is_refused(tmp_path: Path) -> None:
    made = write_case(tmp_path / "prices", FAULTY, BASE, HEAD)
    (made / "bases").mkdir()
    with pytest.raises(ConfigurationError, match="no part of a case"):
        case(made, Split.OPEN, ITEMS)


@pytest.mark.parametrize("name", ["case.md", "head", "head/shop", "head/link.py"])
def test_a_link_is_refused(name: str, tmp_path: Path) -> None:
    made = write_case(tmp_path / "prices", FAULTY, BASE, HEAD)
    link = made / name
    if link.exists():
        link.rename(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere" if (tmp_path / "elsewhere").exists() else made / "case.md")
    with pytest.raises(ConfigurationError, match="holds no links"):
        case(made, Split.OPEN, ITEMS)


def test_a_case_that_is_a_link_is_refused(tmp_path: Path) -> None:
    write_cases(tmp_path)
    (tmp_path / "open" / "linked").symlink_to(tmp_path / "held" / "stock")
    with pytest.raises(ConfigurationError, match="holds no links"):
        cases(tmp_path, tuple(Split), ITEMS)


@pytest.mark.parametrize("name", [".git/config", ".GIT/x", "a\nb.py", '"a.py'])
def test_a_name_that_git_does_not_take_is_refused(name: str, tmp_path: Path) -> None:
    assert refused(tmp_path, FAULTY, BASE | {name: "x"}).endswith("This is no name for a file of a case.")


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, FAULTY, BASE | {"big.sql": "x" * 1_000_001}).startswith("/base/big.sql This is no file")


def test_many_files_are_refused(tmp_path: Path) -> None:
    many = {f"many/{number}.py": "" for number in range(501)}
    assert refused(tmp_path, FAULTY, many).startswith("/base There are more than 500 files.")


def test_cases_are_those_of_the_splits_by_name(tmp_path: Path) -> None:
    write_cases(tmp_path)
    (tmp_path / "README.md").write_text("Ours.\n", "utf-8")
    assert [one.name for one in cases(tmp_path, tuple(Split), ITEMS)] == ["prices", "stock"]
    assert [(one.name, one.split) for one in cases(tmp_path, (Split.HELD,), ITEMS)] == [("stock", Split.HELD)]


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There are no cases"):
        cases(tmp_path, tuple(Split), ITEMS)


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    write_cases(tmp_path)
    (tmp_path / "held" / "stock").rename(tmp_path / "held" / "prices")
    with pytest.raises(ConfigurationError, match="two cases `prices`"):
        cases(tmp_path, tuple(Split), ITEMS)


def test_the_digest_tells_when_a_case_changes(tmp_path: Path) -> None:
    before = cases(write_cases(tmp_path), tuple(Split), ITEMS)
    assert digest(before) == digest(cases(tmp_path, tuple(Split), ITEMS))
    (tmp_path / "open" / "prices" / "head" / PATH).write_text(f"{WAITS}\n", "utf-8")
    assert digest(before) != digest(cases(tmp_path, tuple(Split), ITEMS))
