"""What a report amounts to, and that it is never called clean unseen."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.output.tally import Gap, grouped, shortfall, tally, verdict


def test_findings_are_counted_by_severity_without_the_suppressed(report: Report, items: Mapping[str, Item]) -> None:
    counted = tally(report, items)
    assert list(counted.by_severity.items()) == [
        (Severity.CRITICAL, 1),
        (Severity.HIGH, 3),
        (Severity.MEDIUM, 2),
        (Severity.LOW, 1),
    ]
    assert len(counted.suppressed) == 1


def test_gaps_are_grouped_by_their_reason_largest_first(report: Report, items: Mapping[str, Item]) -> None:
    counted = tally(report, items)
    assert counted.excluded == (
        Gap("lock file", ("package-lock.json", "uv.lock")),
        Gap("binary", ("static/logo.png",)),
        Gap("generated", ("app/schema_pb2.py",)),
    )
    assert counted.unasked == (Gap("a question to the agent", ("no-circuit-breaker",)),)


def test_a_question_left_out_of_the_whole_review_is_not_counted_as_asked(
    report: Report, items: Mapping[str, Item]
) -> None:
    assert tally(report, items).asked == len(items) - 1


def test_the_questions_of_a_failed_file_are_said_once_with_the_file(report: Report, items: Mapping[str, Item]) -> None:
    assert tally(report, items).unexamined == (Gap("no grammar for its language", ("broad-except in docs/guide.md",)),)


def _verdict(report: Report, items: Mapping[str, Item]) -> tuple[str, str]:
    counted = tally(report, items)
    return verdict(report, counted), shortfall(report, counted)


def test_the_verdict_counts_what_was_found_and_what_failed(report: Report, items: Mapping[str, Item]) -> None:
    assert _verdict(report, items) == (
        "1 critical, 3 high, 2 medium, 1 low",
        "incomplete: 1 file not reviewed",
    )


def test_nothing_found_names_what_was_looked_at(report: Report, items: Mapping[str, Item]) -> None:
    files = (CoveredFile("a.py", FileState.REVIEWED), CoveredFile("b.py", FileState.EXCLUDED, "vendored"))
    clean = replace(report, findings=(), status=Status.COMPLETE, coverage=Coverage(files))
    assert _verdict(clean, items) == (f"Nothing found in 1 file \N{MULTIPLICATION SIGN} {len(items)} questions", "")


@pytest.mark.parametrize("state", [FileState.EXCLUDED, FileState.FAILED])
def test_nothing_looked_at_is_not_nothing_found(state: FileState, report: Report, items: Mapping[str, Item]) -> None:
    unseen = replace(report, findings=(), coverage=Coverage((CoveredFile("a.py", state, "reason"),)))
    assert _verdict(unseen, items)[0] == "Nothing was reviewed"


def test_no_question_asked_is_not_nothing_found(report: Report) -> None:
    assert _verdict(replace(report, findings=()), {})[0] == "Nothing was reviewed"


def test_a_failed_review_says_so(report: Report, items: Mapping[str, Item]) -> None:
    failed = replace(report, findings=(), status=Status.FAILED)
    assert _verdict(failed, items) == ("The review failed", "1 file not reviewed")


def test_findings_of_a_failed_review_are_not_hidden(report: Report, items: Mapping[str, Item]) -> None:
    assert _verdict(replace(report, status=Status.FAILED), items) == (
        "1 critical, 3 high, 2 medium, 1 low",
        "failed: 1 file not reviewed",
    )


def test_findings_that_read_the_same_come_together(finding: Finding) -> None:
    other, elsewhere = replace(finding, line=20, start_line=20), replace(finding, path="b.py")
    assert grouped([finding, elsewhere, other]) == ((finding, other), (elsewhere,))


def _unread(report: Report, *cells: tuple[str, str]) -> Report:
    files = tuple(CoveredFile(f"{name}.py", FileState.REVIEWED) for name in "abc")
    unread = tuple(Cell(path, EVERY, CellState.NOT_EXAMINED, reason) for path, reason in cells)
    return replace(report, findings=(), status=Status.PARTIAL, coverage=Coverage(files, unread))


def test_what_the_agent_did_not_read_is_apart_from_what_it_was_not_shown(
    report: Report, items: Mapping[str, Item]
) -> None:
    given = _unread(report, ("a.py", f"{UNREAD}refused"), ("c.py", "not shown: prose"), ("b.py", f"{UNREAD}refused"))
    counted = tally(given, items)
    assert counted.unread == (Gap("refused", ("a.py", "b.py")),)
    assert counted.withheld == (Gap("not shown: prose", ("c.py",)),)
    assert (counted.unexamined, counted.unasked) == ((), ())


def test_what_failed_altogether_is_not_said_once_more_for_the_agent(report: Report, items: Mapping[str, Item]) -> None:
    given = _unread(report, ("a.py", f"{UNREAD}refused"))
    failed = replace(given, coverage=replace(given.coverage, files=(CoveredFile("a.py", FileState.FAILED, "odd"),)))
    assert tally(failed, items).unread == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([("a.py", "refused")], "incomplete: 1 file not reviewed by the agent (refused)"),
        (
            [("a.py", "refused\u202e"), ("b.py", "refused\u202e")],
            "incomplete: 2 files not reviewed by the agent (refused⟨U+202E⟩)",
        ),
        ([("a.py", "refused"), ("b.py", "out of budget")], "incomplete: 2 files not reviewed by the agent"),
    ],
)
def test_what_the_agent_did_not_read_keeps_a_review_from_being_complete(
    cells: list[tuple[str, str]], said: str, report: Report, items: Mapping[str, Item]
) -> None:
    given = _unread(report, *((path, f"{UNREAD}{reason}") for path, reason in cells))
    assert _verdict(given, items)[1] == said
