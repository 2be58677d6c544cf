"""What a run came to, in a few words: the heading of the summary and the title of the check."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewbot.domain.finding import Finding
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Report, Status
from reviewbot.domain.visible import visible
from reviewbot.output.problem import problem_name
from reviewbot.output.tally import Tally, grouped, missing
from reviewbot.output.wording import counted

_LEAST_TO_FIX = Severity.MEDIUM
_MOST_OF_A_REASON = 120
_OURS = frozenset({Conclusion.FAILURE, Conclusion.NEUTRAL})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ends, and why: `reason` is a clause such as `nothing changed`, empty where there is none to give."""

    conclusion: Conclusion
    reason: str = ""


def headline(report: Report, tallied: Tally, outcome: Outcome) -> str:
    """Say it in order of weight: what is to fix, what fails the check, what was not looked at, and the reason."""
    return ", ".join(_parts(report, tallied, outcome))


def is_grave(finding: Finding) -> bool:
    """Tell whether somebody should act on a finding: it is of medium severity or more."""
    return finding.severity >= _LEAST_TO_FIX


def own_reason(report: Report, outcome: Outcome) -> str:
    """Give the reason where the report does not say the same: it fails for its findings or for what is missing."""
    is_told = report.gate.fails or report.status is not Status.COMPLETE
    return "" if is_told and outcome.conclusion in _OURS else visible(outcome.reason)


def is_long(reason: str) -> bool:
    """Tell whether a reason needs a line of its own."""
    return len(reason) > _MOST_OF_A_REASON


def _parts(report: Report, tallied: Tally, outcome: Outcome) -> Iterator[str]:
    groups = grouped(tallied.findings)
    grave = [group for group in groups if is_grave(group[0])]
    if grave:
        yield f"{len(grave):,} to fix"
    elif groups:
        yield counted(len(groups), "minor finding")
    failing = sum(1 for group in groups if any(one.fingerprint in report.gate.fails for one in group))
    if failing and outcome.conclusion is Conclusion.FAILURE:
        yield f"{failing:,} {'fails' if failing == 1 else 'fail'} the check"
    yield from _missing(report, tallied)
    reason = own_reason(report, outcome)
    if not groups and not reason and report.status is Status.COMPLETE:
        yield "nothing found" if tallied.reviewed and tallied.asked else "nothing was reviewed"
    if reason and not is_long(reason):
        yield reason


def _missing(report: Report, tallied: Tally) -> Iterator[str]:
    """Say what keeps a review from being complete; a count is enough where findings come first."""
    files = [*missing(tallied)]
    match report.status:
        case Status.FAILED:
            yield "the review failed"
        case Status.PARTIAL if not (files and tallied.findings):
            yield "incomplete"
        case _:
            pass
    if files:
        yield from files
    elif report.problem and report.status is Status.PARTIAL and not is_long(name := problem_name(report.problem)):
        yield name[:1].lower() + name[1:]
