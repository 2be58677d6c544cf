"""Rules made cheap to compile, and meaning the same."""

import re

import pytest

from reviewbot.checklist.lighten import ascii_classes, lightened, named_utils, plain, searched, used
from reviewbot.domain.item import Rule
from reviewbot.syntax.tree import matches, parsed


@pytest.mark.parametrize(
    ("written", "light"),
    [
        (r"a\.b", r"a\.b"),
        (r"\w+", "[0-9A-Za-z_]+"),
        (r"[\w.]+", "[0-9A-Za-z_.]+"),
        (r"\D\W\S", r"[^0-9][^0-9A-Za-z_][^ \t\n\r\f\v]"),
        (r"[^\d]", "[^0-9]"),
        (r"\ba", r"(?-u:\b)a"),
        (r"\\w", r"\\w"),
        (r"\[\w", r"\[[0-9A-Za-z_]"),
        (r"a]\d", "a][0-9]"),
        ("", ""),
    ],
)
def test_classes_are_written_out(written: str, light: str) -> None:
    assert ascii_classes(written) == light


@pytest.mark.parametrize(
    "expression",
    [
        r"(?i)GO|stop",
        r"go\.[0-9]",
        r"(?i)[^ ]$|b\b",
        r"(?i)^go|1$",
        r"^\w+\.\d$",
        r"[\w-]\s[^\s\d]",
        r"\bgo\b",
        r"\W\D\S",
        r"\[\w\]",
    ],
)
@pytest.mark.parametrize("name", ["go.1", "a- b", "go", "-a!", "[x]", "x"])
def test_a_light_expression_finds_what_the_other_finds(expression: str, name: str) -> None:
    tree = parsed(f"'{name}'", "python")
    rule = lightened({"kind": "string_content", "regex": expression})
    assert bool(list(matches(tree, rule, {}, {}, frozenset()))) == bool(re.search(expression, name))


@pytest.mark.parametrize(
    ("written", "is_searched"),
    [
        pytest.param("(?i)a", True, id="cases are folded"),
        pytest.param("(?i)^a", False, id="it starts at the start"),
        pytest.param("[0-9]a", True, id="many beginnings"),
        pytest.param("|".join("abcdefghijklm"), True, id="many words"),
        pytest.param("a|b", False, id="few words"),
        pytest.param("(?s)^a.[0-9]", False, id="another sign at its start"),
    ],
)
def test_what_is_dear_to_find_anywhere_is_searched_from_the_start(written: str, *, is_searched: bool) -> None:
    assert searched(written) == (f"^(?s:.)*?(?:{written})" if is_searched else written)
    assert plain(searched(written)) == written


def test_expressions_are_lightened_wherever_they_stand() -> None:
    rule = {
        "any": [{"regex": r"\s"}, {"not": {"has": {"regex": r"\s", "stopBy": {"regex": r"\s"}}}}],
        "pattern": r"'\s'",
    }
    light = r"[ \t\n\r\f\v]"
    assert lightened(rule) == {
        "any": [{"regex": light}, {"not": {"has": {"regex": light, "stopBy": {"regex": light}}}}],
        "pattern": r"'\s'",
    }


def test_utils_that_nothing_needs_are_left_out() -> None:
    utils: dict[str, Rule] = {
        "a": {"any": [{"matches": "b"}, {"kind": "x"}]},
        "b": {"matches": "a"},
        "c": {"kind": "x"},
    }
    assert used(utils, [{"has": {"matches": "a"}}], named_utils) == {"a": utils["a"], "b": utils["b"]}
    assert used(utils, [{"kind": "c"}], named_utils) == {}
