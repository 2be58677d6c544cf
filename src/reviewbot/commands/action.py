"""Run a phase inside GitHub Actions: the event decides what is done."""

import argparse
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from reviewbot.checklist.load import checklist
from reviewbot.commands.audit_job import at_once, is_audit, looked, planned, published
from reviewbot.commands.catalogue import HubCatalogue
from reviewbot.commands.failed import failed_report
from reviewbot.commands.hub import Hub, hub_here
from reviewbot.commands.job import Job, give, job_here, summarise
from reviewbot.commands.keys import has_key
from reviewbot.commands.program import VERSION
from reviewbot.commands.publish import items_of, lacking, publication_of, report_in, sentence
from reviewbot.commands.pull import Demand, pull_review
from reviewbot.commands.queued import Asked, read_for_queue
from reviewbot.commands.streams import printed, told
from reviewbot.course import Desk
from reviewbot.domain.event import CommentEvent, PullEvent
from reviewbot.domain.expense import Bill
from reviewbot.domain.item import Item
from reviewbot.domain.plan import ConcludeCheck, Conclusion, Denied, React, Reaction
from reviewbot.domain.pull import Grant, PullName, Request
from reviewbot.domain.report import Cost, Problem, Report, Status
from reviewbot.domain.shown import Shown
from reviewbot.errors import (
    AccessError,
    CancelledError,
    LostAnswerError,
    PullError,
    ReviewbotError,
    StaleError,
    UsageError,
)
from reviewbot.github.handover import handed_over, taken_over
from reviewbot.github.write import Writer
from reviewbot.output.annotations import annotations
from reviewbot.output.check import failed_text, skipped_text
from reviewbot.output.job_summary import job_summary, problem_summary
from reviewbot.output.report_file import dumped
from reviewbot.output.write import write
from reviewbot.publication import Publication, believe
from reviewbot.publish import Published, publish
from reviewbot.request import Decision, may_comment, requested
from reviewbot.reservation import Here, forfeited, marked, regranted, settled

_CANCELLED = "The review was cancelled."
_WAITING = "Another review of this pull request has not said yet what it cost: looking again in {:.0f} s."


class Phase(StrEnum):
    """A part of the work, each in a job of its own, or all of them in one."""

    REQUEST = "request"
    REVIEW = "review"
    PUBLISH = "publish"
    ALL = "all"


_AUDIT: Mapping[Phase, Callable[[Job, Hub], int]] = {
    Phase.REQUEST: planned,
    Phase.REVIEW: looked,
    Phase.PUBLISH: published,
    Phase.ALL: at_once,
}


def action(options: argparse.Namespace) -> int:
    """Run the phase that the options name in the job that the environment describes."""
    # A job that is cancelled is told so, and has seconds to leave a report and end its check.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    job = job_here(os.environ)
    with hub_here() as hub:
        return acted(Phase(options.phase), job, hub)


def acted(phase: Phase, job: Job, hub: Hub, pause: Callable[[float], None] = time.sleep) -> int:
    """Run one phase; give 0 unless it could not be done, or its verdict can be told in no other way.

    `pause` waits for so many seconds, for a review before this one to say what it cost.
    """
    if is_audit(job.event):
        return _AUDIT[phase](job, hub)
    match phase:
        case Phase.REQUEST:
            return _request(job, hub)
        case Phase.REVIEW:
            return _review(job, hub, pause)
        case Phase.PUBLISH:
            return _publish(job, hub)
        case Phase.ALL:
            return _all(job, hub, pause)
        case _:
            assert_never(phase)


def _request(job: Job, hub: Hub) -> int:
    writer = _writer(job, hub, _pull_of(job))
    # Whether there is a key only the job knows that has it.
    decision = _decided(job, hub, writer, can_pay=True)
    if decision.request is None:
        return _nothing(job, hub, decision)
    # Whatever is reviewed now is paid for: a token that cannot publish it must be noticed before.
    denied = decision.denied or may_comment(writer)
    if isinstance(denied, Denied):
        problem = Problem("permission", "", 0, f"{denied.message} {denied.hint}")
        unspent = decision.request.bill and settled(decision.request.bill, Cost())
        _conclude(writer, replace(decision.request, bill=unspent), Conclusion.FAILURE, problem, job)
        give(job, {"run": "false"})
        raise AccessError(denied.message, denied.hint)
    give(job, {"run": "true", "request": handed_over(decision.request)})
    told(decision.said)
    return 0


