"""What a command below the tracking issue does at once, between two audits: it is answered and remembered.

The text of the issue is the next audit's business, which has a report to write it from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile

from reviewbot.accepting import Heard, Hearing, heard
from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Denied, Refused
from reviewbot.domain.tracked import Known, Life, Memory
from reviewbot.domain.tracker import TrackedComment, Tracker, TrackWrite
from reviewbot.findings.accepted import is_fixed
from reviewbot.findings.veil import veiled
from reviewbot.output.memory import decoded
from reviewbot.tracking import Reader, Writer
from reviewbot.upkeep import answers, remembered


def listen(repository: str, server: str, sha: Sha, reader: Reader, writer: Writer) -> tuple[Refused | Denied, ...]:
    """Obey what was said below the tracking issue since it was read last; give what could not be written.

    `sha` is the name of any commit, there or not: nothing of it is read. Where nothing is remembered, all waits for
    the next audit.
    """
    shown = reader.tracker(repository, sha)
    issue = shown.issues[0] if shown.issues else None
    past = decoded([one.body for one in issue.comments if one.is_ours]) if issue else None
    if issue is None or past is None:
        return ()
    known = frozenset(one.id for one in past.causes)
    address = f"{server}/{repository}/issues/{issue.number}#issuecomment-"
    may_write = cache(lambda login: reader.may_write(repository, login))
    fixed = {one.id: one.acceptance.source for one in past.causes if is_fixed(one.acceptance)}
    hearing = Hearing(known, fixed, may_write, lambda number: f"{address}{number}")
    told = heard(_audible(shown, issue.comments, past, hearing), past.heard, hearing)
    if told.last == past.heard:
        return ()
    memory = _remembering(told, past)
    # What was remembered while the repository was private must not be written again where everybody reads it.
    shareable = veiled(memory) if shown.is_public else memory
    done = (writer.write(one) for one in _writes(issue.comments, told, shareable, issue.number))
    return tuple(one for one in done if isinstance(one, Refused | Denied))


def _audible(
    shown: Tracker, comments: Iterable[TrackedComment], past: Memory, hearing: Hearing
) -> Iterator[TrackedComment]:
    """Give the comments that can be judged now: an id that a public memory must not hold waits for a report.

    Nobody waits for what a stranger says: that is refused whatever it names.
    """
    fresh = sorted((one for one in comments if one.number > past.heard), key=lambda one: one.number)
    if not shown.is_public:
        return iter(fresh)
    return takewhile(lambda one: not _waits(one, hearing), fresh)


def _waits(comment: TrackedComment, hearing: Hearing) -> bool:
    is_unknown = any(word.id not in hearing.known for word in comment.words)
    return is_unknown and comment.is_theirs and hearing.may_write(comment.author)


def _writes(comments: tuple[TrackedComment, ...], told: Heard, memory: Memory, number: int) -> Iterator[TrackWrite]:
    yield from answers(comments, told.retorts, number)
    yield from remembered(comments, memory, number)


def _remembering(told: Heard, past: Memory) -> Memory:
    causes = tuple(_ruled(one, told) for one in past.causes)
    return replace(past, causes=causes, heard=told.last, generation=past.generation + 1)


def _ruled(known: Known, told: Heard) -> Known:
    """Put a cause where people's last word puts it; what is gone stays gone."""
    given = told.accepted.get(known.id)
    is_gone = known.life is Life.GONE
    if given is not None:
        return replace(known, acceptance=given, life=Life.GONE if is_gone else Life.ACCEPTED)
    if known.id in told.withdrawn and known.acceptance is not None:
        return replace(known, acceptance=None, life=Life.GONE if is_gone else Life.REOPENED)
    return known
