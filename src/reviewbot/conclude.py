"""Conclude the check: what a report and everybody's no come to, and the marks by which the next run knows it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.expense import Bill, bill_mark
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.marker import state_text
from reviewbot.domain.plan import CheckText, ConcludeCheck, Conclusion, Denied, Refused
from reviewbot.domain.pull import WHOLE
from reviewbot.domain.report import Report, Status
from reviewbot.domain.shown import Check, Shown, Thread
from reviewbot.domain.upshot import Upshot, upshot_mark
from reviewbot.errors import GitHubError
from reviewbot.findings.dismissed import dismissed, noes
from reviewbot.findings.feedback import thumbs
from reviewbot.findings.reconcile import Group, Reconciled
from reviewbot.findings.verdict import concluded
from reviewbot.output.check import check_text
from reviewbot.output.fitting import MOST_IN_CHECK, fits
from reviewbot.output.headline import Outcome
from reviewbot.post import Writer
from reviewbot.publication import Publication, is_sayable
from reviewbot.renewal import earlier, worse
from reviewbot.reservation import balanced, carried, settled

WITHHELD = "What was found is not shown here, because it could give something away: see the summary of the job."
"""What stands in place of a text that must not be sent."""

_TOO_LONG = "What was found is too long for a check: the job summary has it."


@dataclass(frozen=True, slots=True)
class Judged:
    """A publication whose report knows what people said no to, how its check ends, and from what that follows."""

    publication: Publication
    outcome: Outcome
    upshot: Upshot


def judged(publication: Publication, held: Reconciled, shown: Shown, may_write: Callable[[str], bool]) -> Judged:
    """Take away what people said no to, and conclude from what is left; a part of a change is added to the whole."""
    report = publication.report
    is_whole = report.status is Status.COMPLETE
    upshot = Upshot(publication.pull.number, is_whole, report.gate.fails, "" if is_whole else _waived_by(shown))
    if report.run.scope != WHOLE:
        upshot = worse(upshot, earlier(shown, publication.check))
        is_hidden = report.status is Status.COMPLETE and not upshot.is_whole
        report = replace(report, status=Status.PARTIAL if is_hidden else report.status)
    done = dismissed(upshot.fails, _knowing(shown.threads, held.carried), may_write)
    silent = noes(held.carried, done)
    findings = tuple(replace(one, suppressed=one.suppressed or silent.get(one.fingerprint)) for one in report.findings)
    notes = (*report.notes, *filter(None, (thumbs(shown.threads),)))
    report = replace(report, findings=findings, gate=replace(report.gate, fails=done.fails), notes=notes)
    last = shown.checks[-1] if shown.checks else None
    conclusion, reason = concluded(report, last.is_required if last else None, upshot.waived_by)
    outcome = Outcome(conclusion, reason, _open(held, shown, report), done, shown.pull.author, upshot.waived_by)
    fails = tuple(dict.fromkeys(_said_as(one, held.carried) for one in done.fails))
    return Judged(replace(publication, report=report), outcome, replace(upshot, fails=fails))


def conclude(done: Judged, shown: Shown, writer: Writer) -> tuple[Denied, ...]:
    """Conclude the check, unless it says all this already."""
    publication, outcome = done.publication, done.outcome
    last = shown.checks[-1] if shown.checks else None
    going_on = last.number if last and not last.conclusion else None
    number = publication.check if publication.check is not None else going_on
    text = check_text(publication.report, publication.items, publication.links, outcome)
    if not all(is_sayable(publication, part) for part in (text.summary, text.text)):
        text = CheckText(f"{outcome.conclusion}", WITHHELD)
    state = state_text(publication.marker)
    old = last if publication.check is None else next((one for one in shown.checks if one.number == number), None)
    bill = _bill(publication, shown, number)
    if old and (old.external_id, old.conclusion) == (state, outcome.conclusion) and _says(old, text, done.upshot):
        return ()
    text = _marked(text, outcome, done.upshot, bill)
    answer = writer.write(ConcludeCheck(publication.report.change.head_sha, number, state, outcome.conclusion, text))
    if isinstance(answer, Refused):
        raise GitHubError(f"GitHub refuses the check: {answer.reason}", "Please report this.")
    return (answer,) if isinstance(answer, Denied) else ()


def _says(check: Check, text: CheckText, upshot: Upshot) -> bool:
    # Of a check that no App of ours made, nobody reads what it was concluded from.
    return check.title == text.title and check.upshot in (None, upshot)


def _marked(text: CheckText, outcome: Outcome, upshot: Upshot, bill: Bill | None) -> CheckText:
    """Put before a check's summary what the run cost and what it was concluded from; the marks always have room."""
    # What was cancelled concludes nothing that a person's word could change.
    marks = () if outcome.conclusion is Conclusion.CANCELLED else (upshot_mark(upshot),)
    marks = (*((bill_mark(bill),) if bill else ()), *marks)
    summary = "\n".join((*marks, text.summary))
    return replace(text, summary=summary if fits(summary, MOST_IN_CHECK) else "\n".join((*marks, _TOO_LONG)))


def _bill(publication: Publication, shown: Shown, check: int | None) -> Bill | None:
    """Settle what the run cost, reserved or not, and copy what is known of all others."""
    report, bill = publication.report, publication.bill
    if bill is None:
        bill = carried(shown, check, report.run.id)
        if not report.cost.usd or (bill is not None and bill.run != report.run.id):
            return bill
    return balanced(settled(bill or Bill(publication.pull.number, report.run.id), report.cost), shown)


def _waived_by(shown: Shown) -> str:
    """Name who lifted what is missing on this head, by the newest check that says how it was concluded."""
    upshots = (one.upshot for one in reversed(shown.checks) if one.upshot is not None)
    newest = next((one for one in upshots if one.pull == shown.pull.name.number), None)
    return newest.waived_by if newest else ""


def _knowing(threads: Iterable[Thread], carried: Sequence[tuple[Group, Thread]]) -> tuple[Thread, ...]:
    """Let threads know the findings that they were matched with by text too."""
    more: dict[str, tuple[Fingerprint, ...]] = {}
    for group, thread in carried:
        more[thread.node] = (*more.get(thread.node, ()), *(one.fingerprint for one in group))
    markers = (
        (one, replace(one.marker, fingerprints=one.marker.fingerprints + more.get(one.node, ()))) for one in threads
    )
    return tuple(replace(one, marker=marker) for one, marker in markers)


def _open(held: Reconciled, shown: Shown, report: Report) -> tuple[Thread, ...]:
    """Give the threads of what still stands from before, and of what fails the check without being found now."""
    found = {one.fingerprint for one in report.findings}
    fails = set(report.gate.fails) - found
    others = (one for one in shown.threads if not fails.isdisjoint(one.marker.fingerprints))
    return tuple({one.node: one for one in (*held.standing, *others) if one not in held.doubles}.values())


def _said_as(fingerprint: Fingerprint, carried: Sequence[tuple[Group, Thread]]) -> Fingerprint:
    """Give the name by which a finding's thread knows it: a no in that thread is looked up by it."""
    for group, thread in carried:
        known = thread.marker.fingerprints
        if fingerprint not in known and any(one.fingerprint == fingerprint for one in group):
            return known[0]
    return fingerprint
