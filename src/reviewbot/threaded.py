"""Obey what people write in the threads of findings: explain one, or take a no to it.

Each answer is a reply whose mark names the comment that it answers: whoever comes by again sees that it was given.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from reviewbot.domain.event import CommentEvent
from reviewbot.domain.item import Item
from reviewbot.domain.plan import Denied, PostReply, ResolveThread, Written
from reviewbot.domain.pull import GHOST, Pull
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker, remark_mark
from reviewbot.domain.shown import Shown, Thread
from reviewbot.findings.said import is_long
from reviewbot.github.command import Command, commands
from reviewbot.output.answers import dismissed
from reviewbot.output.explanation import explanation
from reviewbot.post import Writer
from reviewbot.reservation import Reader

KINDS = {"dismiss": RemarkKind.DISMISS, "explain": RemarkKind.EXPLAIN}
"""The commands that belong in a thread, with what their answers are."""

_MOST_AT_ONCE = 20
_MOST_PEOPLE = 10


class Catalogue(Protocol):
    """Whoever knows the checklist as it stands at the base of a pull request, a team's own items too."""

    def topics(self, pull: Pull) -> Collection[str]:
        """List the areas and the ids of all items."""

    def item(self, name: str, pull: Pull) -> Item | None:
        """Give an item by its id, None where there is none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A command that may be obeyed in a thread: by whom it was given, in the comment of that number."""

    command: Command
    by: str
    number: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A pull request as it is after an answer; `denied` is what the token may not do, None where it may all."""

    shown: Shown
    denied: Denied | None = None


def thread_of(event: CommentEvent, shown: Shown) -> Thread | None:
    """Find the thread of ours that somebody wrote in, None for every other place."""
    return next((one for one in shown.threads if event.number and _is_in(event, one)), None)


def is_said(word: Word) -> bool:
    """Tell whether a command says all that it needs: a no says why."""
    return word.command.word != "dismiss" or bool(word.command.argument)


def heard(shown: Shown, thread: Thread, word: Word, writer: Writer, catalogue: Catalogue) -> Heard:
    """Obey one command in a thread, once: reply, and resolve what is dismissed where the token may."""
    marker = _marker(word)
    if _is_answered(thread, marker):
        return Heard(shown)
    # First what goes with the answer: where its mark stands all was done, and whoever undoes it is left in peace.
    if marker.kind is RemarkKind.DISMISS and thread.can_resolve and not thread.is_resolved:
        writer.write(ResolveThread(thread.node))
    body = f"{remark_mark(marker)}\n{_reply(marker, thread, shown, catalogue)}"
    answer = writer.write(PostReply(thread.number, body))
    if not isinstance(answer, Written):
        return Heard(shown, answer if isinstance(answer, Denied) else None)
    said = (*thread.said, Remark(0, "", "", is_ours=True, marker=marker))
    threads = (replace(one, said=said) if one.node == thread.node else one for one in shown.threads)
    return Heard(replace(shown, threads=tuple(threads)))


def caught_up(shown: Shown, reader: Reader, writer: Writer, catalogue: Catalogue) -> Heard:
    """Obey what was written in threads and got no answer: on a fork, or where no comment starts a job."""
    done = Heard(shown)
    for node, word in _waiting(shown, reader):
        thread = next(one for one in done.shown.threads if one.node == node)
        done = heard(done.shown, thread, word, writer, catalogue)
        if done.denied is not None:
            break
    return done


def _is_in(event: CommentEvent, thread: Thread) -> bool:
    numbers = {thread.number, *(one.number for one in thread.said)}
    return not numbers.isdisjoint({event.number, event.replies_to})


def _marker(word: Word) -> RemarkMarker:
    return RemarkMarker(KINDS[word.command.word], word.number, word.by)


def _is_answered(thread: Thread, marker: RemarkMarker) -> bool:
    given = (one.marker for one in thread.said if one.marker is not None)
    return any((one.kind, one.answered) == (marker.kind, marker.answered) for one in given)


def _reply(marker: RemarkMarker, thread: Thread, shown: Shown, catalogue: Catalogue) -> str:
    if marker.kind is RemarkKind.DISMISS:
        return dismissed(marker.by)
    return explanation(catalogue.item(thread.marker.item, shown.pull), thread.path)


def _waiting(shown: Shown, reader: Reader) -> Sequence[tuple[str, Word]]:
    """List the commands that nobody answered, of whoever may give them, each with the node of its thread."""
    # In a long thread nobody sees whether an answer was given.
    threads = [one for one in shown.threads if not is_long(one)]
    words = [(thread, word) for thread in threads for remark in thread.said for word in _words(remark)]
    open_words = [(thread.node, word) for thread, word in words if not _is_answered(thread, _marker(word))]
    # Strangers by the dozen must not cost a call each.
    people = islice(dict.fromkeys(word.by for _, word in open_words), _MOST_PEOPLE)
    writers = {one for one in people if reader.may_write(shown.pull.name.repository, one)}
    return [(node, word) for node, word in open_words if word.by in writers][:_MOST_AT_ONCE]


def _words(remark: Remark) -> Iterator[Word]:
    if remark.is_ours or remark.author == GHOST or not remark.number:
        return
    words = (Word(one, remark.author, remark.number) for one in commands(remark.body) if one.word in KINDS)
    yield from {word.command.word: word for word in words if is_said(word)}.values()
