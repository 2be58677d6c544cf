"""Which grammar reads a file."""

import pytest

from reviewbot.syntax.languages import GRAMMARS, family, grammar_of, grammars, language_of
from reviewbot.syntax.tree import faults, parsed


@pytest.mark.parametrize(
    ("path", "grammar"),
    [
        ("a.py", "python"),
        ("a/b.PY", "python"),
        ("a.pyi", "python"),
        ("a.d.ts", "typescript"),
        ("a.mts", "typescript"),
        ("a.tsx", "tsx"),
        ("a.jsx", "javascript"),
        ("a.sql", None),
        ("a.proto", None),
        ("Makefile", None),
        (".py", None),
        ("", None),
    ],
)
def test_a_file_is_read_by_the_end_of_its_name(path: str, grammar: str | None) -> None:
    assert grammar_of(path) == grammar


def test_an_items_typescript_is_javascript_and_tsx_too() -> None:
    assert grammars("typescript") == ("javascript", "tsx", "typescript")
    assert family("tsx") == family("javascript") == "typescript"
    assert grammars("go") == ("go",)


@pytest.mark.parametrize(
    ("path", "language"),
    [("a.sql", "sql"), ("A.SQL", "sql"), ("a.tsx", "typescript"), ("a.py", "python"), ("a.md", None)],
)
def test_an_item_may_ask_for_a_language_without_a_grammar(path: str, language: str | None) -> None:
    assert language_of(path) == language


def test_a_language_nobody_knows_has_no_grammars() -> None:
    assert grammars("tsx") == grammars("cobol") == ()


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
def test_every_grammar_of_the_table_is_there_and_reads_an_empty_file(grammar: str) -> None:
    assert faults(parsed("", grammar)) == 0
