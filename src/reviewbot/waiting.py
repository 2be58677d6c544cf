"""Find whose words about an earlier finding wait for an answer, and gather what was said before them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reviewbot.domain.pull import GHOST
from reviewbot.domain.remark import Remark
from reviewbot.domain.report import Verdict
from reviewbot.domain.retold import Talk
from reviewbot.domain.shown import Thread
from reviewbot.findings.said import is_answered, is_explained, is_long
from reviewbot.whereabouts import Whereabouts, retold

_MOST_REMARKS = 8
_COMMAND = re.compile(r"(?m)^ {0,3}/review(?:\s|$)")
_BOT = "[bot]"


def is_waiting(thread: Thread, where: Whereabouts, verdict: Verdict | None) -> bool:
    """Tell whether a person had the last word on what still stands, and we have not explained it yet.

    `verdict` is what was found of an agent's finding. Where the lines of a detector's changed, the detector has the
    next word, not we.
    """
    is_there = where.head is not None and (where.stands is not None or verdict is not None)
    if not thread.said or not is_there or verdict is Verdict.GONE or is_long(thread):
        return False
    last = thread.said[-1]
    return _is_a_persons(last) and not (is_explained(thread) or is_answered(thread, last.number))


def talk(thread: Thread, where: Whereabouts, may_write: Callable[[str], bool]) -> Talk:
    """Gather the last words of a thread, ours and theirs; what a stranger put between them persuades nobody."""
    return Talk(retold(thread, where), tuple(_said(thread, may_write)))


def _is_a_persons(remark: Remark) -> bool:
    """Tell whether a remark is a person's words to us; a command is obeyed elsewhere."""
    is_a_person = not remark.is_ours and remark.author not in {"", GHOST} and not remark.author.endswith(_BOT)
    return is_a_person and remark.number > 0 and bool(remark.body.strip()) and not _COMMAND.search(remark.body)


def _said(thread: Thread, may_write: Callable[[str], bool]) -> Iterator[Remark]:
    for one in thread.said[-_MOST_REMARKS:]:
        if one.marker is not None:
            yield replace(one, body=one.body.partition("\n")[2])
        elif not one.is_ours and may_write(one.author):
            yield one
