"""From a report to the conclusion of its check, and the sentence that says why."""

from reviewbot.domain.coverage import EVERY, UNREAD, CoveredFile, FileState
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Report, Status


def concluded(report: Report, is_required: bool | None, waived_by: str = "") -> tuple[Conclusion, str]:
    """Conclude a check: never green for what was not looked at, red only for what somebody can mend.

    `is_required` tells whether the branch cannot be merged without this check, None where nobody can tell: then an
    incomplete review counts as if it were. Files that are left out by design are not missing. `waived_by` is who said
    that what is missing may be, empty where nobody did: a finding is nothing that is missing.
    """
    fails = len(report.gate.fails)
    if fails:
        return Conclusion.FAILURE, f"{fails} {'fails' if fails == 1 else 'fail'} the check"
    if report.problem is not None and report.problem.kind == "cancelled":
        return Conclusion.CANCELLED, "the review was cancelled"
    if report.status is not Status.COMPLETE:
        return _unfinished(report, is_required, waived_by)
    if not any(file.state is FileState.REVIEWED for file in report.coverage.files):
        return Conclusion.SKIPPED, _nothing(report.coverage.files)
    return Conclusion.SUCCESS, ""


def incomplete(on_incomplete: str, is_required: bool | None) -> Conclusion:
    """Conclude a check for which something was not looked at, by the team's `on_incomplete`."""
    is_tolerated = on_incomplete == "neutral" or (on_incomplete == "auto" and is_required is False)
    return Conclusion.NEUTRAL if is_tolerated else Conclusion.FAILURE


def _unfinished(report: Report, is_required: bool | None, waived_by: str) -> tuple[Conclusion, str]:
    if waived_by:
        # Never green for what nobody looked at; neutral lets the branch be merged all the same.
        return Conclusion.NEUTRAL, f"waived by {waived_by}"
    missing = _missing(report)
    if report.status is Status.FAILED:
        return Conclusion.FAILURE, missing
    return incomplete(report.gate.on_incomplete, is_required), missing


def _missing(report: Report) -> str:
    failed = sum(1 for file in report.coverage.files if file.state is FileState.FAILED)
    if failed:
        return f"{failed} {'file was' if failed == 1 else 'files were'} not reviewed"
    if report.problem:
        return report.problem.hint
    unread = {cell.path for cell in report.coverage.cells if cell.item == EVERY and cell.reason.startswith(UNREAD)}
    if unread:
        return f"{len(unread)} {'file was' if len(unread) == 1 else 'files were'} not reviewed by the agent"
    return "the review could not be completed"


def _nothing(files: tuple[CoveredFile, ...]) -> str:
    if not files:
        return "nothing changed"
    return "all changed files are left out by design"
