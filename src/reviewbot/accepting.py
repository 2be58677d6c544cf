"""Obey what people say below the tracking issue: who may accept a risk, which, and why; each comment is heard once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reviewbot.domain.audit import Acceptance, CauseId
from reviewbot.domain.plan import Reaction
from reviewbot.domain.tracker import TrackedComment, Word
from reviewbot.domain.visible import visible
from reviewbot.output.audit_comments import accepted_elsewhere, edited_by_another, no_permission, no_reason, unknown_id

_MOST_COMMENTS = 50
"""Comments with commands that one run hears; the others wait for the next one."""

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Hearing:
    """By what commands are judged: the ids that mean something, who may write, and the address of a comment.

    `fixed` names for some ids the file in which they are accepted, so that no comment can take that back.
    """

    known: Collection[str]
    fixed: Mapping[CauseId, str]
    may_write: Callable[[str], bool]
    address: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Retort:
    """What a comment with commands is answered: a reaction, and sentences where something could not be done."""

    node: str
    reaction: Reaction
    sentences: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sum:
    accepted: dict[CauseId, Acceptance] = field(default_factory=dict)
    withdrawn: set[CauseId] = field(default_factory=set)
    retorts: list[Retort] = field(default_factory=list)
    last: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """What all comments come to: the last word on each cause counts. `last` is the number of the last one heard."""

    accepted: dict[CauseId, Acceptance]
    withdrawn: frozenset[CauseId]
    retorts: tuple[Retort, ...]
    last: int


def heard(comments: Iterable[TrackedComment], since: int, hearing: Hearing) -> Heard:
    """Hear the comments after the one with the number `since`, in their order."""
    sum_ = _Sum(last=since)
    may_write = cache(hearing.may_write)
    for one in _waiting(comments, since):
        sentences = tuple(dict.fromkeys(_obeyed(one, sum_, hearing, may_write)))
        sum_.retorts.append(Retort(one.node, Reaction.CONFUSED if sentences else Reaction.ROCKET, sentences))
        sum_.last = one.number
    return Heard(sum_.accepted, frozenset(sum_.withdrawn), tuple(sum_.retorts), sum_.last)


def _waiting(comments: Iterable[TrackedComment], since: int) -> list[TrackedComment]:
    found = (one for one in comments if one.words and one.number > since)
    return sorted(found, key=lambda one: one.number)[:_MOST_COMMENTS]


def _obeyed(comment: TrackedComment, sum_: _Sum, hearing: Hearing, may_write: Callable[[str], bool]) -> Iterator[str]:
    """Do what a comment says; give a sentence for each thing that cannot be done."""
    if not comment.is_theirs:
        yield edited_by_another(comment.author)
    elif not may_write(comment.author):
        yield no_permission(comment.author)
    else:
        yield from (told for word in comment.words if (told := _done(word, comment, sum_, hearing)))


def _done(word: Word, comment: TrackedComment, sum_: _Sum, hearing: Hearing) -> str:
    id_ = CauseId(word.id)
    if word.id not in hearing.known:
        return unknown_id(word.id)
    if word.is_back and id_ in hearing.fixed and id_ not in sum_.accepted:
        return accepted_elsewhere(word.id, hearing.fixed[id_])
    if word.is_back:
        sum_.withdrawn.add(id_)
        sum_.accepted.pop(id_, None)
        return ""
    if not word.reason:
        return no_reason(word.id)
    reason = visible(word.reason)[:_LONGEST_REASON]
    sum_.accepted[id_] = Acceptance(comment.author, reason, hearing.address(comment.number))
    sum_.withdrawn.discard(id_)
    return ""
