"""What the tracking issue lacks: its text, a comment on what is grave and new, answers, and last the memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewbot.accepting import Retort
from reviewbot.domain.audit import CauseId
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import React
from reviewbot.domain.remark import answered
from reviewbot.domain.tracked import Known, Life, Lived, Memory
from reviewbot.domain.tracker import (
    EditBelow,
    EditIssue,
    PostBelow,
    TrackedComment,
    TrackingIssue,
    TrackWrite,
    issue_mark,
    news_in,
)
from reviewbot.output.audit_comments import answers_text, news_text
from reviewbot.output.audit_issue import Outlook, audit_issue
from reviewbot.output.memory import edition, encoded
from reviewbot.output.memory_slots import slots


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the issue should say, what it was before this run (None for one just opened), and who is answered."""

    outlook: Outlook
    issue: TrackingIssue | None
    past: Memory | None
    retorts: tuple[Retort, ...] = ()

    @property
    def comments(self) -> Sequence[TrackedComment]:
        """List what was said below the issue."""
        return self.issue.comments if self.issue else ()


def missing(upkeep: Upkeep, number: int) -> Iterator[TrackWrite]:
    """Plan the writes; until the last of them is done, whoever starts again plans the ones that are left."""
    life = upkeep.outlook.lived
    fresh = _fresh(life, upkeep.past)
    if upkeep.issue:
        yield from _text(upkeep.outlook, upkeep.issue, is_news=bool(fresh))
    grave = [one for one in fresh if one.severity >= Severity.HIGH and one.id not in _told(upkeep)]
    if grave:
        yield PostBelow(number, news_text(upkeep.outlook, grave))
    yield from answers(upkeep.comments, upkeep.retorts, number)
    if life.memory != upkeep.past:
        yield from remembered(upkeep.comments, life.memory, number)


def _text(outlook: Outlook, issue: TrackingIssue, *, is_news: bool) -> Iterator[TrackWrite]:
    body, reopens = audit_issue(outlook, issue_mark()), is_news and not issue.is_open
    if reopens or body.strip() != issue.body.replace("\r\n", "\n").strip():
        yield EditIssue(issue.number, body, reopens)


def _fresh(life: Lived, past: Memory | None) -> list[Known]:
    """Pick what is news now, and was not when the memory was written last."""
    old: Iterable[CauseId] = (one.id for one in past.causes if one.life in {Life.NEW, Life.REOPENED}) if past else ()
    known = frozenset(old)
    return [one for one in life.news if one.id not in known]


def _told(upkeep: Upkeep) -> frozenset[CauseId]:
    """Collect what a comment told of already, written by a run that was killed before it could remember."""
    generation = upkeep.outlook.lived.memory.generation
    several = (news_in(one.body) for one in upkeep.comments if one.is_ours)
    return frozenset(id_ for number, ids in several if number >= generation for id_ in ids)


def answers(comments: Sequence[TrackedComment], retorts: Iterable[Retort], number: int) -> Iterator[TrackWrite]:
    """Plan a reaction to each command, and a comment where it could not be obeyed, unless that is there already.

    Nothing is said twice, to whomever: a stranger gets one comment, however many commands they write.
    """
    ours = [one.body for one in comments if one.is_ours]
    done = {answered(body) for body in ours}
    said = {line for body in ours for line in body.splitlines()}
    for one in retorts:
        yield React(one.node, one.reaction)
        fresh = [sentence for sentence in one.sentences if sentence not in said]
        if fresh and one.node not in done:
            said.update(fresh)
            yield PostBelow(number, answers_text(one.node, fresh))


def remembered(comments: Sequence[TrackedComment], memory: Memory, number: int) -> Iterator[TrackWrite]:
    """Plan the comments that hold a memory; the one before it stays whole until this one is."""
    existing = [(one.number, one.body) for one in comments if one.is_ours and edition(one.body)]
    plan = slots(existing, encoded(memory))
    yield from (EditBelow(comment, body) for comment, body in plan.edits)
    yield from (PostBelow(number, body) for body in plan.creations)
