"""The whole publishing of a report, on one page: GitHub is read, and brought to what it should show.

It may be killed anywhere and started again: every write is found again by its mark, and none is done twice.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from reviewbot.answer import replied, settled
from reviewbot.conclude import WITHHELD, Judged, conclude, judged
from reviewbot.domain.marker import summary_mark
from reviewbot.domain.plan import Conclusion, Denied, EditComment, MinimiseComment, PostComment
from reviewbot.domain.pull import WHOLE, PullName, PullState
from reviewbot.domain.report import Report, Status
from reviewbot.domain.shown import Shown, SummaryComment
from reviewbot.domain.upshot import upshot_in, upshot_mark
from reviewbot.errors import LostAnswerError, PullError, StaleError
from reviewbot.findings.reconcile import Reconciled, reconciled
from reviewbot.output.headline import Outcome
from reviewbot.output.summary import Standing
from reviewbot.output.tally import grouped
from reviewbot.post import Writer, posted
from reviewbot.publication import Publication, believe, is_sayable, summarised
from reviewbot.speak import voiced

_TRIES = 3
_PAUSE_SECONDS = 2.0


class Reader(Protocol):
    """Whoever reads what GitHub shows now."""

    def shown(self, name: PullName) -> Shown:
        """Give a pull request with what we wrote on it."""

    def may_write(self, repository: str, login: str) -> bool:
        """Tell whether somebody may push to a repository."""


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


def publish(
    publication: Publication, reader: Reader, writer: Writer, pause: Callable[[float], None] = time.sleep
) -> Published:
    """Bring a pull request to what a report says; doing it again writes nothing.

    Raises StaleError where the head is another one by now, PullError where the pull request is not open any more.
    """
    for _ in range(_TRIES - 1):
        try:
            return _published(publication, reader, writer)
        except LostAnswerError:
            # Whether it was done, only GitHub knows: read it again, and do what is still missing.
            pause(_PAUSE_SECONDS)
    return _published(publication, reader, writer)


def _published(publication: Publication, reader: Reader, writer: Writer) -> Published:
    believe(publication)
    shown = reader.shown(publication.pull)
    _hold(publication, shown)
    may_write = cache(lambda login: reader.may_write(publication.pull.repository, login))
    publication = voiced(publication, shown)
    told = replied(publication, shown.threads, writer, may_write)
    groups = grouped(one for one in publication.report.findings if not one.suppressed)
    held = reconciled(groups, told.threads, publication.report, publication.items)
    done = posted(publication, held.new, writer)
    first = (*told.denied, *done.denied)
    result = judged(_so_far(publication, first), held, replace(shown, threads=told.threads), may_write)
    # Before threads are closed: whoever starts again after that could not count them any more.
    second = _summarised(result, shown, _standing(publication.report, held, done.count, result.outcome), writer)
    third = tuple(settled(publication, held, told.threads, writer))
    result = replace(result, publication=_so_far(result.publication, third))
    last = conclude(result, shown, writer)
    several = tuple(dict.fromkeys((*first, *second, *third, *last)))
    return Published(result.outcome, done.count, len(held.fixed), several, is_concluded=not last)


def _so_far(publication: Publication, denied: Sequence[Denied]) -> Publication:
    """Let what could not be said now not count as said when the token may say it."""
    return replace(publication, is_said=False) if denied else publication


def _hold(publication: Publication, shown: Shown) -> None:
    """Refuse a report that is not about what the pull request shows now, or that nobody waits for any more."""
    report, pull = publication.report, shown.pull
    if pull.state is not PullState.OPEN:
        raise PullError(f"{pull.name} is {pull.state}: nothing is published.", "Review it locally, or reopen it.")
    if pull.is_draft and publication.skips_drafts:
        raise PullError(f"{pull.name} is a draft now: nothing is published.", "`/review` reviews a draft too.")
    if pull.head_sha != report.change.head_sha:
        then, now = report.change.head_sha[:10], pull.head_sha[:10]
        message = f"The report is about {then}, and the head of {pull.name} is now {now}."
        raise StaleError(message, "Nothing was published; the review of the newer commit takes its place.")


def _standing(report: Report, held: Reconciled, posted: int, outcome: Outcome) -> Standing:
    # A run that was killed and started again counts what it posted the first time as new.
    again = sum(1 for _, thread in held.carried if thread.marker.run == report.run.id)
    return Standing(outcome, len(held.fixed), posted + again, len(held.carried) - again)


def _summarised(done: Judged, shown: Shown, standing: Standing, writer: Writer) -> tuple[Denied, ...]:
    """Write the one summary comment, or edit it; where there is nothing to say, there is none."""
    publication, report = done.publication, done.publication.report
    old, *younger = shown.summaries or (None,)
    # Two runs at once may each have made one.
    folds = [MinimiseComment(one.node) for one in younger if one is not None and not one.is_folded]
    denied = [answer for fold in folds if isinstance(answer := writer.write(fold), Denied)]
    # The run that took a cancelled one's place has more to say, and whoever looks at a part has less.
    is_less = standing.outcome.conclusion is Conclusion.CANCELLED or (old is not None and report.run.scope != WHOLE)
    is_empty = report.status is Status.COMPLETE and not (report.findings or standing.outcome.open)
    if is_less or (old is None and is_empty) or (old is not None and _is_said(done, old)):
        return tuple(denied)
    marks = f"{summary_mark(publication.marker)}\n{upshot_mark(done.upshot)}"
    body = summarised(publication, standing, marks).text
    if not is_sayable(publication, body):
        body = f"{marks}\n### reviewbot\n{WITHHELD}"
    answer = writer.write(EditComment(old.number, body) if old else PostComment(body))
    return (*denied, answer) if isinstance(answer, Denied) else tuple(denied)


def _is_said(done: Judged, old: SummaryComment) -> bool:
    # As texts: a mark keeps a part of each digest.
    is_this_run = old.marker is not None and summary_mark(old.marker) == summary_mark(done.publication.marker)
    return is_this_run and upshot_in(old.body) == done.upshot
