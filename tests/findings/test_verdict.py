"""What a report makes of the check."""

from dataclasses import replace

import pytest

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Engine
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Change, Digests, Gate, Problem, Report, Run, Status
from reviewbot.findings.verdict import concluded

REVIEWED = CoveredFile("a.py", FileState.REVIEWED)
FAILED = CoveredFile("b.py", FileState.FAILED, "not in this clone")
EXCLUDED = CoveredFile("c.lock", FileState.EXCLUDED, "excluded: a lock file")
REPORT = Report(
    tool="reviewbot 1",
    run=Run("0" * 16, Engine.DETECTORS, "full"),
    change=Change("acme/shop", 7, Sha(""), Sha(""), Sha("")),
    digests=Digests("", "", ""),
    status=Status.COMPLETE,
    findings=(),
    coverage=Coverage((REVIEWED,)),
)
ONE = Gate((Fingerprint("1" * 16),))


def test_a_complete_review_without_grave_findings_is_a_success() -> None:
    assert concluded(REPORT, True) == (Conclusion.SUCCESS, "")


@pytest.mark.parametrize("is_required", [True, False, None])
def test_a_finding_at_the_threshold_fails_the_check(is_required: bool | None) -> None:
    assert concluded(replace(REPORT, gate=ONE), is_required) == (Conclusion.FAILURE, "1 fails the check")


def test_several_are_counted() -> None:
    gate = Gate((Fingerprint("1" * 16), Fingerprint("2" * 16)))
    assert concluded(replace(REPORT, gate=gate), None)[1] == "2 fail the check"


@pytest.mark.parametrize(
    ("on_incomplete", "is_required", "conclusion"),
    [
        ("auto", True, Conclusion.FAILURE),
        ("auto", None, Conclusion.FAILURE),
        ("auto", False, Conclusion.NEUTRAL),
        ("fail", False, Conclusion.FAILURE),
        ("neutral", True, Conclusion.NEUTRAL),
    ],
)
def test_an_incomplete_review_is_never_green(
    on_incomplete: str, is_required: bool | None, conclusion: Conclusion
) -> None:
    report = replace(REPORT, status=Status.PARTIAL, coverage=Coverage((REVIEWED, FAILED)), gate=Gate((), on_incomplete))
    assert concluded(report, is_required) == (conclusion, "1 file was not reviewed")


def test_a_review_that_failed_fails_the_check_whatever_is_configured() -> None:
    report = replace(
        REPORT,
        status=Status.FAILED,
        coverage=Coverage(),
        gate=Gate((), "neutral"),
        problem=Problem("git", "", 0, "The head is gone."),
    )
    assert concluded(report, False) == (Conclusion.FAILURE, "The head is gone.")


def test_a_review_that_was_cancelled_is_concluded_as_such() -> None:
    report = replace(REPORT, status=Status.FAILED, problem=Problem("cancelled", "", 0, "The review was cancelled."))
    assert concluded(report, True) == (Conclusion.CANCELLED, "the review was cancelled")


def test_files_that_could_not_be_read_are_counted() -> None:
    other = replace(FAILED, path="d.py")
    report = replace(REPORT, status=Status.FAILED, coverage=Coverage((FAILED, other)))
    assert concluded(report, None) == (Conclusion.FAILURE, "2 files were not reviewed")


def test_a_failure_that_nobody_explained_is_one_all_the_same() -> None:
    report = replace(REPORT, status=Status.FAILED, coverage=Coverage())
    assert concluded(report, None) == (Conclusion.FAILURE, "the review could not be completed")


@pytest.mark.parametrize(
    ("files", "reason"),
    [((), "nothing changed"), ((EXCLUDED,), "all changed files are left out by design")],
    ids=["no file", "excluded files"],
)
def test_a_change_with_nothing_to_look_at_is_skipped(files: tuple[CoveredFile, ...], reason: str) -> None:
    assert concluded(replace(REPORT, coverage=Coverage(files)), True) == (Conclusion.SKIPPED, reason)


@pytest.mark.parametrize(
    ("paths", "said"),
    [("a.py", "1 file was not reviewed by the agent"), ("a.py b.py", "2 files were not reviewed by the agent")],
)
def test_what_the_agent_did_not_read_is_what_is_missing(paths: str, said: str) -> None:
    unread = [Cell(path, EVERY, CellState.NOT_EXAMINED, f"{UNREAD}refused") for path in paths.split()]
    others = [
        Cell("c.py", EVERY, CellState.NOT_EXAMINED, "not shown to the agent: prose"),
        Cell("c.py", "own-item", CellState.NOT_EXAMINED, "nobody says so"),
    ]
    report = replace(REPORT, status=Status.PARTIAL, coverage=Coverage((REVIEWED,), (*unread, *others)))
    assert concluded(report, False) == (Conclusion.NEUTRAL, said)
