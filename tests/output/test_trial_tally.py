"""Trials counted: comments and not findings, silence and not what could not be read."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.trial import saying, tried

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding, Placement, Suppression
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.output.trial_tally import Heard, Noise, TrialTally, counted_trials, heard, lasting, missing, outcome


def _heard(report: Report | None, items: Mapping[str, Item], seconds: float = 1.0) -> Heard:
    return heard(tried(7, Diff(()), report, seconds), items)


def _total(*reports: Report | None) -> TrialTally:
    return counted_trials([_heard(report, {}) for report in reports])


def test_findings_of_one_cause_are_one_comment(report: Report, items: Mapping[str, Item]) -> None:
    told = _heard(report, items)
    assert [len(group) for group in told.comments] == [1, 1, 1, 1, 2]
    assert [group[0].item for group in told.mentions] == ["unversioned-route"]


def test_comments_are_counted_by_severity(report: Report, items: Mapping[str, Item]) -> None:
    assert _heard(report, items).by_severity == {Severity.CRITICAL: 1, Severity.HIGH: 3, Severity.MEDIUM: 1}


def test_where_the_first_place_of_a_cause_goes_its_comment_goes(report: Report, finding: Finding) -> None:
    elsewhere = replace(finding, start_line=14, line=14, placement=Placement.SUMMARY)
    assert len(_heard(saying(report, finding, elsewhere), {}).comments) == 1
    assert _heard(saying(report, elsewhere, finding), {}).comments == ()


def test_a_pull_request_with_a_comment_has_heard_one(report: Report, finding: Finding) -> None:
    assert _heard(saying(report, finding), {}).noise is Noise.COMMENTS


def test_what_is_only_in_the_summary_is_no_comment(report: Report, finding: Finding) -> None:
    said = saying(report, replace(finding, placement=Placement.SUMMARY))
    assert _heard(said, {}).noise is Noise.SUMMARY


def test_what_is_suppressed_still_gets_a_summary(report: Report, finding: Finding) -> None:
    said = saying(report, replace(finding, suppressed=Suppression("a comment", "")))
    assert _heard(said, {}).noise is Noise.SUMMARY


def test_what_is_incomplete_is_not_silent(report: Report) -> None:
    said = replace(saying(report), status=Status.PARTIAL)
    assert _heard(said, {}).noise is Noise.SUMMARY


def test_nothing_found_is_silence(report: Report, items: Mapping[str, Item]) -> None:
    told = _heard(saying(report), items)
    assert (told.noise, told.is_reviewed) == (Noise.SILENCE, True)


def test_silence_about_nothing_is_told_apart(report: Report, items: Mapping[str, Item]) -> None:
    excluded = Coverage((CoveredFile("uv.lock", FileState.EXCLUDED, "lock file"),))
    pulls = [_heard(replace(saying(report), coverage=excluded), items), _heard(saying(report), items)]
    assert not pulls[0].is_reviewed
    assert (counted_trials(pulls).by_noise[Noise.SILENCE], counted_trials(pulls).idle) == (2, 1)


def test_what_could_not_be_read_is_not_silent() -> None:
    told = _heard(None, {})
    assert (told.noise, told.is_reviewed, told.by_severity) == (Noise.UNREAD, False, {})


def test_medians_are_over_what_could_be_read(report: Report, finding: Finding) -> None:
    other = replace(finding, title="Another")
    reports = [saying(report, finding, other), saying(report), saying(report, finding), None]
    pulls = [_heard(one, {}, seconds) for one, seconds in zip(reports, [3, 1, 2, 60], strict=True)]
    total = counted_trials(pulls)
    assert (total.median, total.most, total.comments, total.read) == (1, 2, 3, 3)
    assert (total.median_seconds, total.seconds) == (2, 66)


def test_nothing_read_has_medians_of_nothing() -> None:
    total = _total(None)
    assert (total.median, total.median_seconds, total.most) == (0, 0, 0)


def test_severities_are_summed_up(report: Report, finding: Finding) -> None:
    grave = replace(finding, severity=Severity.CRITICAL)
    total = _total(saying(report, grave, finding), saying(report, finding))
    assert list(total.by_severity.items()) == [
        (Severity.CRITICAL, 1),
        (Severity.HIGH, 0),
        (Severity.MEDIUM, 2),
        (Severity.LOW, 0),
    ]


def test_the_outcome_counts_comments_on_what_could_be_read(report: Report, finding: Finding) -> None:
    assert outcome(_total(saying(report, finding), saying(report), None)) == "1 comment on 2 pull requests"


def test_the_outcome_without_comments_says_so(report: Report) -> None:
    assert outcome(_total(saying(report))) == "No comment on 1 pull request"


@pytest.mark.parametrize("reports", [(), (None,)], ids=["no trial", "none that could be read"])
def test_the_outcome_never_calls_silent_what_was_not_read(reports: tuple[None, ...]) -> None:
    assert outcome(_total(*reports)) == "No pull request could be read"


def test_what_is_missing_is_said(report: Report) -> None:
    failed = Coverage((CoveredFile("a.py", FileState.FAILED, "too slow"),))
    said = replace(saying(report), coverage=failed, status=Status.FAILED)
    assert missing(_total(said, None, None)) == "2 pull requests could not be read, 1 file not reviewed"


def test_nothing_missing_is_not_mentioned(report: Report) -> None:
    assert missing(_total(saying(report))) == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (0.44, "0.4 s"), (9.9, "9.9 s"), (12.4, "12 s"), (59.7, "1 min 0 s"), (108, "1 min 48 s")],
)
def test_a_time_is_written_as_people_say_it(seconds: float, said: str) -> None:
    assert lasting(seconds).replace("\N{NO-BREAK SPACE}", " ") == said
