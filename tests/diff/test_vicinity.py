"""Test that the code around an old excerpt's place is found and stays small."""

import pytest
from support.agent import hunk
from support.change import file_diff

from reviewbot.diff.vicinity import nearest, place_of, signed_lines, window
from reviewbot.domain.diff import Hunk, LineKind
from reviewbot.domain.source import Source

EXCERPT = "@@ -1,3 +5,4 @@ def orders\n def orders(shop):\n+    first_line = 1\n-    gone_line = 2\n+    last_line = 3"
LONG = Source("a.py", "".join(f"line_{number} = 0\n" for number in range(1, 301)), "python")


def test_only_lines_with_a_sign_are_the_excerpts() -> None:
    assert signed_lines("@@ -1 +1 @@ x\n-a\n+b\n \n\\ No newline at end of file\n") == ("-a", "+b", " ")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("x\n" * 9 + "    last_line = 3\n", 10),
        ("    last_line = 3\n" + "x\n" * 9 + "last_line = 3\n" + "x\n" * 40, 11),
        ("    first_line = 1\n    gone_line = 2\n", 1),
        ("nothing\n" * 20, 7),
        ("nothing\n", 1),
        ("", 1),
    ],
    ids=["the last line", "the nearest", "the one before", "by its number", "too short", "empty"],
)
def test_a_place_is_where_the_end_of_an_excerpt_stands_or_stood(head: str, line: int) -> None:
    assert place_of(EXCERPT, Source("a.py", head, "python")) == line


@pytest.mark.parametrize("excerpt", ["", "+x", "@@ broken @@\n+)", "\x00\x1b[2J\n+\u202e"], ids=repr)
def test_an_excerpt_that_says_nothing_means_the_beginning(excerpt: str) -> None:
    assert place_of(excerpt, LONG) == 1


def test_a_window_is_bounded_and_shows_what_was_added() -> None:
    shown = window(LONG, file_diff("a.py", LONG.text.replace("line_100 = 0\n", ""), LONG.text), 100).lines
    assert (shown[0].head, shown[-1].head) == (60, 140)
    assert [one.head for one in shown if one.kind is LineKind.ADDED] == [100]
    assert {one.kind for one in window(LONG, None, 1).lines} == {LineKind.CONTEXT}
    assert len(window(Source("a.py", "x" * 9_000, None), None, 1).lines[0].text) == 2_000


def test_of_many_hunks_the_nearest_are_shown_in_their_order() -> None:
    hunks = [hunk("+x\n" * 90, first=first) for first in (1, 500, 1_000)]
    got = nearest(hunks, 1_000)
    assert [(one.lines[0].head, len(one.lines)) for one in got] == [(1, 20), (500, 90), (1_000, 90)]
    assert nearest([hunk("+x\n" * 220), *hunks], 1) == (Hunk(hunk("+x\n" * 200).lines),)
    assert nearest([hunk("-gone", first=7), *hunks[:1]], 7)[0].lines[0].base == 7
