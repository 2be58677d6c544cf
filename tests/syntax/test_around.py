"""What lines stand in, and whether they say anything but comments."""

import pytest

from reviewbot.syntax.around import Head, heads, is_comment
from reviewbot.syntax.languages import GRAMMARS
from reviewbot.syntax.tree import parsed

_PYTHON = """\
@cached
def f(a):
    # why
    with lock(a) as b:
        b.save()  # because
        b.load()
    return '''
# no comment
'''
"""
_TYPESCRIPT = """\
export async function place(body: Order) {
  return db.transaction(async (tx) => {
    /* why,
       and when */
    await tx.add(body);
  });
}
"""


def _texts(code: str, grammar: str, first: int, last: int = 0) -> list[str]:
    return [one.text.strip() for one in heads(parsed(code, grammar), first, last or first)]


def test_the_heads_around_a_line_come_outermost_first_with_decorators() -> None:
    assert heads(parsed(_PYTHON, "python"), 5, 5) == (
        Head("function_definition", "@cached\ndef f(a):\n    # why\n    ", 4, 9),
        Head("with_statement", "with lock(a) as b:\n        ", 5, 6),
    )


def test_a_function_that_a_call_is_given_begins_with_the_call() -> None:
    assert _texts(_TYPESCRIPT, "typescript", 5) == [
        "export async function place(body: Order)",
        "db.transaction(async (tx) =>",
    ]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [(1, 1, 0), (2, 2, 0), (4, 4, 1), (5, 6, 2), (4, 5, 1), (6, 7, 1), (99, 99, 0)],
    ids=["decorator", "own-head", "block-head", "in-block", "into-block", "out-of-block", "past-the-end"],
)
def test_only_what_holds_all_lines_in_its_body_counts(first: int, last: int, count: int) -> None:
    assert len(_texts(_PYTHON, "python", first, last)) == count


@pytest.mark.parametrize(
    ("code", "grammar", "first", "last", "expected"),
    [
        pytest.param(_PYTHON, "python", 3, 3, True, id="comment"),
        pytest.param(_PYTHON, "python", 5, 5, False, id="comment-behind-code"),
        pytest.param(_PYTHON, "python", 3, 4, False, id="comment-above-code"),
        pytest.param(_PYTHON, "python", 8, 8, False, id="text-like-a-comment"),
        pytest.param(_PYTHON, "python", 10, 10, False, id="nothing"),
        pytest.param(_TYPESCRIPT, "typescript", 3, 4, True, id="comment-of-lines"),
        pytest.param(_TYPESCRIPT, "typescript", 4, 5, False, id="its-end-and-code"),
        pytest.param("i = 1;\n--i;\n", "javascript", 2, 2, False, id="decrement"),
        pytest.param("f(\n  *args,\n)\n", "python", 2, 2, False, id="star"),
        pytest.param("class A {\n  #count = 0;\n}\n", "javascript", 2, 2, False, id="private-field"),
        pytest.param("a: 1\n# b: 2\n", "yaml", 2, 2, True, id="yaml"),
    ],
)
def test_a_line_of_comments_alone_is_one(code: str, grammar: str, first: int, last: int, expected: bool) -> None:
    assert is_comment(parsed(code, grammar), first, last) is expected


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
def test_an_empty_file_has_neither(grammar: str) -> None:
    tree = parsed("", grammar)
    assert (heads(tree, 1, 1), is_comment(tree, 1, 1)) == ((), False)
