"""From an event to a decision, on one page: what to review, what to say at once, or nothing."""

from dataclasses import dataclass, replace
from typing import assert_never

from reviewbot.domain.event import AuditEvent, CommentEvent, Event, OtherEvent, PullEvent, QueueEvent
from reviewbot.domain.expense import Micro, dollars
from reviewbot.domain.marker import is_marked, state_of
from reviewbot.domain.plan import (
    Answer,
    ConcludeCheck,
    Conclusion,
    Denied,
    PostComment,
    React,
    Reaction,
    StartCheck,
    Written,
)
from reviewbot.domain.pull import GHOST, Grant, Pull, PullState, Request
from reviewbot.domain.shown import Check, Shown
from reviewbot.github.command import KNOWN, amount, commands, nearest
from reviewbot.output.check import skipped_text, started_text
from reviewbot.post import Writer
from reviewbot.reservation import Here, Reader, carried, ceiling, granted, marked, reserved

SKIP_LABEL = "skip-review"
_STARTING = frozenset({"opened", "reopened", "synchronize", "ready_for_review", "edited", "labeled", "unlabeled"})
_STOPPING = frozenset({"converted_to_draft", "closed"})
_HELP = """\
`/review` reviews this pull request, or reviews it again. `/review full` does the same, and `/review help` says this.
`/review budget USD` lets all reviews of this pull request cost that much together, and reviews it.
Who may push to this repository may ask."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do next: `request` is None where nothing is to be reviewed. `said` is a sentence for the log.

    `pull` is the pull request as it was when this was decided. `denied` is what a token turned out not to be
    allowed, None where it may do all that was tried.
    """

    request: Request | None
    said: str
    pull: Pull | None = None
    denied: Denied | None = None


def requested(event: Event, reader: Reader, writer: Writer, here: Here) -> Decision:
    """Decide what an event asks for; what a review may cost is reserved before it is decided on."""
    match event:
        case OtherEvent(reason=reason):
            return Decision(None, reason)
        case AuditEvent(trigger=trigger):
            return Decision(None, f"`{trigger}` asks for an audit, which this version does not have.")
        case QueueEvent(head_sha=head):
            text = skipped_text("every pull request in the queue was reviewed on its own")
            answer = writer.write(ConcludeCheck(head, None, here.run, Conclusion.SUCCESS, text))
            said = "A merge queue asked: the pull requests in it were reviewed already."
            return Decision(None, said, denied=_denial(answer))
        case PullEvent():
            return _changed(event, reader, writer, here)
        case CommentEvent():
            return _commanded(event, reader, writer, here)
        case _:
            assert_never(event)


def may_comment(writer: Writer) -> Answer:
    """Ask whether comments may be written, before anything is paid for: GitHub looks at the token before the text.

    An empty comment is refused to whoever may write one, and denied to whoever may not.
    """
    return writer.write(PostComment(""))


def _changed(event: PullEvent, reader: Reader, writer: Writer, here: Here) -> Decision:
    if event.action not in _STARTING | _STOPPING:
        return Decision(None, f"`{event.action}` changes nothing that is reviewed.")
    shown = reader.shown(event.pull)
    reason = _skipped(shown)
    if reason:
        return _skip(shown, writer, reason, here)
    if is_covered(shown, here.tool):
        return Decision(None, "Nothing is new since the last complete review.")
    request = Request(event.pull, shown.pull.head_sha)
    return _start(replace(request, bill=reserved(request, shown, here, reader, Micro(0))), shown, reader, writer, here)


def _skipped(shown: Shown) -> str:
    if shown.pull.state is not PullState.OPEN:
        return f"this pull request is {shown.pull.state}"
    if shown.pull.is_draft:
        return "this pull request is a draft"
    return f"it has the label `{SKIP_LABEL}`" if SKIP_LABEL in shown.pull.labels else ""


def _skip(shown: Shown, writer: Writer, reason: str, here: Here) -> Decision:
    """Conclude the check, so that nobody waits for it; once."""
    text = skipped_text(reason)
    last = shown.checks[-1] if shown.checks else None
    said = f"Not reviewed: {reason}."
    # Of a closed one any conclusion will do: what was reviewed before stays so.
    if last and last.conclusion and (last.title == text.title or shown.pull.state is not PullState.OPEN):
        return Decision(None, said)
    going_on = _in_progress(shown)
    text = marked(text, carried(shown, going_on, here.key))
    check = ConcludeCheck(shown.pull.head_sha, going_on, here.run, Conclusion.SKIPPED, text)
    return Decision(None, said, denied=_denial(writer.write(check)))


