"""Counts, lists, places and code inside sentences."""

from dataclasses import replace

import pytest

from reviewbot.domain.finding import Finding
from reviewbot.output.wording import because, counted, listed, place, spans


@pytest.mark.parametrize(("count", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (3456, "3,456 files")])
def test_a_noun_agrees_with_its_count(count: int, said: str) -> None:
    assert counted(count, "file") == said


def test_a_long_list_names_the_first_and_counts_the_others() -> None:
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"


@pytest.mark.parametrize(
    ("reason", "said"), [("generated", "excluded: generated"), ("excluded by a rule", "excluded by a rule")]
)
def test_a_word_that_the_reason_begins_with_is_said_once(reason: str, said: str) -> None:
    assert because("excluded", reason) == said


def test_a_short_list_is_named_in_full() -> None:
    assert listed(["a", "b"], 2) == "a, b"


def test_a_place_is_the_first_line_to_look_at(finding: Finding) -> None:
    assert place(replace(finding, path="a\x1b.py", start_line=3, line=9)) == "a␛.py:3"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("a `b` c", [("a ", False), ("b", True), (" c", False)], id="one span"),
        pytest.param("`b`", [("b", True)], id="only a span"),
        pytest.param("a ` c", [("a ` c", False)], id="a backtick alone"),
        pytest.param("`a` b ` c", [("a", True), (" b ` c", False)], id="a span, then a backtick alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_code_in_a_sentence_stands_between_two_backticks(text: str, parts: list[tuple[str, bool]]) -> None:
    assert list(spans(text)) == parts