def _review(job: Job, hub: Hub, pause: Callable[[float], None]) -> int:
    report, _ = _reviewed(job, hub, taken_over(job.request), None, pause)
    give(job, {"report": str(job.report), "status": report.status})
    return 0


def _publish(job: Job, hub: Hub) -> int:
    request = taken_over(job.request)
    writer = _writer(job, hub, request.pull)
    try:
        report = report_in(job.report, request.pull)
        publication = publication_of(hub, report, items_of(hub, report), request)
        believe(publication)
    except UsageError as error:
        problem = Problem("no-report", str(job.report), 0, f"{error.message} {error.hint}")
        _conclude(writer, _known(request, job), Conclusion.FAILURE, problem, job)
        raise
    with _check_ended(writer, request, job):
        done = _said(job, hub, request, publication)
    if done is not None and done.denied:
        raise lacking(done)
    return 0


def _all(job: Job, hub: Hub, pause: Callable[[float], None]) -> int:
    writer = _writer(job, hub, _pull_of(job))
    decision = _decided(job, hub, writer, can_pay=_can_pay())
    if decision.request is None:
        return _nothing(job, hub, decision)
    told(decision.said)
    with _check_ended(writer, decision.request, job):
        report, items = _reviewed(job, hub, decision.request, decision.shown, pause)
        done = _said(job, hub, decision.request, publication_of(hub, report, items, decision.request))
    if done is None or not done.denied:
        return 0
    # With a token that may only read, the log and the job's own colour are all that is left.
    printed(annotations(report, items))
    error = lacking(done)
    told(f"{error.message} {error.hint} The findings are in this log and the job's summary.")
    return 1 if not done.is_concluded and done.outcome.conclusion is Conclusion.FAILURE else 0


def _decided(job: Job, hub: Hub, writer: Writer, *, can_pay: bool) -> Decision:
    here = Here(VERSION, job.run, job.engine, job.max_usd, can_pay)
    desk = Desk(hub.reader, writer, here, HubCatalogue(hub))
    try:
        return requested(job.event, desk)
    except LostAnswerError:
        if not (isinstance(job.event, PullEvent) or (isinstance(job.event, CommentEvent) and job.event.is_pull)):
            raise
        # A check that was made after all is found again, and so is an answer.
        return requested(job.event, desk)


def _nothing(job: Job, hub: Hub, decision: Decision) -> int:
    give(job, {"run": "false"})
    told(decision.said)
    if decision.queued is not None:
        pull = decision.queued.pull
        writer = _writer(job, hub, pull.name)
        with _check_ended(writer, Request(pull.name, pull.head_sha), job):
            told(read_for_queue(hub, decision.queued, writer, Asked(job.run, job.fail_on)))
        return 0
    is_expected = isinstance(job.event, PullEvent) and job.event.is_untrusted
    if decision.denied is not None and not is_expected:
        raise AccessError(decision.denied.message, decision.denied.hint)
    return 0


def _can_pay() -> bool:
    return any(has_key(os.environ, is_bedrock=is_bedrock) for is_bedrock in (False, True))


def _reviewed(
    job: Job, hub: Hub, request: Request, known: Shown | None, pause: Callable[[float], None]
) -> tuple[Report, Mapping[str, Item]]:
    """Review, and leave a report whatever happens: a review that failed is published as such."""
    costs = [Cost()]
    # A report that another review left behind must not be taken for this one's.
    job.report.unlink(missing_ok=True)
    try:
        # What was asked for, also where the head moved meanwhile: the push's own event reviews what is new.
        shown = known or hub.reader.shown(request.pull, request.us)
        pull = replace(shown.pull, head_sha=request.head_sha)
        comparison = hub.reader.compared(pull)
        demand = Demand(
            job.engine,
            job.fail_on,
            max_usd=job.max_usd,
            grant=_granted(request, job, hub, pause),
            spent=costs.append,
            is_asked_for=bool(request.by),
            scope=request.scope,
            checkpoints=shown.checkpoints,
            threads=shown.threads,
        )
        with pull_review(hub, pull, comparison, demand) as done:
            items = {one.id: one for one in done.team.checklist.items}
            links = publication_of(hub, done.report, items).links
            summarise(job, job_summary(done.report, done.work.diff, items, links))
            return _left(job, done.report), items
    except KeyboardInterrupt:
        _left(job, failed_report(request, CancelledError(_CANCELLED, "Run it again."), costs[-1]))
        raise
    except ReviewbotError as error:
        told(f"{error.message} {error.hint}")
        report = failed_report(request, error, costs[-1])
        if report.problem is not None:
            summarise(job, problem_summary(report.problem))
        return _left(job, report), _shipped()


