"""How close to its line a finding is said on GitHub."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Finding, Fingerprint, Placement, Suppression
from reviewbot.domain.levels import Severity
from reviewbot.domain.shown import ShownFile, ShownHunk
from reviewbot.findings.lower import kept_below, lowered

SHOWN = {
    "a.py": ShownFile("a.py", (ShownHunk((1, 5), (1, 7)), ShownHunk((50, 52), (60, 64)))),
    "large.py": ShownFile("large.py", ()),
}
MakeFinding = Callable[..., Finding]


def one(finding: Finding, most: int = 7) -> tuple[Placement, str]:
    ((lowered_one,),) = lowered([(finding,)], SHOWN, lambda _path: most)
    return lowered_one.placement, lowered_one.placement_reason


@pytest.mark.parametrize(
    ("side", "start", "line"),
    [(Side.RIGHT, 1, 7), (Side.RIGHT, 64, 64), (Side.LEFT, 50, 52)],
    ids=["a whole hunk", "its last line", "lines of the base"],
)
def test_what_one_hunk_shows_whole_stays_on_its_lines(finding: MakeFinding, side: Side, start: int, line: int) -> None:
    assert one(finding(start_line=start, line=line, side=side)) == (Placement.INLINE, "")


@pytest.mark.parametrize(
    ("side", "start", "line"),
    [(Side.RIGHT, 7, 8), (Side.RIGHT, 5, 61), (Side.LEFT, 60, 60), (Side.RIGHT, 8, 8)],
    ids=["one line too far", "from hunk to hunk", "the other side", "between hunks"],
)
def test_lines_that_githubs_diff_does_not_show_go_to_the_file(
    finding: MakeFinding, side: Side, start: int, line: int
) -> None:
    placement, reason = one(finding(start_line=start, line=line, side=side))
    assert (placement, reason) == (Placement.FILE, "GitHub's diff does not show these lines")


def test_a_file_whose_diff_github_leaves_out_gets_a_comment_as_a_whole(finding: MakeFinding) -> None:
    assert one(finding(path="large.py")) == (Placement.FILE, "GitHub shows no diff of this file")


def test_a_file_that_github_does_not_list_is_spoken_of_in_the_summary(finding: MakeFinding) -> None:
    assert one(finding(path="other.py")) == (Placement.SUMMARY, "GitHub does not list this file")


def test_what_was_placed_lower_before_is_never_raised(finding: MakeFinding) -> None:
    placed = finding(placement=Placement.FILE, placement_reason="its quote is not there")
    assert one(placed) == (Placement.FILE, "its quote is not there")
    placed = finding(placement=Placement.SUMMARY, placement_reason="no place")
    assert one(placed) == (Placement.SUMMARY, "no place")


def test_a_low_finding_is_only_in_the_summary(finding: MakeFinding) -> None:
    assert one(finding(severity=Severity.LOW)) == (Placement.SUMMARY, "not grave enough for a comment")


def test_a_suppressed_finding_is_only_in_the_summary(finding: MakeFinding) -> None:
    assert one(finding(suppressed=Suppression("a comment", "known"))) == (Placement.SUMMARY, "suppressed")


def test_the_worst_get_the_comments_and_the_rest_is_in_the_summary(finding: MakeFinding) -> None:
    groups = [(finding(fingerprint=Fingerprint(f"{number:016x}")),) for number in range(9)]
    placed = [group[0].placement for group in lowered(groups, SHOWN, lambda _path: 7)]
    assert placed == [Placement.INLINE] * 7 + [Placement.SUMMARY] * 2


def test_findings_of_one_cause_take_one_comment(finding: MakeFinding) -> None:
    cause = (finding(start_line=1), finding(start_line=2), finding(start_line=3))
    groups = list(lowered([cause, (finding(start_line=4),)], SHOWN, lambda _path: 2))
    assert {one.placement for group in groups for one in group} == {Placement.INLINE}


def test_a_path_with_a_limit_of_its_own_does_not_use_up_the_others(finding: MakeFinding) -> None:
    groups = [(finding(path="a.py"),), (finding(path="large.py"),), (finding(path="a.py"),)]
    placed = [group[0].placement for group in lowered(groups, SHOWN, lambda path: 0 if path == "large.py" else 2)]
    assert placed == [Placement.INLINE, Placement.SUMMARY, Placement.INLINE]


@given(start=st.integers(1, 80), length=st.integers(0, 20), side=st.sampled_from(Side))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stays_inline_lies_within_one_hunk(finding: MakeFinding, start: int, length: int, side: Side) -> None:
    hunks = [hunk.head if side is Side.RIGHT else hunk.base for hunk in SHOWN["a.py"].hunks]
    is_within = any(first <= start and start + length <= last for first, last in hunks)
    placement, _ = one(finding(start_line=start, line=start + length, side=side))
    assert (placement is Placement.INLINE) == is_within


def test_an_item_that_asks_for_no_comment_gets_none(finding: MakeFinding) -> None:
    ((quiet,), (loud,)) = lowered([(finding("quiet"),), (finding("loud"),)], SHOWN, lambda _path: 7, {"quiet"})
    assert (quiet.placement, loud.placement) == (Placement.SUMMARY, Placement.INLINE)


def test_what_got_no_comment_when_it_was_new_takes_no_place_from_what_is(finding: MakeFinding) -> None:
    old, new = (finding(fingerprint=Fingerprint(digit * 16)) for digit in "12")
    groups = kept_below([(old,), (old, new), (new,)], {old.fingerprint})
    placed = lowered(groups, SHOWN, lambda _path: 2)
    assert [[one.placement for one in group] for group in placed] == [
        [Placement.SUMMARY], [Placement.INLINE, Placement.INLINE], [Placement.INLINE],
    ]  # fmt: skip
