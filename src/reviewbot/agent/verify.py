"""The second look: a sceptic sees a claim and the code, not the reasoning, and has to quote what decides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewbot.agent.conversation import Question
from reviewbot.agent.exchange import Errand
from reviewbot.agent.fan_out import MOST_AT_ONCE, Task, fanned_out
from reviewbot.agent.prompt import claims_text
from reviewbot.agent.quote import EITHER, is_comment, is_telling, line_of
from reviewbot.agent.read import Reader, asked
from reviewbot.agent.reply import DoubtedClaim, Entries, verify_answer
from reviewbot.domain.chunk import Doubt, Doubted, Gap
from reviewbot.domain.diff import Hunk, Side
from reviewbot.domain.finding import Candidate
from reviewbot.domain.source import Source

_MOST_AT_ONCE = 6
"""Claims of one conversation: with many, the later ones get less of a look."""

_NEAR = 12
"""Lines around a claim that a sceptic sees who looks nothing up: who may not ask is paid for by the line."""

_VERDICTS = {"confirmed": Doubt.CONFIRMED, "refuted": Doubt.REFUTED, "cannot_tell": Doubt.CANNOT_TELL}
_FIRST = 2
"""Verifying goes before reading on: a claim that nobody doubted is worth nothing."""


@dataclass(frozen=True, slots=True)
class Court:
    """What claims are judged by: the code around them by path, what makes an item's claim wrong, any file's text."""

    excerpts: Mapping[str, Sequence[Hunk]]
    fine_if: Mapping[str, str]
    read: Callable[[str, Side], Source | None]
    reveal: Callable[[str], str]


def doubted(claims: Sequence[Candidate], sceptic: Reader, court: Court) -> Iterator[Doubted]:
    """Have every claim doubted; where the sceptic fails, a claim is unverified.

    Claims of one file go together. A sceptic who looks nothing up hears those of several files in one conversation,
    which saves most of the cost; one who does would have to share its turns among them.
    """
    by_path: dict[str, list[Candidate]] = {}
    for one in claims:
        by_path.setdefault(one.anchor.path, []).append(one)
    batches = [
        several[start : start + _MOST_AT_ONCE]
        for several in by_path.values()
        for start in range(0, len(several), _MOST_AT_ONCE)
    ]
    tasks = [_task(batch, sceptic, court) for batch in (batches if sceptic.form.turns else _together(batches))]
    # What they share is short: they need not wait until it is in the cache.
    for judged in fanned_out(tasks, few=MOST_AT_ONCE):
        yield from judged


def _together(batches: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    filled: list[list[Candidate]] = []
    for batch in batches:
        if filled and len(filled[-1]) + len(batch) <= _MOST_AT_ONCE:
            filled[-1] += batch
        else:
            filled.append([*batch])
    return filled


def _task(batch: Sequence[Candidate], sceptic: Reader, court: Court) -> Task[tuple[Doubted, ...]]:
    return lambda started: _judged(batch, sceptic, court, started)


def _judged(
    batch: Sequence[Candidate], sceptic: Reader, court: Court, started: Callable[[], None]
) -> tuple[Doubted, ...]:
    shown = {one.anchor.path: tuple(_shown(one.anchor.path, batch, sceptic, court)) for one in batch}
    claims = [(one, court.fine_if.get(one.item, "")) for one in batch]
    text = claims_text(claims, shown, sceptic.fence, is_audit=sceptic.is_audit)
    first, *others = shown
    about = f"doubts about {first}" + (f" and {len(others)} more" if others else "")
    errand = Errand(about, (_FIRST, len(batch)), sceptic.model, started)
    said = asked(Question(text, sceptic.form, verify_answer), errand, sceptic)
    if isinstance(said, Gap):
        return tuple(Doubted(one, Doubt.UNVERIFIED, said) for one in batch)
    return tuple(_doubted(one, number, said, court) for number, one in enumerate(batch, 1))


def _shown(path: str, batch: Sequence[Candidate], sceptic: Reader, court: Court) -> Iterator[Hunk]:
    """Give the excerpts of a file in which something is claimed; only the lines near it to who looks nothing up."""
    for excerpt in court.excerpts.get(path, ()):
        claimed = [index for one in batch if one.anchor.path == path for index in _places(excerpt, one)]
        if claimed and sceptic.form.turns:
            yield excerpt
        elif claimed:
            yield replace(excerpt, lines=excerpt.lines[max(0, min(claimed) - _NEAR) : max(claimed) + _NEAR + 1])


def _places(excerpt: Hunk, claim: Candidate) -> Iterator[int]:
    """Give the indexes of the lines that a claim is about."""
    anchor = claim.anchor
    for index, line in enumerate(excerpt.lines):
        number = line.base if anchor.side is Side.LEFT else line.head
        if number is not None and anchor.start_line <= number <= anchor.line:
            yield index


def _doubted(claim: Candidate, number: int, said: Entries[DoubtedClaim], court: Court) -> Doubted:
    verdicts = [one for one in said.entries if one.claim.strip().lower().removeprefix("claim").strip() == str(number)]
    if len(verdicts) != 1:
        return Doubted(claim, Doubt.UNVERIFIED, "the sceptic did not say")
    verdict = verdicts[0]
    quote, doubt = court.reveal(verdict.quote).strip(), _VERDICTS[verdict.verdict]
    line = line_of(quote, (verdict.path, verdict.line), court.read, EITHER)
    if doubt is Doubt.CONFIRMED and not line:
        return Doubted(claim, Doubt.CANNOT_TELL, "what the sceptic quotes does not stand there")
    if doubt is Doubt.CONFIRMED and not is_telling(quote):
        return Doubted(claim, Doubt.CANNOT_TELL, "what the sceptic quotes shows nothing")
    if doubt is Doubt.REFUTED and is_comment(quote):
        return Doubted(claim, Doubt.CANNOT_TELL, "what the sceptic quotes is only a comment")
    return Doubted(claim, doubt, " ".join(verdict.reason.split()), verdict.path, line, quote)
