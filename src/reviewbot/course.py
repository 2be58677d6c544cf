"""What each command does to what becomes of a comment: an answer, a write, something to review."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reviewbot.checklist.load import topics
from reviewbot.domain.event import CommentEvent
from reviewbot.domain.expense import Micro, dollars
from reviewbot.domain.plan import Answer, Denied, EditComment, PostComment, Written
from reviewbot.domain.pull import PullState, Scope
from reviewbot.domain.remark import Pause, pause_mark
from reviewbot.domain.shown import Shown
from reviewbot.github.command import KNOWN, Command, Unknown, amount, nearest, scope_of
from reviewbot.output import answers
from reviewbot.post import Writer
from reviewbot.renewal import Waiver, newest, standing
from reviewbot.reservation import Here, Reader, ceiling
from reviewbot.threaded import Catalogue, Word, heard, is_said, thread_of

_NOTHING = Micro(0)
_ALSO_WHERE_CLOSED = frozenset({"dismiss", "explain", "help"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a decision is made with."""

    reader: Reader
    writer: Writer
    here: Here
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Course:
    """How far the commands of a comment are obeyed: what to answer, to review and to lift at the end."""

    event: CommentEvent
    shown: Shown
    answers: tuple[str, ...] = ()
    is_refused: bool = False
    scope: Scope | None = None
    budget: Micro = _NOTHING
    waiver: Waiver | None = None
    denied: Denied | None = None


def step(course: Course, command: Command, desk: Desk) -> Course:
    """Obey one command."""
    state = course.shown.pull.state
    if state is not PullState.OPEN and command.word not in _ALSO_WHERE_CLOSED:
        return _refused(course, answers.over(state))
    return _STEPS.get(command.word, _reviewed)(course, command, desk)


def after(course: Course, done: Answer | None) -> Course:
    """Remember what the token turned out not to be allowed."""
    return replace(course, denied=course.denied or denial(done))


def denial(answer: Answer | None) -> Denied | None:
    """Give what a token may not do, None where it did what was asked."""
    return answer if isinstance(answer, Denied) else None


def _helped(course: Course, _: Command, __: Desk) -> Course:
    return replace(course, answers=(*course.answers, answers.helped()))


def _in_thread(course: Course, command: Command, desk: Desk) -> Course:
    thread = thread_of(course.event, course.shown)
    word = Word(command, course.event.author, course.event.number)
    if thread is None:
        return _refused(course, answers.NO_THREAD)
    if not is_said(word):
        return _refused(course, answers.NO_REASON)
    done = heard(course.shown, thread, word, desk.writer, desk.catalogue)
    return replace(course, shown=done.shown, denied=course.denied or done.denied)


def _paused(course: Course, _: Command, desk: Desk) -> Course:
    pause, by = course.shown.pause, course.event.author
    if pause is not None and pause.is_on:
        return course
    body = f"{pause_mark(is_on=True, by=by)}\n{answers.paused(by)}"
    done = desk.writer.write(PostComment(body) if pause is None else EditComment(pause.number, body))
    made = done.number if isinstance(done, Written) else 0
    now = Pause(pause.number if pause else made, is_on=True, by=by)
    return after(replace(course, shown=replace(course.shown, pause=now)), done)


def _resumed(course: Course, _: Command, desk: Desk) -> Course:
    pause, by = course.shown.pause, course.event.author
    if pause is None:
        return _refused(course, answers.NOT_PAUSED)
    course = _with(course, Scope())
    if not pause.is_on:
        # A job that was killed after it ended the pause has not reviewed yet.
        return course
    done = desk.writer.write(EditComment(pause.number, f"{pause_mark(is_on=False, by=by)}\n{answers.resumed(by)}"))
    return after(replace(course, shown=replace(course.shown, pause=replace(pause, is_on=False, by=by))), done)


def _waived(course: Course, command: Command, desk: Desk) -> Course:
    last = newest(course.shown)
    if not command.argument:
        return _refused(course, answers.NO_WAIVER_REASON)
    if course.scope is not None or (last is not None and not last.conclusion):
        return _refused(course, answers.RUNNING)
    if last is None or last.upshot is None:
        return _refused(course, answers.NOT_KNOWN)
    if standing(course.shown, desk.reader, last.upshot.fails).fails:
        return _refused(course, answers.STILL_FAILS)
    if last.upshot.is_whole:
        return _refused(course, answers.NOTHING_TO_WAIVE)
    return replace(course, waiver=Waiver(course.event.author, command.argument))


def _budgeted(course: Course, command: Command, _: Desk) -> Course:
    budget, now = amount(command.argument), ceiling(course.shown)
    if budget is None:
        return _refused(course, answers.NO_AMOUNT)
    if budget <= now:
        return _refused(course, answers.raised_already(dollars(now)))
    return replace(_with(course, Scope()), budget=max(course.budget, budget))


def _reviewed(course: Course, command: Command, desk: Desk) -> Course:
    is_topic = _topics(course.shown, desk.catalogue)
    scope = scope_of(command, is_topic)
    if isinstance(scope, Unknown):
        return _refused(course, answers.not_known(nearest(scope.word, (*KNOWN, *sorted(topics())))))
    last = newest(course.shown)
    if not scope.is_whole and last is not None and not last.conclusion:
        # The review that is running would be cancelled for it, and the check left without its verdict.
        return _refused(course, answers.RUNNING)
    return _with(course, scope)


def _topics(shown: Shown, catalogue: Catalogue) -> Callable[[str], bool]:
    """Ask for a team's own items only where ours do not know a word."""
    ours = topics()
    return lambda word: word in ours or word in catalogue.topics(shown.pull)


def _with(course: Course, scope: Scope) -> Course:
    """Add to what is to be reviewed: there is one review, and the whole takes in its parts."""
    old = course.scope
    if old is None:
        return replace(course, scope=scope)
    is_anew = old.is_anew or scope.is_anew
    if old.is_whole or scope.is_whole:
        return replace(course, scope=Scope(is_anew=is_anew))
    several = dict.fromkeys((*old.topics, *scope.topics)), dict.fromkeys((*old.paths, *scope.paths))
    return replace(course, scope=Scope(tuple(several[0]), tuple(several[1]), is_anew))


def _refused(course: Course, sentence: str) -> Course:
    return replace(course, answers=(*course.answers, sentence), is_refused=True)


_STEPS: Mapping[str, Callable[[Course, Command, Desk], Course]] = {
    "budget": _budgeted,
    "dismiss": _in_thread,
    "explain": _in_thread,
    "help": _helped,
    "pause": _paused,
    "resume": _resumed,
    "waive": _waived,
}
