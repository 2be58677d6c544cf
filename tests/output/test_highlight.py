"""Pieces of code by what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.visible import visible_line
from reviewbot.output.highlight import Kind, Piece, pieces


def test_python_is_cut_by_its_own_words() -> None:
    assert pieces('def f(): return "x" + 1  # why', "a.py") == (
        Piece("def", Kind.KEYWORD),
        Piece(" "),
        Piece("f", Kind.NAME),
        Piece("(): "),
        Piece("return", Kind.KEYWORD),
        Piece(" "),
        Piece('"x"', Kind.STRING),
        Piece(" + "),
        Piece("1", Kind.NUMBER),
        Piece("  "),
        Piece("# why", Kind.COMMENT),
    )


@pytest.mark.parametrize("value", ["process.env.DATABASE_URL", "20", "5_000"])
def test_the_value_of_a_property_is_no_keyword(value: str) -> None:
    assert pieces(f"max: {value},", "a.ts") == (Piece(f"max: {value},"),)


def test_the_words_of_typescript_are_keywords() -> None:
    assert pieces("export type A = B", "a.ts") == (
        Piece("export", Kind.KEYWORD),
        Piece(" "),
        Piece("type", Kind.KEYWORD),
        Piece(" A = B"),
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("def f", "a.unknown", id="unknown language"),
        pytest.param("def " + "f" * 400, "a.py", id="long line"),
        pytest.param("   ", "a.py", id="blank line"),
        pytest.param("", "a.py", id="empty line"),
    ],
)
def test_a_line_without_colours_is_one_piece(text: str, path: str) -> None:
    assert pieces(text, path) == (Piece(text),)


@given(st.text(), st.sampled_from(["a.py", "a.ts", "a.yaml", "a.sql", "a.txt"]))
def test_no_character_is_lost_and_none_is_invisible(text: str, path: str) -> None:
    assert "".join(piece.text for piece in pieces(text, path)) == visible_line(text)
