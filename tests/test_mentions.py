"""No item is kept from where its fault lies: in the cases with known faults, and in the items' own examples."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.checklist.load import checklist
from reviewbot.checklist.select import mentioned, selected
from reviewbot.detectors.detect import detect
from reviewbot.detectors.prefilter import relevant
from reviewbot.diff.excerpt import excerpts
from reviewbot.diff.parse import parsed
from reviewbot.domain.case import Case, Split
from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Example, Item
from reviewbot.domain.paths import path_class
from reviewbot.domain.source import Source
from reviewbot.evaluation.load import cases
from reviewbot.reading import is_for_an_agent
from reviewbot.syntax.languages import grammar_of, language_of

FOLDER = Path(__file__).resolve().parent.parent / "evals" / "cases"
ITEMS = {one.id: one for one in checklist({}).items}
SUFFIXES = {
    "python": "py", "typescript": "ts", "javascript": "js", "ruby": "rb", "go": "go", "java": "java", "sql": "sql",
    "yaml": "yaml", "json": "json", "bash": "sh", "kotlin": "kt", "html": "html", "hcl": "tf",
}  # fmt: skip


@cache
def loaded() -> tuple[Case, ...]:
    return cases(FOLDER, tuple(Split), ITEMS)


def shown(one: Case, path: str) -> str:
    """Give what a reader is shown of a changed file."""
    base, head = (texts.get(path, b"").decode() for texts in (one.base, one.head))
    lines = unified_diff(base.splitlines(), head.splitlines(), "a", "b", lineterm="")
    section = "".join(f"{line}\n" for line in lines).encode()
    file = parsed(RawFileDiff(path, path, FileStatus.MODIFIED, FileKind.FILE, None, None, section))
    texts = (line.text for hunk in excerpts(file, Source(path, head, grammar_of(path))) for line in hunk.lines)
    return "\n".join(texts)


def asked(one: Case, path: str) -> frozenset[str]:
    """Give the items that a reader of a changed file is asked."""
    return frozenset(item.id for item in mentioned(could_be_asked(path), shown(one, path), path))


def could_be_asked(path: str) -> list[Item]:
    chosen = selected(ITEMS.values(), path, path_class(path), language_of(path))
    return [item for item in chosen if is_for_an_agent(item)]


def faults(one: Case) -> list[tuple[str, str]]:
    """Give path and item of every fault of a case that a reader could be asked for there."""
    return [
        (gold.path, item.id)
        for gold in one.gold
        if gold.path in one.head
        for item in could_be_asked(gold.path)
        if item.id in {gold.item, *gold.also}
    ]


@pytest.mark.parametrize("one", loaded(), ids=lambda one: one.name)
def test_every_fault_of_a_case_is_asked_for_in_its_file(one: Case) -> None:
    assert [(path, item) for path, item in faults(one) if item not in asked(one, path)] == []


def test_there_are_faults_to_ask_for() -> None:
    assert sum(len(faults(one)) for one in loaded()) > 60


def examples() -> Iterator[tuple[Item, Example]]:
    for item in ITEMS.values():
        if item.mentions:
            yield from ((item, one) for one in item.bad)


def path_of(example: Example) -> str:
    return example.path or f"a.{SUFFIXES.get(example.language, 'txt')}"


@pytest.mark.parametrize(("item", "example"), list(examples()), ids=lambda one: getattr(one, "id", None))
def test_an_item_is_asked_in_its_own_examples(item: Item, example: Example) -> None:
    assert mentioned([item], example.text, path_of(example))


def test_only_what_an_agent_is_asked_says_what_its_file_mentions() -> None:
    assert [one.id for one in ITEMS.values() if one.mentions and not is_for_an_agent(one)] == []


def test_half_of_the_questions_need_not_be_asked() -> None:
    files = [(one, path) for one in loaded() for path in one.head]
    every, needed = sum(len(could_be_asked(path)) for _, path in files), sum(len(asked(*each)) for each in files)
    assert needed <= every * 0.55


WORDS = st.lists(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)


@given(st.sampled_from([one for one in ITEMS.values() if one.bad and one.detectors]), WORDS)
@settings(max_examples=40, deadline=None)
def test_whatever_an_item_mentions_its_detectors_find_the_same(item: Item, words: tuple[tuple[str, ...], ...]) -> None:
    for example in item.bad:
        assert found(replace(item, mentions=words), example) == found(item, example)


def found(item: Item, example: Example) -> tuple[Candidate, ...]:
    path = path_of(example)
    source = Source(path, example.text, grammar_of(path))
    return detect(source, relevant([item], source))
