"""Lists that are cut where a text has no room, and what was not looked at as such lists."""

from dataclasses import replace

import pytest

from reviewbot.domain.report import Report
from reviewbot.output.tally import Gap, tally
from reviewbot.output.unseen import coverage, not_reviewed
from reviewbot.output.view import View, entries


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (3, ("A", "B", "C")),
        (2, ("A", "B", "and 1 more, all in the job summary")),
        (0, ("and 3 more, all in the job summary",)),
    ],
    ids=["all", "some", "none"],
)
def test_a_list_is_cut_and_counts_the_others(most: int, told: tuple[str, ...]) -> None:
    assert entries(View(most), "abc", str.upper) == told


def test_hits_from_before_are_counted_where_there_are_any(report: Report) -> None:
    tallied = tally(report, {})
    before, *_ = reversed(coverage(replace(report, preexisting=2), tallied, View(9)))
    assert before == "2 hits from before this change, not listed"
    assert before not in coverage(replace(report, preexisting=0), tallied, View(9))


def test_files_whose_reasons_have_no_room_are_counted(report: Report) -> None:
    gaps = (Gap("refused", ("a.py", "b.py")), Gap("too large", ("c.py",)))
    tallied = replace(tally(report, {}), failed=(), unread=gaps)
    assert list(not_reviewed(tallied, View(1))) == [
        "Not reviewed by the agent: `a.py` and 1 more (refused); 1 file more."
    ]
