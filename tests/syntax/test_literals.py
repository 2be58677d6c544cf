"""The texts in code, and what is around them."""

import pytest

from reviewbot.syntax.literals import Literal, literals
from reviewbot.syntax.tree import parsed


def _read(code: str, grammar: str) -> list[Literal]:
    return list(literals(parsed(code, grammar)))


@pytest.mark.parametrize(
    ("code", "grammar", "text"),
    [
        ("a = 'b'", "python", "b"),
        ('a = r"""b\nc"""', "python", "b\nc"),
        ("a = 'b' 'c'", "python", "bc"),
        ("a = ('b'\n\n  'c')", "python", "b\n\nc"),
        ("a = 'b' + c + 'd'", "python", "bd"),
        ("a = 'b\\nc\\'d'", "python", "b c'd"),
        ("a = f'{b.c} d'", "python", "_b_c_ d"),
        ("a = f'{b}_d'", "python", "_d"),
        ("a = `b ${c} d${e}`", "typescript", "b _c_ d"),
        ("a = 'b' + 'c'", "javascript", "bc"),
        ('a = "b #{c} \\"d\\""', "ruby", 'b _c_ "d"'),
        ('a = "b" \\\n "c"', "ruby", "b\nc"),
    ],
)
def test_a_text_is_put_together_from_its_pieces(code: str, grammar: str, text: str) -> None:
    (one,) = _read(code, grammar)
    assert one.text == text


def _around(literal: Literal) -> list[tuple[str, str, int]]:
    return [(one.kind, one.name, one.position) for one in literal.around]


@pytest.mark.parametrize(
    ("code", "grammar", "around"),
    [
        (
            "def up():\n  op.run(text('a'))",
            "python",
            [("call", "text", 0), ("call", "op.run", 0), ("definition", "up", 0)],
        ),
        ("run(1, [('a', 2)])", "python", [("call", "run", 1)]),
        ("run(b=1, sql='a')", "python", [("name", "sql", 0), ("call", "run", 1)]),
        ("A = 'a'", "python", [("name", "A", 0)]),
        ("class M { async up(q) { q.query(`a`) } }", "typescript", [("call", "q.query", 0), ("definition", "up", 0)]),
        ("exports.down = (k) => k.raw('a')", "javascript", [("call", "k.raw", 0), ("name", "exports.down", 0)]),
        (
            "make(function up(k) {}, function down(k) { k.raw('a') })",
            "javascript",
            [("call", "k.raw", 0), ("definition", "down", 0), ("call", "make", 1)],
        ),
        (
            "const a = new Table({ name: 'a' })",
            "typescript",
            [("name", "name", 0), ("call", "Table", 0), ("name", "a", 0)],
        ),
        ("sql`a`.execute(db)", "typescript", [("call", "sql", 0), ("call", "sql''.execute", 0)]),
        ("def up\n  execute 'a'\nend", "ruby", [("call", "execute", 0), ("definition", "up", 0)]),
        ("dir.down { execute('a') }", "ruby", [("call", "execute", 0), ("call", "dir.down", 0)]),
        ("'a'", "python", []),
    ],
)
def test_a_text_knows_what_it_is_handed_to(code: str, grammar: str, around: list[tuple[str, str, int]]) -> None:
    assert _around(_read(code, grammar)[-1]) == around


def test_a_heredoc_is_for_what_opens_it() -> None:
    one, two = _read("def up\n  execute <<~A, <<-B.squish\n    a #{b}\n  A\n    c\n  B\nend", "ruby")
    assert (one.text.strip(), one.line, _around(one)) == ("a _b_", 2, [("call", "execute", 0), ("definition", "up", 0)])
    assert two.text.strip() == "c"
    assert _around(two)[0][1].endswith(".squish")


def test_the_line_is_the_one_that_the_text_starts_on() -> None:
    assert [one.line for one in _read("a(\n  b'x',\n  '''y\nz''')", "python")] == [2, 3]


def test_what_is_too_long_or_empty_is_no_text() -> None:
    assert _read(f"a = '{'x' * 100_001}'; b = ''", "python") == []


def test_other_languages_have_no_texts_here() -> None:
    assert _read('var a = "b"', "go") == []


def test_deep_nesting_is_read_to_a_bound() -> None:
    code = "a(" * 100 + "'b'" + ")" * 100
    (one,) = _read(code, "python")
    assert 20 <= len(one.around) <= 40


def test_a_text_of_very_many_pieces_is_cut() -> None:
    (one,) = _read("a = (" + " ".join(["'b'"] * 5_000) + ")", "python")
    assert 100 < len(one.text) < 5_000