def is_covered(shown: Shown, tool: str) -> bool:
    """Tell whether a complete run of this version reviewed this head against this base, and its check says so."""
    last = shown.checks[-1] if shown.checks else None
    state = state_of(last.external_id) if last and last.conclusion else None
    return (
        state is not None
        and state.is_complete
        and (state.tool, state.pull) == (tool, shown.pull.name.number)
        and state.base_sha == shown.pull.base_sha
        and state.checkpoint.head_sha == shown.pull.head_sha
    )


def _start(request: Request, shown: Shown, reader: Reader, writer: Writer, here: Here) -> Decision:
    said = f"Reviewing {request.pull} at {request.head_sha[:10]}."
    going_on = _of_this_run(request, shown, here)
    answer: Answer = Written(going_on or 0)
    if going_on is not None:
        request = replace(request, bill=shown.bill_on(going_on))
    else:
        answer = writer.write(StartCheck(request.head_sha, here.run, marked(started_text(), request.bill)))
    if not isinstance(answer, Written):
        # What cannot be written down must not be spent: the next run would not know of it.
        return Decision(replace(request, bill=None, grant=Grant()), said, shown.pull, _denial(answer))
    request = replace(request, check=answer.number)
    return Decision(replace(request, grant=granted(request, reader)), said, shown.pull)


def _of_this_run(request: Request, shown: Shown, here: Here) -> int | None:
    """Find the check that this run has started already, or one in progress that no money hangs on."""
    mine = next((one for one in shown.checks if not one.conclusion and one.external_id == here.run), None)
    if mine is not None:
        return mine.number
    going_on = _in_progress(shown)
    return going_on if request.bill is None and shown.bill_on(going_on) is None else None


def _in_progress(shown: Shown) -> int | None:
    last: Check | None = shown.checks[-1] if shown.checks else None
    return last.number if last and not last.conclusion else None


def _commanded(event: CommentEvent, reader: Reader, writer: Writer, here: Here) -> Decision:
    # A mark is only in comments of our own, and those speak of commands without giving any.
    asked = () if event.is_bot or is_marked(event.body) else commands(event.body)
    if not asked:
        return Decision(None, "This comment asks for nothing.")
    # GitHub has an account named like its stand-in for the deleted: nobody speaks for it.
    if event.author == GHOST or not reader.may_write(event.pull.repository, event.author):
        # No word to a stranger: whoever may not command must not make us talk either.
        return Decision(None, f"{event.author} may not push to this repository, so that the command is not obeyed.")
    if not event.is_pull:
        return _refuse(event, writer, "This is an issue, not a pull request: there is nothing to review.")
    unknown = next((one.word for one in asked if one.word not in KNOWN), None)
    if unknown is not None or all(one.word == "help" for one in asked):
        return _help(event, writer, unknown)
    budgets = [amount(one.argument) for one in asked if one.word == "budget"]
    if None in budgets:
        return _refuse(event, writer, "`/review budget` takes a number of US dollars, as in `/review budget 10`.")
    return _ordered(event, reader, writer, here, max((one for one in budgets if one is not None), default=Micro(0)))


def _ordered(event: CommentEvent, reader: Reader, writer: Writer, here: Here, budget: Micro) -> Decision:
    shown = reader.shown(event.pull)
    if shown.pull.state is not PullState.OPEN:
        return _refuse(event, writer, f"This pull request is {shown.pull.state}: there is nothing to review any more.")
    if 0 < budget <= ceiling(shown):
        together = f"All reviews of this pull request may cost ${dollars(ceiling(shown)):,.2f} together already"
        return _refuse(event, writer, f"{together}: `/review budget` only raises that.")
    reacted = writer.write(React(event.subject, Reaction.EYES))
    request = Request(event.pull, shown.pull.head_sha, by=event.author, subject=event.subject)
    request = replace(request, bill=reserved(request, shown, here, reader, budget))
    decision = _start(request, shown, reader, writer, here)
    return replace(decision, denied=decision.denied or _denial(reacted))


def _denial(answer: Answer) -> Denied | None:
    return answer if isinstance(answer, Denied) else None


def _refuse(event: CommentEvent, writer: Writer, sentence: str) -> Decision:
    writer.write(React(event.subject, Reaction.CONFUSED))
    return Decision(None, sentence, denied=_denial(writer.write(PostComment(sentence))))


def _help(event: CommentEvent, writer: Writer, unknown: str | None) -> Decision:
    if unknown is not None:
        return _refuse(event, writer, _unknown(unknown))
    return Decision(None, "The commands were listed.", denied=_denial(writer.write(PostComment(_HELP))))


def _unknown(word: str) -> str:
    known = ", ".join(f"`/review {one}`".replace(" `", "`") for one in KNOWN)
    meant = nearest(word)
    asked = f" Did you mean `/review {meant}`?" if meant else ""
    return f"`/review` does not know this word.{asked} It knows {known}."
