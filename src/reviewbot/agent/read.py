"""Read a change: one conversation a chunk, one about the whole, side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reviewbot.agent.claim import Accepted, candidates
from reviewbot.agent.conversation import Form, LookUps, Question, conversed
from reviewbot.agent.estimate import Outlook, estimate
from reviewbot.agent.exchange import Errand, Means
from reviewbot.agent.fan_out import Task, fanned_out
from reviewbot.agent.model import Model, bound
from reviewbot.agent.prompt import Fence, chunk_text
from reviewbot.agent.reply import review_answer
from reviewbot.domain.chunk import Chunk, Gap, Reading

_Read = TypeVar("_Read")
_NANO = 1_000_000_000
_FRAME = 20_000
"""Bytes of a request besides its texts: the tools, the schema, what the API puts around them."""

_SPLIT = frozenset({Gap.CUT_OFF, Gap.TOO_LONG})


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads: in which form, by which model, by which one where that refuses, with what to look things up.

    `is_audit` where there is no change, and all code is read as it stands.
    """

    form: Form
    model: Model
    fallback: Model
    means: Means
    fence: Fence
    look_ups: Callable[[], LookUps]
    is_audit: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What one conversation is about: a chunk, the text that shows it, and whether halves of it can be read alone."""

    chunk: Chunk
    text: str
    has_halves: bool = True


def read(subjects: Sequence[Subject], reader: Reader, accepted: Accepted, samples: int = 1) -> Iterator[Reading]:
    """Read chunks, the riskiest first, each `samples` times; what came of each is given in that order.

    A chunk whose answer is cut off, or that is too long for the model, is read in two halves, once.
    """
    ordered = sorted(subjects, key=lambda one: -one.chunk.risk)
    tasks = [_task(one, reader, accepted) for one in ordered for _ in range(samples)]
    for several in fanned_out(tasks):
        yield from several


def asked(question: Question[_Read], errand: Errand, reader: Reader) -> _Read | Gap:
    """Ask a question, and whoever is there for it once more where the model refuses."""
    said = conversed(question, errand, reader.means, reader.look_ups())
    if said is not Gap.REFUSED or reader.fallback == errand.model:
        return said
    return conversed(question, replace(errand, model=reader.fallback), reader.means, reader.look_ups())


def _task(subject: Subject, reader: Reader, accepted: Accepted) -> Task[tuple[Reading, ...]]:
    return lambda started: _read(subject, reader, accepted, started)


def _read(subject: Subject, reader: Reader, accepted: Accepted, started: Callable[[], None]) -> tuple[Reading, ...]:
    first = _answered(subject, reader, accepted, started)
    halves = _halves(subject.chunk) if subject.has_halves and first.gap in _SPLIT else ()
    if not halves:
        return (first,)
    again = [Subject(half, chunk_text(half, reader.fence, is_audit=reader.is_audit)) for half in halves]
    return tuple(_answered(half, reader, accepted, lambda: None) for half in again)


def _answered(subject: Subject, reader: Reader, accepted: Accepted, started: Callable[[], None]) -> Reading:
    chunk = subject.chunk
    errand = Errand(chunk.name, (0, chunk.risk), reader.model, started)
    said = asked(Question(subject.text, reader.form, review_answer), errand, reader)
    if isinstance(said, Gap):
        return _unpaid(subject, reader) if said is Gap.BUDGET else Reading(chunk, gap=said)
    return Reading(chunk, tuple(candidates(said.entries, accepted)), said.examined & set(chunk.items))


def _unpaid(subject: Subject, reader: Reader) -> Reading:
    """Say what it would cost to read a subject after all, and what its first call would reserve."""
    form, sizes = reader.form, (len(subject.text.encode("utf-8", "surrogatepass")),)
    prefix = len(form.system.encode("utf-8", "surrogatepass"))
    effort = "standard" if form.turns else "quick"
    outlook = Outlook(reader.model, None, effort, prefix, sizes, form.max_tokens, turns=form.turns + 1)
    worst = bound(reader.model, prefix + sizes[0] + _FRAME, form.max_tokens)
    expected = estimate(outlook).expected
    return Reading(subject.chunk, gap=Gap.BUDGET, usd=expected / _NANO, worst_usd=worst / _NANO)


def _halves(chunk: Chunk) -> tuple[Chunk, ...]:
    """Split a chunk between its pieces, or a single piece between its excerpts; nothing where it has but one."""
    pieces = chunk.pieces
    if len(pieces) > 1:
        middle = len(pieces) // 2
        return replace(chunk, pieces=pieces[:middle]), replace(chunk, pieces=pieces[middle:])
    excerpts = pieces[0].excerpts
    if len(excerpts) < 2:
        return ()
    middle = len(excerpts) // 2
    return tuple(
        replace(chunk, pieces=(replace(pieces[0], excerpts=part),)) for part in (excerpts[:middle], excerpts[middle:])
    )
