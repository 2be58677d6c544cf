"""What a run came to, in a few words."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Gate, Problem, Report, Status
from reviewbot.output.headline import Outcome, headline
from reviewbot.output.tally import tally

_REVIEWED = CoveredFile("a.py", FileState.REVIEWED)
_FAILED = CoveredFile("b.py", FileState.FAILED, "refused")
_SUCCESS = Outcome(Conclusion.SUCCESS)
_FAILS = Outcome(Conclusion.FAILURE, "1 fails the check")
_MISSES = Outcome(Conclusion.NEUTRAL, "1 file was not reviewed")


def _report(report: Report, finding: Finding, severities: str, status: Status, *files: CoveredFile) -> Report:
    """Make a report with findings as grave as the words say; those with an exclamation mark fail the check."""
    words = [(f"{word} {number}", Severity(word.strip("!"))) for number, word in enumerate(severities.split())]
    findings = tuple(
        replace(finding, severity=severity, title=name, fingerprint=Fingerprint(name)) for name, severity in words
    )
    gate = Gate(tuple(one.fingerprint for one in findings if "!" in one.fingerprint))
    return replace(report, findings=findings, gate=gate, status=status, coverage=Coverage(files))


@pytest.mark.parametrize(
    ("severities", "status", "outcome", "said"),
    [
        ("critical! medium", Status.COMPLETE, _FAILS, "2 to fix, 1 fails the check"),
        ("high! high!", Status.COMPLETE, Outcome(Conclusion.FAILURE, "2 fail the check"), "2 to fix, 2 fail the check"),
        ("high low", Status.COMPLETE, _SUCCESS, "1 to fix"),
        ("low low", Status.COMPLETE, _SUCCESS, "2 minor findings"),
        ("low!", Status.COMPLETE, _FAILS, "1 minor finding, 1 fails the check"),
        ("", Status.COMPLETE, _SUCCESS, "nothing found"),
        ("", Status.PARTIAL, _MISSES, "incomplete"),
        ("high", Status.PARTIAL, _MISSES, "1 to fix, incomplete"),
        ("", Status.FAILED, _MISSES, "the review failed"),
        ("high!", Status.FAILED, _FAILS, "1 to fix, 1 fails the check, the review failed"),
        ("high!", Status.COMPLETE, Outcome(Conclusion.SUCCESS, "waived by ann"), "1 to fix, waived by ann"),
        ("", Status.PARTIAL, Outcome(Conclusion.SUCCESS, "waived by ann"), "incomplete, waived by ann"),
        ("", Status.COMPLETE, Outcome(Conclusion.SKIPPED, "nothing changed"), "nothing changed"),
        ("", Status.COMPLETE, Outcome(Conclusion.CANCELLED, "a newer push\n"), "a newer push␊"),
        ("high", Status.COMPLETE, Outcome(Conclusion.SUCCESS, "x" * 121), "1 to fix"),
    ],
)
def test_the_outcome_is_said_in_order_of_weight(  # noqa: PLR0917
    severities: str,
    status: Status,
    outcome: Outcome,
    said: str,
    report: Report,
    finding: Finding,
    items: Mapping[str, Item],
) -> None:
    given = _report(report, finding, severities, status, _REVIEWED)
    assert headline(given, tally(given, items), outcome) == said


@pytest.mark.parametrize(
    ("severities", "said"),
    [("", "incomplete, 1 file not reviewed"), ("high", "1 to fix, 1 file not reviewed")],
)
def test_files_that_failed_are_counted(
    severities: str, said: str, report: Report, finding: Finding, items: Mapping[str, Item]
) -> None:
    given = _report(report, finding, severities, Status.PARTIAL, _REVIEWED, _FAILED)
    assert headline(given, tally(given, items), _MISSES) == said


@pytest.mark.parametrize(
    ("severities", "files", "said"),
    [
        ("", (_REVIEWED,), "incomplete, 1 file not reviewed by the agent (refused)"),
        ("high", (_REVIEWED,), "1 to fix, 1 file not reviewed by the agent (refused)"),
        ("", (_REVIEWED, _FAILED), "incomplete, 1 file not reviewed, 1 file not reviewed by the agent (refused)"),
    ],
)
def test_files_that_the_agent_did_not_read_are_counted(
    severities: str,
    files: tuple[CoveredFile, ...],
    said: str,
    report: Report,
    finding: Finding,
    items: Mapping[str, Item],
) -> None:
    given = _report(report, finding, severities, Status.PARTIAL, *files)
    unread = Cell("a.py", EVERY, CellState.NOT_EXAMINED, f"{UNREAD}refused")
    given = replace(given, coverage=replace(given.coverage, cells=(unread,)))
    assert headline(given, tally(given, items), _MISSES) == said


@pytest.mark.parametrize(
    ("status", "hint", "said"),
    [
        (Status.PARTIAL, "The agent slept. Wake it.", "incomplete, the agent slept"),
        (Status.PARTIAL, f"{'x' * 121}. Wake it.", "incomplete"),
        (Status.FAILED, "The agent slept. Wake it.", "the review failed"),
    ],
)
def test_what_else_keeps_a_review_from_being_complete_is_named(
    status: Status, hint: str, said: str, report: Report, finding: Finding, items: Mapping[str, Item]
) -> None:
    given = replace(_report(report, finding, "", status, _REVIEWED), problem=Problem("agent", "", 0, hint))
    assert headline(given, tally(given, items), _MISSES) == said


def test_nothing_looked_at_is_not_nothing_found(report: Report, finding: Finding, items: Mapping[str, Item]) -> None:
    given = _report(report, finding, "", Status.COMPLETE)
    assert headline(given, tally(given, items), _SUCCESS) == "nothing was reviewed"


def test_places_of_one_cause_count_once(report: Report, finding: Finding, items: Mapping[str, Item]) -> None:
    places = tuple(replace(finding, fingerprint=Fingerprint(f"{line}"), line=line) for line in (8, 9, 10))
    given = replace(
        report,
        findings=places,
        status=Status.COMPLETE,
        gate=Gate(tuple(one.fingerprint for one in places)),
        coverage=Coverage((_REVIEWED,)),
    )
    assert headline(given, tally(given, items), _FAILS) == "1 to fix, 1 fails the check"
