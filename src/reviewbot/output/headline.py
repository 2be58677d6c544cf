"""What a run came to, in a few words: the heading of the summary and the title of the check."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Report, Status
from reviewbot.domain.shown import Thread
from reviewbot.domain.upshot import Dismissed
from reviewbot.domain.visible import visible
from reviewbot.output.problem import problem_name
from reviewbot.output.tally import Tally, grouped, missing
from reviewbot.output.words import ENGLISH, Words, amount, number, said

_LEAST_TO_FIX = Severity.MEDIUM
_MOST_OF_A_REASON = 120
_MOST_NAMED = 3
_OURS = frozenset({Conclusion.FAILURE, Conclusion.NEUTRAL})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ends, and why: `reason` is a clause such as `nothing changed`, empty where there is none to give.

    `open` are the threads of findings from before that still stand. `dismissed` is what people said no to, `author`
    whose pull request it is: their no alone does not count. `waived_by` is who said that what is missing may be.
    """

    conclusion: Conclusion
    reason: str = ""
    open: tuple[Thread, ...] = ()
    dismissed: Dismissed = field(default_factory=Dismissed)
    author: str = ""
    waived_by: str = ""


def headline(report: Report, tallied: Tally, outcome: Outcome, words: Words = ENGLISH) -> str:
    """Say it in order of weight: what is to fix, what fails the check, what was not looked at, and the reason."""
    return ", ".join(_parts(report, tallied, outcome, words))


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


def _parts(report: Report, tallied: Tally, outcome: Outcome, words: Words) -> Iterator[str]:
    groups = grouped(tallied.findings)
    severities = [*(group[0].severity for group in groups), *(one.marker.severity for one in outcome.open)]
    grave = sum(1 for one in severities if one >= _LEAST_TO_FIX)
    if grave:
        yield said(words, "to_fix", count=number(words, grave))
    elif severities:
        yield amount(words, "minor_findings", len(severities))
    failing = _failing(report, groups, outcome)
    if failing and outcome.conclusion is Conclusion.FAILURE:
        yield amount(words, "failing", failing)
    yield from _missing(report, tallied, words)
    noes = tuple(_noes(tallied, outcome, words))
    yield from noes
    reason = own_reason(report, outcome)
    if not (severities or failing or noes or reason) and report.status is Status.COMPLETE:
        yield said(words, "nothing_found" if tallied.reviewed and tallied.asked else "nothing_reviewed")
    if reason and not is_long(reason):
        yield reason


def _failing(report: Report, groups: Iterable[Sequence[Finding]], outcome: Outcome) -> int:
    """Count the causes that fail a check, found now or before; what no thread knows counts one by one."""
    left = set(report.gate.fails)
    count = 0
    for cause in (*(tuple(one.fingerprint for one in group) for group in groups), *map(_fingerprints, outcome.open)):
        count += not left.isdisjoint(cause)
        left.difference_update(cause)
    return count + len(left)


def _fingerprints(thread: Thread) -> Sequence[Fingerprint]:
    return thread.marker.fingerprints


def _noes(tallied: Tally, outcome: Outcome, words: Words) -> Iterator[str]:
    """Count what was to fail the check and who said no to it, those whose no does not count among them."""
    for name, count in _by_name(tallied.suppressed, outcome.dismissed.by):
        key = "dismissed_by" if name else "taken_back"
        yield said(words, key, count=number(words, count), name=visible(name))
    for name, count in _by_name(tallied.findings, outcome.dismissed.unheard):
        key = "unheard_author" if name == outcome.author else "unheard"
        yield said(words, key, count=number(words, count), name=visible(name))
    if outcome.waived_by and outcome.conclusion is Conclusion.NEUTRAL:
        yield said(words, "waived_by", name=visible(outcome.waived_by))


def _by_name(findings: Iterable[Finding], said_by: Iterable[tuple[Fingerprint, str]]) -> list[tuple[str, int]]:
    """Count causes by who spoke of them, the busiest first."""
    names = dict(said_by)
    known = ([names[one.fingerprint] for one in group if one.fingerprint in names] for group in grouped(findings))
    return Counter(several[0] for several in known if several).most_common(_MOST_NAMED)


def _missing(report: Report, tallied: Tally, words: Words) -> Iterator[str]:
    """Say what keeps a review from being complete; a count is enough where findings come first."""
    files = [*missing(tallied, words)]
    match report.status:
        case Status.FAILED:
            yield said(words, "review_failed")
        case Status.PARTIAL if not (files and tallied.findings):
            yield said(words, "incomplete")
        case _:
            pass
    if files:
        yield from files
    elif report.problem and report.status is Status.PARTIAL and not is_long(name := problem_name(report.problem)):
        yield name[:1].lower() + name[1:]
