"""The cases that this project is measured by: well-formed, enough of them, and about what their change does."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from reviewbot.checklist.load import checklist
from reviewbot.domain.case import Case, Gold, Split
from reviewbot.evaluation.load import case, cases

FOLDER = Path(__file__).resolve().parent.parent / "evals" / "cases"
FOLDERS = sorted(one for split in Split for one in (FOLDER / split).glob("*"))
ITEMS = {one.id: one.area for one in checklist({}).items}
BESIDE = 3
"""Lines beside a change at which its fault may still lie: a call may begin above the argument that was removed."""


@cache
def loaded() -> tuple[Case, ...]:
    return cases(FOLDER, tuple(Split), ITEMS)


def part(split: Split) -> Sequence[Case]:
    return [one for one in loaded() if one.split is split]


def changed(one: Case, path: str) -> set[int]:
    """Give the lines of the head that differ from the base, and those around what is gone."""
    base, head = (text.get(path, b"").splitlines() for text in (one.base, one.head))
    if path in one.removed:
        return set(range(1, len(base) + 1))
    blocks = SequenceMatcher(None, base, head, autojunk=False).get_opcodes()
    return {
        line for kind, _, _, start, end in blocks if kind != "equal" for line in range(start, max(end, start + 1) + 1)
    }


def is_beside(one: Case, gold: Gold) -> bool:
    near = range(gold.start_line - BESIDE, gold.line + BESIDE + 1)
    return not changed(one, gold.path).isdisjoint(near)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_case_is_well_formed(folder: Path) -> None:
    one = case(folder, Split(folder.parent.name), ITEMS)
    assert one.area in ITEMS.values()
    assert 1 <= len(one.head) + len(one.removed) <= 8


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_fault_lies_in_the_change_or_beside_it(folder: Path) -> None:
    one = case(folder, Split(folder.parent.name), ITEMS)
    assert [gold for gold in one.gold if not is_beside(one, gold)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_no_two_faults_of_a_case_are_the_same(folder: Path) -> None:
    one = case(folder, Split(folder.parent.name), ITEMS)
    same = Counter((gold.item, gold.path, gold.start_line, gold.line) for gold in one.gold)
    assert max(same.values(), default=1) == 1


def test_there_are_enough_cases() -> None:
    assert len(loaded()) >= 60


def test_a_third_is_held() -> None:
    assert 0.3 <= len(part(Split.HELD)) / len(loaded()) <= 0.37


@pytest.mark.parametrize("split", list(Split))
def test_a_quarter_of_each_split_is_clean(split: Split) -> None:
    assert 0.2 <= sum(1 for one in part(split) if one.is_clean) / len(part(split)) <= 0.35


@pytest.mark.parametrize("split", list(Split))
def test_some_faults_show_in_another_file_alone(split: Split) -> None:
    assert sum(1 for one in part(split) for gold in one.gold if gold.needs) >= 3


def test_python_and_typescript_come_first() -> None:
    languages = Counter(language for one in loaded() for language in one.languages)
    assert {name for name, _ in languages.most_common(2)} == {"python", "typescript"}
