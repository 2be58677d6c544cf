"""Secrets, line by line."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source

Own = Callable[..., Item]

_DETECTOR = """\
- confidence: high
  secret: ['(?P<name>\\w+)\\s*=\\s*"(?P<value>[^"]*)"', 'tok_(?P<value>\\w+)?']
  entropy: 2.5
  reject: ['^\\$', 'example']
  wording: {title: "`$NAME` is public"}
"""


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ('key = "q8Zr1xVn"', ["q8Zr1xVn"]),
        ('key = "aaaaaaaa"', []),
        ('key = "$q8Zr1xV"', []),
        ('key = "example-q8Zr1xVn"', []),
        ('api_key = "the-API-key-9q"', []),
        ('key = ""', []),
        ("tok_", []),
        ("tok_q8Zr1xVn", ["q8Zr1xVn"]),
        ('a = "aaaaaaaa"; key = "q8Zr1xVn"', ["q8Zr1xVn"]),
        ('a = "q8Zr1xVn"; b = "w3Tk9pLm"; c = "q8Zr1xVn"', ["q8Zr1xVn", "w3Tk9pLm"]),
    ],
)
def test_a_secret_looks_random_and_is_nothing_known(own: Own, line: str, values: list[str]) -> None:
    found = detect(Source("a.env", f"x\n{line}\n", None), [own(_DETECTOR)])
    assert [one.secrets for one in found] == ([tuple(values)] if values else [])
    assert all((one.anchor.start_line, one.anchor.line, one.quote) == (2, 2, line) for one in found)


def test_it_is_said_with_the_name_that_it_has(own: Own) -> None:
    text = 'key = "q8Zr1xVn"\ntok_q8Zr1xVn\n'
    titles = [one.title for one in detect(Source("a.txt", text, None), [own(_DETECTOR)])]
    assert titles == ["`key` is public", "`this value` is public"]


def test_in_code_it_knows_what_it_stands_in(own: Own) -> None:
    (one,) = detect(Source("a.py", 'def f():\n    key = "q8Zr1xVn"\n', "python"), [own(_DETECTOR)])
    assert one.definition == "f"


def test_what_several_detectors_find_on_a_line_is_one_candidate_that_masks_it_all(own: Own) -> None:
    other = "- confidence: medium\n  secret: ['pin (?P<value>\\d+)']\n  wording: {title: a}\n"
    (one,) = detect(Source("a.txt", 'key = "q8Zr1xVn"  # pin 4711\n', None), [own(other + _DETECTOR)])
    assert set(one.secrets) == {"q8Zr1xVn", "4711"}
    assert one.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('def f():\n    """Say.\n\n    key = "q8Zr1xVn"\n    """\n    key = "w3Tk9pLm"\n', [6]),
        ('"""key = "q8Zr1xVn"."""\nkey = "w3Tk9pLm"\n', [2]),
        ('r\'\'\'A file.\nkey = "q8Zr1xVn"\n"""\n\'\'\'\nkey = "w3Tk9pLm"\n', [5]),
        ('TEXT = """\nkey = "q8Zr1xVn"\n"""\nkey = "w3Tk9pLm"\n', [2, 4]),
    ],
    ids=["of a function", "on one line", "with other quotes inside", "a text is none"],
)
def test_what_a_docstring_shows_is_a_sample(own: Own, text: str, lines: list[int]) -> None:
    item = own(_DETECTOR.replace("high", "medium"))
    assert [one.anchor.start_line for one in detect(Source("a.py", text, "python"), [item])] == lines


def test_what_a_page_shows_is_a_sample(own: Own) -> None:
    item = own(_DETECTOR.replace("high", "medium"))
    assert detect(Source("README.md", 'key = "q8Zr1xVn"\n', None), [item]) == ()


def test_a_known_form_is_a_secret_in_a_docstring_too(own: Own) -> None:
    assert len(detect(Source("a.py", '"""key = "q8Zr1xVn"."""\n', "python"), [own(_DETECTOR)])) == 1


def test_only_python_has_docstrings(own: Own) -> None:
    item = own(_DETECTOR.replace("high", "medium"))
    assert len(detect(Source("a.kt", '"""key = "q8Zr1xVn"."""\n', "kotlin"), [item])) == 1
