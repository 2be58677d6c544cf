"""Places proven against the text and the diff."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.domain.diff import FileDiff, Side
from reviewbot.domain.finding import Anchor, Candidate, Placement, Replacement
from reviewbot.findings.anchor import anchored, placed

Make = Callable[..., Candidate]
Changed = Callable[..., FileDiff]

_LINES = ["a = 1", "go(", "  1)", "b = 2", "twice", "twice", ""]


def test_a_quote_that_agrees_stays_where_it_is(candidate: Make) -> None:
    one = candidate(2, "go(\n  1)")
    assert anchored(one, _LINES) == one


def test_white_space_around_a_line_does_not_count(candidate: Make) -> None:
    held = anchored(candidate(2, "\tgo( \n1)"), _LINES)
    assert held is not None
    assert held.anchor == Anchor("a.py", Side.RIGHT, 2, 3)


def test_a_quote_that_stands_elsewhere_only_once_moves_the_anchor(candidate: Make) -> None:
    held = anchored(candidate(4, "go(\n  1)"), _LINES)
    assert held is not None
    assert held.anchor == Anchor("a.py", Side.RIGHT, 2, 3)


def test_an_anchor_covers_what_is_quoted_and_no_more(candidate: Make) -> None:
    held = anchored(candidate(2, "go(", anchor=Anchor("a.py", Side.RIGHT, 2, 4)), _LINES)
    assert held is not None
    assert held.anchor == Anchor("a.py", Side.RIGHT, 2, 2)


@pytest.mark.parametrize(
    ("line", "quote"),
    [(1, "twice"), (1, "nothing"), (0, "twice"), (-3, "twice"), (99, "nothing"), (7, ""), (7, "  "), (1, "1)\n\nb")],
    ids=["ambiguous", "absent", "zero", "negative", "behind", "empty", "blank", "gap"],
)
def test_a_quote_that_proves_no_place_has_none(candidate: Make, line: int, quote: str) -> None:
    assert anchored(candidate(line, quote), _LINES) is None


@pytest.mark.parametrize("line", [0, -1, 99])
def test_a_line_that_is_not_there_is_put_right_by_the_quote(candidate: Make, line: int) -> None:
    held = anchored(candidate(line, "b = 2"), _LINES)
    assert held is not None
    assert held.anchor.line == 4


_BASE = "\n".join(f"line {number}" for number in range(1, 41))
_HEAD = _BASE.replace("line 10\n", "new 10\n").replace("line 30\n", "new 30\nnew 31\n")


def test_lines_that_a_hunk_shows_are_said_inline(candidate: Make, changed: Changed) -> None:
    place = placed(candidate(9, "line 9\nnew 10"), changed(_BASE, _HEAD))
    assert (place.placement, place.reason) == (Placement.INLINE, "")
    assert place.candidate == candidate(9, "line 9\nnew 10")


def test_of_lines_that_a_hunk_shows_in_part_the_part_is_kept(candidate: Make, changed: Changed) -> None:
    one = candidate(12, "line 12\nline 13\nline 14\nline 15", replacement=Replacement(12, 15, "x"))
    place = placed(one, changed(_BASE, _HEAD))
    assert place.placement is Placement.INLINE
    assert place.candidate.anchor == Anchor("a.py", Side.RIGHT, 12, 13)
    assert place.candidate.quote == "line 12\nline 13"
    assert place.candidate.replacement is None


def test_lines_that_no_hunk_shows_are_said_of_the_file(candidate: Make, changed: Changed) -> None:
    place = placed(candidate(20, "line 20"), changed(_BASE, _HEAD))
    assert (place.placement, place.reason) == (Placement.FILE, "the diff does not show these lines")


def test_removed_lines_are_said_on_the_left(candidate: Make, changed: Changed) -> None:
    assert placed(candidate(30, "line 30", Side.LEFT), changed(_BASE, _HEAD)).placement is Placement.INLINE
    assert placed(candidate(35, "line 35", Side.LEFT), changed(_BASE, _HEAD)).placement is Placement.FILE


def test_each_side_counts_its_own_lines(candidate: Make, changed: Changed) -> None:
    # The last line that the second hunk shows is 33 in the base and 34 in the head.
    assert placed(candidate(34, "x"), changed(_BASE, _HEAD)).placement is Placement.INLINE
    assert placed(candidate(34, "x", Side.LEFT), changed(_BASE, _HEAD)).placement is Placement.FILE


def test_a_file_that_is_not_in_the_diff_leaves_the_summary(candidate: Make) -> None:
    place = placed(candidate(), None)
    assert (place.placement, place.reason) == (Placement.SUMMARY, "the file is not part of the diff")


_TEXTS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=20).map("\n".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    texts=st.tuples(_TEXTS, _TEXTS), context=st.integers(0, 3), span=st.tuples(st.integers(1, 20), st.integers(0, 6))
)
@pytest.mark.parametrize("side", Side)
def test_an_inline_anchor_always_lies_in_one_hunk(
    candidate: Make, changed: Changed, texts: tuple[str, str], context: int, span: tuple[int, int], side: Side
) -> None:
    lines = texts[side is Side.RIGHT].split("\n")[span[0] - 1 : sum(span)]
    file = changed(*texts, context)
    place = placed(candidate(span[0], "\n".join(lines or [""]), side), file)
    if place.placement is Placement.INLINE:
        anchor = place.candidate.anchor
        wanted = set(range(anchor.start_line, anchor.line + 1))
        shown = [{line.base if side is Side.LEFT else line.head for line in hunk.lines} for hunk in file.hunks]
        assert any(wanted <= numbers for numbers in shown)
        assert len(place.candidate.quote.split("\n")) == len(wanted)
