"""Python's engine says of an expression what ast-grep's says, or that it is in doubt."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.checklist.load import checklist
from reviewbot.domain.item import PatternDetector
from reviewbot.syntax.expressions import are_found
from reviewbot.syntax.tree import PatternError, find, parsed

_MOST_SECONDS = 0.05
"""For one text; those that are right take under a millisecond, exponential ones do not come back."""


def _expressions(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("regex"), str):
            yield part["regex"]
        for one in part.values():
            yield from _expressions(one)
    elif isinstance(part, list):
        for one in part:
            yield from _expressions(one)


_OURS = sorted(
    {
        expression
        for item in checklist({}).items
        for one in item.detectors
        if isinstance(one, PatternDetector)
        for expression in _expressions([one.rule, one.utils])
    }
)


@pytest.mark.parametrize("in_doubt", [True, False])
@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        pytest.param("ab", ("^a[[:alpha:]]$",), id="a class by its name"),
        pytest.param("ab", ("[a&&b]",), id="a set"),
        pytest.param("ab", ("ab++c",), id="possessive in Python"),
        pytest.param("ab", (r"\<ab\>",), id="edges of words"),
        pytest.param("ab", (r"\b{start}ab",), id="an edge by its name"),
        pytest.param("ab", (r"\p{Greek}",), id="no expression of Python"),
        pytest.param("ab", ("ä",), id="an expression beyond ASCII"),
        pytest.param("ä", ("a",), id="a text beyond ASCII"),
        pytest.param("a\n", ("a$",), id="a text that ends in a line feed"),
        pytest.param("a" * 301, ("b",), id="a long text"),
        pytest.param(
            "ab",
            (
                "b",
                "[a[b]]",
            ),
            id="one found, one in doubt",
        ),
    ],
)
def test_what_the_engines_may_read_differently_is_in_doubt(
    text: str, expressions: tuple[str, ...], *, in_doubt: bool
) -> None:
    assert are_found(text, expressions, in_doubt=in_doubt) is in_doubt


@pytest.mark.parametrize("in_doubt", [True, False])
@pytest.mark.parametrize(
    ("text", "expressions", "found"),
    [
        ("ab", ("^a", "b$"), True),
        ("ab", ("^a", "a$"), False),
        ("ab", ("[a[b]]", "c"), False),
        ("a.b", (r"(?-u:\b)b(?-u:\b)",), True),
        ("a[b", (r"a\[[bc]", r"--|\[b"), True),
        ("AB", ("(?i)ab",), True),
    ],
)
def test_all_expressions_must_be_found(text: str, expressions: tuple[str, ...], *, found: bool, in_doubt: bool) -> None:
    assert are_found(text, expressions, in_doubt=in_doubt) is found


@given(st.text("ab.*+?()[]|^$\\{}1,&-~<>:i", max_size=9), st.text("abAB.1", min_size=1, max_size=6))
def test_what_is_certain_is_so_for_ast_grep_too(expression: str, name: str) -> None:
    tree = parsed(f"'{name}'", "python")
    try:
        found = bool(find(tree, {"rule": {"kind": "string_content", "regex": expression}}))
    except PatternError:
        return
    assert are_found(name, (expression,), in_doubt=True) or not found
    assert found or not are_found(name, (expression,), in_doubt=False)


@pytest.mark.parametrize("piece", ["a", "a.", " ", "(", "a_", "A", "a, ", "a(", ".a()", "'", "[", "select ", "1", "- "])
def test_no_expression_of_ours_takes_long_on_a_hostile_text(piece: str) -> None:
    text = (piece * 300)[:298] + "\0!"
    for expression in _OURS:
        # Compiled once and for all; and whoever shares the processor with us must not make us look slow.
        are_found("", (expression,), in_doubt=True)
        assert min(_seconds(text, expression) for _ in range(3)) < _MOST_SECONDS, expression


def _seconds(text: str, expression: str) -> float:
    start = time.process_time()
    are_found.__wrapped__(text, (expression,), in_doubt=True)
    return time.process_time() - start
