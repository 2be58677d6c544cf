"""Code around an anchor, and suggestions as changes."""

from dataclasses import replace

import pytest

from reviewbot.domain.diff import Diff, LineKind, Side
from reviewbot.domain.finding import Evidence, Finding, Suggestion
from reviewbot.output.frame import frame, suggestion_lines


def _at(finding: Finding, start: int, line: int) -> Finding:
    return replace(finding, start_line=start, line=line)


def test_a_frame_shows_the_lines_around_the_anchor_with_their_numbers(finding: Finding, diff: Diff) -> None:
    cut = frame(_at(finding, 8, 8), diff, context=1)
    assert [(line.number, line.kind, line.is_anchored) for line in cut.lines] == [
        (7, LineKind.ADDED, False),
        (8, LineKind.ADDED, True),
        (9, LineKind.ADDED, False),
    ]


def test_a_frame_of_the_base_shows_removed_lines_and_no_added_ones(finding: Finding, diff: Diff) -> None:
    old = replace(_at(finding, 35, 35), path="app/invoices.py", side=Side.LEFT)
    cut = frame(old, diff)
    assert [(line.number, line.kind) for line in cut.lines] == [
        (33, LineKind.REMOVED),
        (34, LineKind.CONTEXT),
        (35, LineKind.REMOVED),
        (36, LineKind.CONTEXT),
    ]


def test_blank_lines_at_the_edges_are_left_out(finding: Finding, diff: Diff) -> None:
    assert [line.number for line in frame(_at(finding, 7, 7), diff).lines] == [7, 8, 9]


def test_a_long_anchor_is_cut_and_counted(finding: Finding, diff: Diff) -> None:
    cut = frame(_at(finding, 4, 19), diff)
    assert (cut.lines[-1].number, cut.hidden) == (15, 4)


@pytest.mark.parametrize("path", ["app/client.py", "not/there.py"], ids=["line not in a hunk", "file not in the diff"])
def test_the_quote_stands_in_for_lines_that_the_change_does_not_show(path: str, finding: Finding, diff: Diff) -> None:
    unseen = replace(_at(finding, 900, 901), path=path, evidence=Evidence("a\nb", ""))
    assert [(line.number, line.text, line.is_anchored) for line in frame(unseen, diff).lines] == [
        (900, "a", True),
        (901, "b", True),
    ]


def test_without_a_quote_there_is_no_frame(finding: Finding) -> None:
    assert frame(replace(finding, evidence=Evidence("", "")), Diff(())).lines == ()


def test_a_suggestion_shows_what_stays_as_context(finding: Finding) -> None:
    suggested = replace(finding, evidence=Evidence("a\nb\nc", ""), suggestion=Suggestion("a\nB\nc", ""))
    assert [(line.kind, line.text) for line in suggestion_lines(suggested)] == [
        (LineKind.CONTEXT, "a"),
        (LineKind.REMOVED, "b"),
        (LineKind.ADDED, "B"),
        (LineKind.CONTEXT, "c"),
    ]


def test_a_suggestion_of_nothing_removes_the_lines(finding: Finding) -> None:
    suggested = replace(finding, evidence=Evidence("a\nb", ""), suggestion=Suggestion("", ""))
    assert [line.kind for line in suggestion_lines(suggested)] == [LineKind.REMOVED, LineKind.REMOVED]
