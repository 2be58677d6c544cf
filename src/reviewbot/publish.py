"""The whole publishing of a report, on one page: GitHub is read, and brought to what it should show.

It may be killed anywhere and started again: every write is found again by its mark, and none is done twice.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reviewbot.domain.expense import Bill
from reviewbot.domain.marker import state_text, summary_mark
from reviewbot.domain.plan import (
    CheckText,
    ConcludeCheck,
    Conclusion,
    Denied,
    EditComment,
    MinimiseComment,
    PostComment,
    Refused,
    ResolveThread,
)
from reviewbot.domain.pull import PullName, PullState
from reviewbot.domain.report import Report, Status
from reviewbot.domain.shown import Shown, Thread
from reviewbot.errors import GitHubError, LostAnswerError, PullError, StaleError
from reviewbot.findings.reconcile import Reconciled, reconciled
from reviewbot.findings.verdict import concluded
from reviewbot.output.check import check_text
from reviewbot.output.headline import Outcome
from reviewbot.output.summary import Standing, summary
from reviewbot.output.tally import grouped
from reviewbot.post import Writer, posted
from reviewbot.publication import Publication, believe, is_sayable
from reviewbot.reservation import balanced, carried, marked, settled

_WITHHELD = "What was found is not shown here, because it could give something away: see the summary of the job."
_TRIES = 3
_PAUSE_SECONDS = 2.0


class Reader(Protocol):
    """Whoever reads what GitHub shows now."""

    def shown(self, name: PullName) -> Shown:
        """Give a pull request with what we wrote on it."""


@dataclass(frozen=True, slots=True)
class Published:
    """What GitHub shows now: `posted` counts new comments, `denied` is what the token may not do.

    `is_concluded` is false where the check could not be written, so that the verdict has to be told otherwise.
    """

    outcome: Outcome
    posted: int
    fixed: int
    denied: tuple[Denied, ...]
    is_concluded: bool


def publish(publication: Publication, reader: Reader, writer: Writer) -> Published:
    """Bring a pull request to what a report says; doing it again writes nothing.

    Raises StaleError where the head is another one by now, PullError where the pull request is not open any more.
    """
    for _ in range(_TRIES - 1):
        try:
            return _published(publication, reader, writer)
        except LostAnswerError:
            # Whether it was done, only GitHub knows: read it again, and do what is still missing.
            time.sleep(_PAUSE_SECONDS)
    return _published(publication, reader, writer)


def _published(publication: Publication, reader: Reader, writer: Writer) -> Published:
    report = publication.report
    believe(publication)
    shown = reader.shown(publication.pull)
    _hold(report, shown)
    groups = grouped(one for one in report.findings if not one.suppressed)
    held = reconciled(groups, shown.threads, report)
    done = posted(publication, held.new, writer)
    denied = done.denied + tuple(_settled(held.fixed, writer))
    if denied:
        # What could not be said now must not count as said when the token may say it.
        publication = replace(publication, is_said=False)
    is_changed = bool(done.count or held.fixed)
    check = shown.checks[-1] if shown.checks else None
    outcome = Outcome(*concluded(report, check.is_required if check else None))
    standing = _standing(report, held, done.count, outcome)
    denied += _summarised(publication, shown, standing, writer, is_changed=is_changed)
    last = _concluded(publication, shown, outcome, writer)
    several = tuple(dict.fromkeys((*denied, *last)))
    return Published(outcome, done.count, len(held.fixed), several, is_concluded=not last)


def _hold(report: Report, shown: Shown) -> None:
    """Refuse a report that is not about what the pull request shows now."""
    pull = shown.pull
    if pull.state is not PullState.OPEN:
        raise PullError(f"{pull.name} is {pull.state}: nothing is published.", "Review it locally, or reopen it.")
    if pull.head_sha != report.change.head_sha:
        then, now = report.change.head_sha[:10], pull.head_sha[:10]
        message = f"The report is about {then}, and the head of {pull.name} is now {now}."
        raise StaleError(message, "Nothing was published; the review of the newer commit takes its place.")


def _settled(threads: Sequence[Thread], writer: Writer) -> Iterator[Denied]:
    """Resolve what is fixed; without that permission fold our comment, unless a person answered it."""
    for thread in threads:
        if thread.can_resolve:
            answer = writer.write(ResolveThread(thread.node))
        elif not thread.has_answer and not thread.is_folded:
            answer = writer.write(MinimiseComment(thread.comment_node))
        else:
            continue
        if isinstance(answer, Denied):
            yield answer


def _standing(report: Report, held: Reconciled, posted: int, outcome: Outcome) -> Standing:
    # A run that was killed and started again counts what it posted the first time as new.
    again = sum(1 for _, thread in held.carried if thread.marker.run == report.run.id)
    return Standing(outcome, len(held.fixed), posted + again, len(held.carried) - again)


def _summarised(
    publication: Publication, shown: Shown, standing: Standing, writer: Writer, *, is_changed: bool
) -> tuple[Denied, ...]:
    """Write the one summary comment, or edit it; where there is nothing to say, there is none."""
    report = publication.report
    old = shown.summaries[0] if shown.summaries else None
    if standing.outcome.conclusion is Conclusion.CANCELLED:
        # The run that took its place has more to say.
        return ()
    if old is None and report.status is Status.COMPLETE and not report.findings:
        return ()
    mark = summary_mark(publication.marker)
    is_said = old is not None and old.marker is not None and summary_mark(old.marker) == mark
    if is_said and not is_changed:
        return ()
    body = summary(report, publication.items, publication.links, standing, mark)
    if not is_sayable(publication, body):
        body = f"{mark}\n### reviewbot\n{_WITHHELD}"
    answer = writer.write(EditComment(old.number, body) if old else PostComment(body))
    return (answer,) if isinstance(answer, Denied) else ()


def _bill(publication: Publication, shown: Shown, check: int | None) -> Bill | None:
    """Settle what the run cost, reserved or not, and copy what is known of all others."""
    report, bill = publication.report, publication.bill
    if bill is None:
        bill = carried(shown, check, report.run.id)
        if not report.cost.usd or (bill is not None and bill.run != report.run.id):
            return bill
    return balanced(settled(bill or Bill(publication.pull.number, report.run.id), report.cost), shown)


def _concluded(publication: Publication, shown: Shown, outcome: Outcome, writer: Writer) -> tuple[Denied, ...]:
    report = publication.report
    last = shown.checks[-1] if shown.checks else None
    going_on = last.number if last and not last.conclusion else None
    number = publication.check if publication.check is not None else going_on
    text = check_text(report, publication.items, publication.links, outcome)
    if not all(is_sayable(publication, part) for part in (text.summary, text.text)):
        text = CheckText(f"{outcome.conclusion}", _WITHHELD)
    state = state_text(publication.marker)
    old = last if publication.check is None else next((one for one in shown.checks if one.number == number), None)
    bill = _bill(publication, shown, number)
    if old and (old.external_id, old.conclusion, old.title) == (state, outcome.conclusion.value, text.title):
        return ()
    check = ConcludeCheck(report.change.head_sha, number, state, outcome.conclusion, marked(text, bill))
    answer = writer.write(check)
    if isinstance(answer, Refused):
        raise GitHubError(f"GitHub refuses the check: {answer.reason}", "Please report this.")
    return (answer,) if isinstance(answer, Denied) else ()
