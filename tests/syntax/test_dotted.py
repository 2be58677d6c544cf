"""Expressions as dotted names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.syntax.dotted import dotted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a.b.c", "a.b.c"),
        ("$new.await", "$new.await"),
        ("a.b(1, c(2)).d", "a.b().d"),
        ("a['k'][0].b", "a[][].b"),
        ("await a.b(1)", "a.b()"),
        ("await new A().b", "A().b"),
        ("a?.b!.c", "a.b.c"),
        ("a\n  .b(1)\n  .c", "a.b().c"),
        ("a(')').b", "a().b"),
        ('a("\\")").b', "a().b"),
        ("a(`(${b}`).c", "a().c"),
        ("(a.b(1)\n .c(2)).d", "a.b().c().d"),
        ("((a)).b", "a.b"),
        ("(await a.b(1)).c", "a.b().c"),
        ("(a + b).c", "().c"),
        ("(x, y).c", "().c"),
        ("(0, express_1.Router)()", "express_1.Router()"),
        ("f(0, x).c", "f().c"),
        ("(a", "a"),
        ("", ""),
        ("x" * 2_000, "x" * 2_000),
        ("x" * 2_001, ""),
    ],
)
def test_an_expression_is_written_without_what_differs_from_call_to_call(text: str, name: str) -> None:
    assert dotted(text) == name


@given(st.text("ab.()[]{}'\"`\\ \n?!", max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    assert len(dotted(text)) <= len(text) + 2 * text.count("'") + 2 * text.count('"') + 2 * text.count("`")
