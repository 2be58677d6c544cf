"""Obey the commands of a comment, in order, on one page: what needs no review is done here, without a key.

What was answered is not answered again: an answer's mark names the comment, so that its job may run twice.
"""

from dataclasses import dataclass

from reviewbot.config.peek import peeked
from reviewbot.course import Course, Desk, after, denial, step
from reviewbot.domain.event import CommentEvent
from reviewbot.domain.expense import Micro
from reviewbot.domain.marker import is_marked
from reviewbot.domain.plan import Denied, PostComment, PostReply, React, Reaction
from reviewbot.domain.pull import GHOST, Scope
from reviewbot.domain.remark import answer_mark, answered
from reviewbot.domain.shown import Shown
from reviewbot.github.command import commands
from reviewbot.output import answers
from reviewbot.post import Writer
from reviewbot.renewal import renewed
from reviewbot.reservation import Reader
from reviewbot.threaded import Heard, caught_up, thread_of

_MOST_COMMANDS = 20
_NOTHING = Micro(0)


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What became of a comment: `said` is a sentence for the log.

    `shown` is the pull request and `scope` what of it is to be reviewed now, None where nothing is; `budget` is what a
    writer lets all its reviews cost together, 0 where nobody says. `denied` is what the token may not do.
    """

    said: str
    shown: Shown | None = None
    scope: Scope | None = None
    budget: Micro = _NOTHING
    denied: Denied | None = None


def obeyed(event: CommentEvent, desk: Desk) -> Obeyed:
    """Obey whoever may command; a stranger costs one call and gets no word."""
    asked = () if is_marked(event.body) else commands(event.body)[:_MOST_COMMANDS]
    if not asked or (event.is_bot and not (event.is_pull and event.body.startswith("/review"))):
        return Obeyed("This comment asks for nothing.")
    if event.is_untrusted:
        return Obeyed("In the threads of a fork GitHub lets nobody answer: the next run reads this.")
    if not event.is_bot and not _may_command(event, desk.reader):
        # No word to a stranger: whoever may not command must not make us talk either.
        return Obeyed(f"{event.author} may not push to this repository, so that the command is not obeyed.")
    if not event.is_pull:
        return _not_here(event, desk.writer)
    shown = desk.reader.shown(event.pull)
    if event.is_bot and event.author.lower() not in {one.lower() for one in peeked(shown.setting).bots}:
        return Obeyed(f"{event.author} is a bot that the configuration does not name under `bots`.")
    caught = Heard(shown)
    if shown.pull.is_fork:
        caught = caught_up(shown, desk.reader, desk.writer, desk.catalogue)
    course = Course(event, caught.shown, denied=caught.denied)
    for command in asked:
        course = step(course, command, desk)
    return _ended(course, desk)


def _may_command(event: CommentEvent, reader: Reader) -> bool:
    # GitHub has an account named like its stand-in for the deleted: nobody speaks for it.
    return event.author != GHOST and reader.may_write(event.pull.repository, event.author)


def _not_here(event: CommentEvent, writer: Writer) -> Obeyed:
    writer.write(React(event.subject, Reaction.CONFUSED))
    posted = writer.write(PostComment(f"{answer_mark(event.subject)}\n{answers.NOT_HERE}"))
    return Obeyed(answers.NOT_HERE, denied=denial(posted))


def _ended(course: Course, desk: Desk) -> Obeyed:
    """Do what waits for the last command: the check, the one answer, the reaction."""
    writer, subject = desk.writer, course.event.subject
    if course.scope is None or course.waiver is not None:
        # A review that is about to start concludes the check itself.
        course = after(course, renewed(course.shown, desk.reader, writer, course.waiver))
    course = _answered(course, writer)
    if course.is_refused:
        writer.write(React(subject, Reaction.CONFUSED))
    if course.scope is not None or not course.is_refused:
        done = writer.write(React(subject, Reaction.ROCKET if course.scope is None else Reaction.EYES))
        course = after(course, done)
    said = answers.together(course.answers) or "The command was obeyed, and needs no review."
    return Obeyed(said, course.shown, course.scope, course.budget, course.denied)


def _answered(course: Course, writer: Writer) -> Course:
    """Say all that there is to say in one comment: in the thread of ours where it was asked, else below all."""
    event, text = course.event, answers.together(course.answers)
    thread = thread_of(event, course.shown)
    if not text or event.subject in course.shown.answered:
        return course
    if thread is None:
        return after(course, writer.write(PostComment(f"{answer_mark(event.subject)}\n{text}")))
    if any(one.is_ours and answered(one.body) == str(event.number) for one in thread.said):
        return course
    return after(course, writer.write(PostReply(thread.number, f"{answer_mark(str(event.number))}\n{text}")))
