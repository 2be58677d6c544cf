"""What a reader is shown of a changed file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.change import file_diff

import reviewbot
from reviewbot.diff.excerpt import excerpts
from reviewbot.domain.diff import ChangedLines, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

_PACKAGE = Path(reviewbot.__file__).parent
_ORDERS = (Path(__file__).parent / "orders.ts").read_text(encoding="utf-8")
_REAL = {
    "select.py": (_PACKAGE / "diff" / "select.py").read_text(encoding="utf-8"),
    "tree.py": (_PACKAGE / "syntax" / "tree.py").read_text(encoding="utf-8"),
    "orders.ts": _ORDERS,
    "notes.sql": "\n".join(f"SELECT {number};" for number in range(30)) + "\n",
}
_SMALL = """\
import os
import sys
from shop import (
    money,
    tax,
)

LIMIT = 3


def net(order):
    value = money(order)
    return value


class Orders:
    size = 3

    @staticmethod
    def gross(order):
        path = os.path
        return path


def last():
    return LIMIT
"""


def _shown(base: str, head: str, path: str = "a.py", context: int = 3) -> tuple[Hunk, ...]:
    return excerpts(file_diff(path, base, head, context), Source(path, head, grammar_of(path)))


def _texts(hunk: Hunk) -> list[str]:
    return [f"{line.kind}{line.text}" for line in hunk.lines]


def _changed(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind is not LineKind.CONTEXT]


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """Cut, copy and replace some lines of a real file, which need not parse afterwards."""
    path = draw(st.sampled_from(sorted(_REAL)))
    lines = _REAL[path].split("\n")
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(lines)))
        gone = draw(st.integers(0, 12))
        new = draw(
            st.lists(
                st.sampled_from(["", "  go(1)", "def f():", "});", "@cached", "import os", *lines[:20]]), max_size=6
            )
        )
        lines[start : start + gone] = new
    return path, _REAL[path], "\n".join(lines)


@given(_edits(), st.sampled_from([0, 1, 3]))
def test_every_changed_line_is_in_exactly_one_excerpt_in_order(edit: tuple[str, str, str], context: int) -> None:
    path, base, head = edit
    file = file_diff(path, base, head, context)
    shown = excerpts(file, Source(path, head, grammar_of(path)))
    assert _changed([line for hunk in shown for line in hunk.lines]) == _changed(file.lines)


@given(_edits(), st.sampled_from([0, 3]))
def test_every_line_has_its_number_on_both_sides(edit: tuple[str, str, str], context: int) -> None:
    path, base, head = edit
    shown = _shown(base, head, path, context)
    old, new = base.split("\n"), head.split("\n")
    for line in (line for hunk in shown for line in hunk.lines):
        assert line.base is None or old[line.base - 1] == line.text
        assert line.head is None or new[line.head - 1] == line.text
        assert (line.base is None, line.head is None) == (line.kind is LineKind.ADDED, line.kind is LineKind.REMOVED)


@given(_edits())
def test_no_line_is_shown_twice_and_both_sides_rise(edit: tuple[str, str, str]) -> None:
    path, base, head = edit
    shown = [hunk for hunk in _shown(base, head, path) if hunk.section != "imports"]
    for numbers in (
        [line.head for hunk in shown for line in hunk.lines if line.head],
        [line.base for hunk in shown for line in hunk.lines if line.base],
    ):
        assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("path", sorted(_REAL))
def test_of_a_new_file_every_line_is_shown(path: str) -> None:
    (hunk,) = excerpts(file_diff(path, None, _REAL[path]), Source(path, _REAL[path], grammar_of(path)))
    assert [line.text for line in hunk.lines] == _REAL[path].removesuffix("\n").split("\n")
    assert {line.kind for line in hunk.lines} == {LineKind.ADDED}


def test_a_short_definition_is_shown_whole_with_its_decorators() -> None:
    *_, hunk = _shown(_SMALL, _replaced(_SMALL, "        return path\n", "        return path or 1\n"))
    assert hunk.section == "Orders.gross"
    assert _texts(hunk) == [
        "     @staticmethod",
        "     def gross(order):",
        "         path = os.path",
        "-        return path",
        "+        return path or 1",
    ]


def test_of_a_long_definition_its_head_and_the_lines_around_the_change_are_shown() -> None:
    body = "".join(f"    step({number})\n" for number in range(200))
    base = f"def long(\n    one,\n    two,\n):\n    '''Do it.'''\n{body}"
    head, near = _shown(base, _replaced(base, "step(100)", "leap(100)"))
    assert (head.section, near.section) == ("long", "long")
    assert _texts(head) == [" def long(", "     one,", "     two,", " ):", "     '''Do it.'''"]
    assert _texts(near)[0] == "     step(80)"
    assert _texts(near)[20:22] == ["-    step(100)", "+    leap(100)"]
    assert _texts(near)[-1] == "     step(120)"


def test_around_a_change_in_no_definition_some_lines_are_shown() -> None:
    base = "".join(f"A{number} = {number}\n" for number in range(30))
    (hunk,) = _shown(base, base.replace("A15 = 15", "A15 = 0"))
    assert (hunk.section, len(hunk.lines)) == ("", 4 + 2 + 4)


def test_a_change_that_reaches_from_one_definition_into_the_next_shows_both() -> None:
    head = _SMALL.replace(
        "    return value\n\n\nclass Orders:\n    size = 3\n", "    return 1\n\n\nclass Orders:\n    size = 4\n"
    )
    shown = _shown(_SMALL, head, context=0)
    assert [hunk.section for hunk in shown] == ["imports", "net", "Orders"]
    base = "def one():\n    a()\n    b()\ndef two():\n    c()\n    d()\n    e()\n"
    (hunk,) = _shown(base, base.replace("    b()\ndef two():\n    c()\n", "    x()\ndef too():\n    y()\n"))
    assert [line.head for line in hunk.lines if line.head] == [1, 2, 3, 4, 5, 6, 7]


def test_a_change_that_reaches_out_of_a_long_definition_is_shown_whole() -> None:
    body = "".join(f"    step({number})\n" for number in range(200))
    base = f"A = 1\nB = 1\ndef long():\n{body}"
    head = f"A = 1\nB = 2\ndef longer():\n{body}"
    (hunk,) = _shown(base, head)
    assert [line.text for line in _changed(hunk.lines)] == ["B = 1", "def long():", "B = 2", "def longer():"]


def test_a_changed_decorator_shows_what_it_decorates() -> None:
    *_, hunk = _shown(_SMALL, _SMALL.replace("    @staticmethod\n", "    @classmethod\n"))
    assert hunk.section == "Orders.gross"
    assert _texts(hunk)[-1] == "         return path"


@pytest.mark.parametrize(
    ("old", "new", "section", "first", "last"),
    [
        pytest.param("{ ...row,", "{", "OrdersController.list", 17, 24, id="callback-in-a-method"),
        pytest.param("response.status(503)", "response.status(500)", "", 47, 53, id="handler-without-a-name"),
        pytest.param("sum += order.cents", "sum += 1", "total", 39, 45, id="arrow-with-a-name"),
    ],
)
def test_in_typescript_too(old: str, new: str, section: str, first: int, last: int) -> None:
    *_, hunk = _shown(_ORDERS, _replaced(_ORDERS, old, new), "orders.ts")
    numbers = [line.head for line in hunk.lines if line.head]
    assert (hunk.section, numbers[0], numbers[-1]) == (section, first, last)


def test_removed_lines_stand_where_they_were() -> None:
    *_, hunk = _shown(_SMALL, _SMALL.replace("        path = os.path\n", ""))
    assert _texts(hunk) == [
        "     @staticmethod",
        "     def gross(order):",
        "-        path = os.path",
        "         return path",
    ]


@pytest.mark.parametrize("context", [0, 3])
def test_lines_removed_at_the_end_stand_there(context: int) -> None:
    *_, hunk = _shown(_SMALL, _SMALL.replace("\n\ndef last():\n    return LIMIT\n", ""), context=context)
    assert _texts(hunk)[-3:] == ["-", "-def last():", "-    return LIMIT"]


def test_of_a_file_that_lost_all_its_lines_they_are_shown() -> None:
    (hunk,) = _shown("a\nb\n", "", "a.txt")
    assert _texts(hunk) == ["-a", "-b"]


def test_two_changes_in_one_definition_are_one_excerpt() -> None:
    head = _SMALL.replace("money(order)", "money(2)").replace("    return value", "    return 2")
    assert [hunk.section for hunk in _shown(_SMALL, head)] == ["imports", "net"]


def test_only_imports_that_are_used_are_shown() -> None:
    imports, _ = _shown(_SMALL, _replaced(_SMALL, "return path", "return path or 1"))
    assert (imports.section, _texts(imports)) == ("imports", [" import os"])
    assert _shown(_SMALL, _replaced(_SMALL, "return LIMIT", "return 1"))[0].section == "last"


def test_an_import_of_several_lines_is_shown_with_all_of_them() -> None:
    imports, _ = _shown(_SMALL, _replaced(_SMALL, "return value", "return 1"))
    assert _texts(imports) == [" from shop import (", "     money,", "     tax,", " )"]
    imports, _ = _shown(_ORDERS, _replaced(_ORDERS, "sum += order.cents", "sum += 1"), "orders.ts")
    assert _texts(imports) == [" import {", "   CreateOrder,", "   Order,", ' } from "./order.dto";']


def test_of_an_import_that_is_partly_shown_the_rest_is_shown() -> None:
    imports, _ = _shown(_SMALL, _replaced(_SMALL, "LIMIT = 3", "LIMIT = 4"))
    assert _texts(imports) == [" from shop import ("]


def test_a_bracket_that_nothing_ends_makes_no_import_of_the_rest() -> None:
    base = "import (\n" + "".join(f"A{number} = {number}\n" for number in range(90))
    assert [hunk.section for hunk in _shown(base, base.replace("A80 = 80", "A80 = A1"))] == ["imports", ""]
    short = "".join(f"A{number} = {number}\n" for number in range(20)) + "import (\n"
    assert [hunk.section for hunk in _shown(short, short.replace("A2 = 2\n", "A2 = 1\n"))] == [""]


def test_a_file_too_large_to_parse_shows_more_lines_around_a_change() -> None:
    base = "".join(f"a{number} = {number}\n" for number in range(3_000))
    (hunk,) = _shown(base, base.replace("a1500 = 1500\n", "a1500 = 1\n"))
    assert len(hunk.lines) == 20 + 2 + 20
    (hunk,) = _shown(base, base.replace("a1500 = 1500\n", "a1500 = 1\n"), "a.unknown")
    assert len(hunk.lines) == 4 + 2 + 4


def test_of_a_fragment_the_hunks_are_all_that_is_known() -> None:
    file = file_diff("a.py", _SMALL, _replaced(_SMALL, "return value", "return 1"))
    assert excerpts(file, Source("a.py", _SMALL, "python", is_fragment=True)) == file.hunks


def test_a_file_without_hunks_shows_nothing() -> None:
    file = FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, ())
    assert excerpts(file, Source("a.py", _SMALL, "python")) == ()


def test_where_only_some_lines_are_wanted_the_others_look_as_if_they_were_not_changed() -> None:
    base = "def one():\n    a()\n    b()\n\n\ndef two():\n    return 2\n"
    head = "def one():\n    a(1)\n    b()\n\n\ndef two():\n    return 3\n    # end\n"
    file = file_diff("a.py", base, head)
    (shown,) = excerpts(file, Source("a.py", head, "python"), ChangedLines(frozenset({8})))
    assert [(line.kind.value, line.head, line.text) for line in shown.lines][-3:] == [
        (" ", 6, "def two():"),
        (" ", 7, "    return 3"),
        ("+", 8, "    # end"),
    ]


def test_where_none_is_wanted_nothing_is_shown() -> None:
    base, head = "a = 1\n", "a = 2\n"
    assert excerpts(file_diff("a.py", base, head), Source("a.py", head, "python"), ChangedLines()) == ()
