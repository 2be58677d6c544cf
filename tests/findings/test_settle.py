"""Where a reader's claim stands."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Replacement
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.settle import settled

Make = Callable[..., Candidate]

_TEXT = """\
import requests


def one(url):
\tanswer = requests.get(url)
\treturn answer.json()


def two(url):
    answer = requests.get(url)
    if answer.ok:
        answer = requests.get(url)
    return answer.json()
"""


def _source(text: str = _TEXT, language: str | None = "python") -> Source:
    return Source("a.py", text, language)


def test_a_quote_that_stands_where_it_says_stays(candidate: Make) -> None:
    one = settled(candidate(4, "def one(url):"), _source())
    assert one is not None
    assert (one.anchor.start_line, one.anchor.line, one.quote, one.definition) == (4, 4, "def one(url):", "one")


@pytest.mark.parametrize("said", [-5, 0, 1, 3, 99, 10**9])
def test_a_quote_that_stands_once_is_found_wherever_it_says(candidate: Make, said: int) -> None:
    one = settled(candidate(said, "if answer.ok:"), _source())
    assert one is not None
    assert one.anchor == Anchor("a.py", Side.RIGHT, 11, 11)


@pytest.mark.parametrize(("said", "found"), [(1, 5), (5, 5), (7, 5), (8, 10), (10, 10), (12, 12), (40, 12)])
def test_of_equal_lines_the_nearest_is_meant(candidate: Make, said: int, found: int) -> None:
    one = settled(candidate(said, "answer = requests.get(url)"), _source())
    assert one is not None
    assert one.anchor.line == found


def test_of_equal_lines_none_is_meant_where_all_are_far(candidate: Make) -> None:
    assert settled(candidate(43, "answer = requests.get(url)"), _source()) is None


def test_the_quote_becomes_what_the_file_has(candidate: Make) -> None:
    one = settled(candidate(5, "    answer = requests.get(url)\n    return   answer.json()\n"), _source())
    assert one is not None
    assert one.quote == "\tanswer = requests.get(url)\n\treturn answer.json()"
    assert (one.anchor.start_line, one.anchor.line) == (5, 6)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("key = 'a\u200bb'\n", "key = 'a⟨U+200B⟩b'", id="invisible-as-shown"),
        pytest.param("key = 'a\u200bb'\n", "key = 'a\u200bb'", id="invisible-as-it-is"),
        pytest.param("access = '\u202eadmin'\n", "access = '⟨U+202E⟩admin'", id="bidirectional"),
        pytest.param("a\tb\tc\n", "a   b   c", id="tabs-as-shown"),
        pytest.param("\t\tx = 1\n", "x = 1", id="without-indentation"),
        pytest.param("x = 1\r\ny = 2\r\n", "x = 1\ny = 2", id="carriage-returns"),
        pytest.param("x = '\x07'\n", "x = '␇'", id="control-character"),
        pytest.param("x = 1\n", "\n\nx = 1\n\n", id="line-feeds-around"),
    ],
)
def test_a_quote_is_found_as_it_was_shown(candidate: Make, text: str, quote: str) -> None:
    one = settled(candidate(1, quote), _source(text))
    assert one is not None
    assert one.quote == text.replace("\r", "").removesuffix("\n")


@pytest.mark.parametrize("quote", ["", "\n", "  \n\t", "answer = requests.post(url)", "return answer.json()\nreturn"])
def test_what_the_file_does_not_say_has_no_place(candidate: Make, quote: str) -> None:
    assert settled(candidate(5, quote), _source()) is None


def test_a_quote_longer_than_the_file_has_no_place(candidate: Make) -> None:
    assert settled(candidate(1, "x = 1\n\n\n"), _source("x = 1\n")) is not None
    assert settled(candidate(1, "x = 1\ny = 1"), _source("x = 1")) is None


def test_equal_lines_of_one_definition_are_told_apart(candidate: Make) -> None:
    places = [settled(candidate(line, "answer = requests.get(url)"), _source()) for line in (5, 10, 12)]
    assert [(one.definition, one.ordinal) for one in places if one] == [("one", 0), ("two", 0), ("two", 1)]
    assert len({fingerprint(one) for one in places if one}) == 3


@pytest.mark.parametrize(
    "source", [_source(language=None), _source(_TEXT + "x = 1\n" * 3_000)], ids=["no-grammar", "too-large"]
)
def test_what_cannot_be_parsed_has_no_definition(candidate: Make, source: Source) -> None:
    one = settled(candidate(11, "if answer.ok:"), source)
    assert one is not None
    assert one.definition == ""


def test_a_replacement_moves_with_its_claim(candidate: Make) -> None:
    one = settled(candidate(9, "if answer.ok:", replacement=Replacement(9, 10, "x")), _source())
    assert one is not None
    assert one.replacement == Replacement(11, 12, "x")


_LINES = st.lists(st.text("ab \t\u200b", max_size=3), min_size=1, max_size=12)


@given(_LINES, st.data())
def test_a_settled_quote_is_always_what_its_lines_say(lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(lines) - 1))
    quote = "\n".join(lines[start : start + data.draw(st.integers(1, 3))])
    anchor = Anchor("a", Side.RIGHT, start + 1, start + 1)
    one = settled(
        Candidate("i", anchor, quote, "t", "w", "m", Confidence.LOW, "agent"), _source("\n".join(lines), None)
    )
    if quote.strip().strip("\u200b"):
        assert one is not None
        assert one.quote == "\n".join(_source("\n".join(lines)).lines[one.anchor.start_line - 1 : one.anchor.line])
