"""From an event to a decision, on one page: what to review, what to say at once, or nothing."""

from dataclasses import dataclass, replace
from typing import assert_never

from reviewbot.commanded import obeyed
from reviewbot.config.peek import peeked
from reviewbot.config.values import Drafts, MergeGroup
from reviewbot.course import Desk, denial
from reviewbot.domain.event import AuditEvent, CommentEvent, Event, OtherEvent, PullEvent, QueueEvent
from reviewbot.domain.expense import Micro
from reviewbot.domain.marker import state_of
from reviewbot.domain.plan import Answer, ConcludeCheck, Conclusion, Denied, PostComment, StartCheck, Written
from reviewbot.domain.pull import Grant, PullName, PullState, Request
from reviewbot.domain.shown import Shown
from reviewbot.output.check import skipped_text, started_text
from reviewbot.post import Writer
from reviewbot.renewal import newest, renewed
from reviewbot.reservation import carried, granted, marked, reserved
from reviewbot.threaded import caught_up

SKIP_LABEL = "skip-review"
REVIEW_LABEL = "review"
_LABELLING = frozenset({"labeled", "unlabeled"})
_STARTING = frozenset({"opened", "reopened", "synchronize", "ready_for_review", "edited"})
_STOPPING = frozenset({"converted_to_draft", "closed"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do next: `request` is None where nothing is to be reviewed. `said` is a sentence for the log.

    `shown` is the pull request as it was when this was decided, `queued` as a merge queue made it, for the detectors to
    read at once; None where nothing of the kind is asked for. `denied` is what a token turned out not to be
    allowed, None where it may do all that was tried.
    """

    request: Request | None
    said: str
    shown: Shown | None = None
    queued: Shown | None = None
    denied: Denied | None = None


def requested(event: Event, desk: Desk) -> Decision:
    """Decide what an event asks for; what a review may cost is reserved before it is decided on."""
    match event:
        case OtherEvent(reason=reason):
            return Decision(None, reason)
        case AuditEvent(trigger=trigger):
            return Decision(None, f"`{trigger}` asks for an audit, not for a review.")
        case QueueEvent():
            return _queued(event, desk)
        case PullEvent():
            return _changed(event, desk)
        case CommentEvent():
            return _commanded(event, desk)
        case _:
            assert_never(event)


def may_comment(writer: Writer) -> Answer:
    """Ask whether comments may be written, before anything is paid for: GitHub looks at the token before the text.

    An empty comment is refused to whoever may write one, and denied to whoever may not.
    """
    return writer.write(PostComment(""))


def _queued(event: QueueEvent, desk: Desk) -> Decision:
    shown = desk.reader.shown(PullName(event.repository, event.number)) if event.number else None
    if shown is not None and peeked(shown.setting).merge_group is MergeGroup.CHECK:
        # Its base is the commit before it in the queue, as that of a merged one is the tip before the merge.
        made = replace(shown.pull, state=PullState.MERGED, base_sha=event.base_sha, head_sha=event.head_sha)
        said = f"The detectors read what a merge queue made of {made.name}."
        return Decision(None, said, queued=replace(shown, pull=made))
    text = skipped_text("every pull request in the queue was reviewed on its own")
    answer = desk.writer.write(ConcludeCheck(event.head_sha, None, desk.here.run, Conclusion.SUCCESS, text))
    said = "A merge queue asked: the pull requests in it were reviewed already."
    return Decision(None, said, denied=denial(answer))


def _changed(event: PullEvent, desk: Desk) -> Decision:
    if not _matters(event):
        return Decision(None, f"`{event.action}` changes nothing that is reviewed.")
    shown = desk.reader.shown(event.pull)
    is_wanted = _is_wanted(event)
    # Where there is no key, there may be no job that a comment starts.
    if not event.is_untrusted and (shown.pull.is_fork or not desk.here.can_pay):
        shown = caught_up(shown, desk.reader, desk.writer, desk.catalogue).shown
    reason = _skipped(shown, is_wanted=is_wanted)
    if reason:
        return _skip(shown, desk, reason)
    if is_covered(shown, desk.here.tool):
        answer = renewed(shown, desk.reader, desk.writer)
        said = "the check was concluded anew" if answer else "nothing is to be done"
        return Decision(None, f"Nothing is new since the last complete review: {said}.", denied=denial(answer))
    # Somebody without the right to push may put a label on, and yet not spend money on a stranger's change.
    is_asked = is_wanted and desk.reader.may_write(event.pull.repository, event.sender)
    request = Request(
        event.pull,
        shown.pull.head_sha,
        by=event.sender if is_asked else "",
        is_for_drafts=is_wanted or peeked(shown.setting).drafts is Drafts.REVIEW,
    )
    bill = reserved(request, shown, desk.here, desk.reader, Micro(0))
    return _start(replace(request, bill=bill), shown, desk)


def _matters(event: PullEvent) -> bool:
    """Tell whether an event can change what is reviewed; of labels two do, and one of them only when it is put on."""
    if event.action in _LABELLING:
        return event.label == SKIP_LABEL or _is_wanted(event)
    return event.action in _STARTING | _STOPPING


def _is_wanted(event: PullEvent) -> bool:
    return (event.action, event.label) == ("labeled", REVIEW_LABEL)


def _skipped(shown: Shown, *, is_wanted: bool) -> str:
    if shown.pull.state is not PullState.OPEN:
        return f"this pull request is {shown.pull.state}"
    if SKIP_LABEL in shown.pull.labels:
        return f"it has the label `{SKIP_LABEL}`"
    if is_wanted:
        return ""
    if shown.pull.is_draft and peeked(shown.setting).drafts is Drafts.SKIP:
        return "this pull request is a draft"
    pause = shown.pause
    return f"paused by {pause.by}: `/review resume` goes on" if pause is not None and pause.is_on else ""


def _skip(shown: Shown, desk: Desk, reason: str) -> Decision:
    """Conclude the check, so that nobody waits for it; once."""
    text, last = skipped_text(reason), newest(shown)
    said = f"Not reviewed: {reason}."
    # A verdict stays: what was found in this head is no better for a label or a pause. Of a closed one any will do.
    is_kept = last is not None and (last.upshot is not None or shown.pull.state is not PullState.OPEN)
    if last and last.conclusion and (last.title == text.title or is_kept):
        return Decision(None, said)
    going_on = _in_progress(shown)
    text = marked(text, carried(shown, going_on, desk.here.key))
    check = ConcludeCheck(shown.pull.head_sha, going_on, desk.here.run, Conclusion.SKIPPED, text)
    return Decision(None, said, denied=denial(desk.writer.write(check)))


def is_covered(shown: Shown, tool: str) -> bool:
    """Tell whether a complete run of this version reviewed this head against this base, and its check says so."""
    last = newest(shown)
    state = state_of(last.external_id) if last and last.conclusion else None
    return (
        state is not None
        and state.is_complete
        and (state.tool, state.pull) == (tool, shown.pull.name.number)
        and state.base_sha == shown.pull.base_sha
        and state.checkpoint.head_sha == shown.pull.head_sha
    )


def _start(request: Request, shown: Shown, desk: Desk) -> Decision:
    said = f"Reviewing {request.pull} at {request.head_sha[:10]}."
    request = replace(request, us=shown.us)
    going_on = _of_this_run(request, shown, desk.here.run)
    answer: Answer = Written(going_on or 0)
    if going_on is not None:
        request = replace(request, bill=shown.bill_on(going_on))
    else:
        text = marked(started_text(), request.bill)
        answer = desk.writer.write(StartCheck(request.head_sha, desk.here.run, text))
    if not isinstance(answer, Written):
        # What cannot be written down must not be spent: the next run would not know of it.
        return Decision(replace(request, bill=None, grant=Grant()), said, shown, denied=denial(answer))
    request = replace(request, check=answer.number)
    return Decision(replace(request, grant=granted(request, desk.reader)), said, shown)


def _of_this_run(request: Request, shown: Shown, run: str) -> int | None:
    """Find the check that this run has started already, or one in progress that no money hangs on."""
    mine = next((one for one in shown.checks if not one.conclusion and one.external_id == run), None)
    if mine is not None:
        return mine.number
    going_on = _in_progress(shown)
    return going_on if request.bill is None and shown.bill_on(going_on) is None else None


def _in_progress(shown: Shown) -> int | None:
    last = newest(shown)
    return last.number if last and not last.conclusion else None


def _commanded(event: CommentEvent, desk: Desk) -> Decision:
    done = obeyed(event, desk)
    if done.shown is None or done.scope is None:
        return Decision(None, done.said, denied=done.denied)
    request = Request(
        event.pull,
        done.shown.pull.head_sha,
        scope=done.scope,
        by=event.author,
        subject=event.subject,
        is_for_drafts=True,
    )
    bill = reserved(request, done.shown, desk.here, desk.reader, done.budget)
    decision = _start(replace(request, bill=bill), done.shown, desk)
    return replace(decision, denied=decision.denied or done.denied)