def _granted(request: Request, job: Job, hub: Hub, pause: Callable[[float], None]) -> Grant:
    """Say what may be spent by now; whoever cannot pay waits for no money."""

    def wait(seconds: float) -> None:
        told(_WAITING.format(seconds))
        pause(seconds)

    return regranted(request, job.run, hub.reader, wait) if _can_pay() else request.grant


def _left(job: Job, report: Report) -> Report:
    write(job.report, dumped(report))
    return report


def _said(job: Job, hub: Hub, request: Request, publication: Publication) -> Published | None:
    """Publish, answer whoever asked, and give the outputs; None where the pull request has moved on meanwhile."""
    writer = _writer(job, hub, request.pull)
    try:
        done = publish(publication, hub.reader, writer)
    except (StaleError, PullError) as error:
        told(f"{error.message} {error.hint}")
        text = marked(skipped_text(error.message), _settled(request, publication.report))
        conclusion = Conclusion.CANCELLED if isinstance(error, StaleError) else Conclusion.SKIPPED
        writer.write(ConcludeCheck(request.head_sha, request.check, job.run, conclusion, text))
        return None
    if request.subject:
        is_done = publication.report.status is not Status.FAILED
        writer.write(React(request.subject, Reaction.ROCKET if is_done else Reaction.CONFUSED))
    count = sum(1 for one in publication.report.findings if one.suppressed is None)
    give(
        job,
        {
            "conclusion": done.outcome.conclusion,
            "findings": str(count),
            "posted": str(done.posted),
            "report": str(job.report),
        },
    )
    told(sentence(publication, done))
    return done


@contextmanager
def _check_ended(writer: Writer, request: Request, job: Job) -> Iterator[None]:
    """Let nothing that goes wrong leave the check in progress, where nobody would know for how long to wait."""
    with ExitStack() as unless_done:
        problem = Problem("crash", "", 0, "The review ended before its time: the log of the job says why.")
        unless_done.callback(lambda: _conclude(writer, _known(request, job), Conclusion.FAILURE, problem, job))
        try:
            yield
        except KeyboardInterrupt:
            unless_done.pop_all()
            _conclude(writer, _known(request, job), Conclusion.CANCELLED, Problem("cancelled", "", 0, _CANCELLED), job)
            raise
        unless_done.pop_all()


def _conclude(writer: Writer, request: Request, conclusion: Conclusion, problem: Problem, job: Job) -> None:
    text = marked(failed_text(problem), request.bill)
    writer.write(ConcludeCheck(request.head_sha, request.check, job.run, conclusion, text))


def _known(request: Request, job: Job) -> Request:
    """Settle what a review cost if it left a report; else nobody knows, and its reservation counts in full for good."""
    try:
        return replace(request, bill=_settled(request, report_in(job.report, request.pull)))
    except UsageError:
        return replace(request, bill=request.bill and forfeited(request.bill))


def _settled(request: Request, report: Report) -> Bill | None:
    return request.bill and settled(request.bill, report.cost)


def _shipped() -> Mapping[str, Item]:
    return {one.id: one for one in checklist({}).items}


def _writer(job: Job, hub: Hub, pull: PullName) -> Writer:
    return Writer(hub.connection, pull, job.url)


def _pull_of(job: Job) -> PullName:
    match job.event:
        case PullEvent(pull=pull) | CommentEvent(pull=pull):
            return pull
        case _:
            # A commit's check needs no pull request.
            return PullName(job.repository, 0)
