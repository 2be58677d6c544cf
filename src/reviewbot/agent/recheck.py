"""The look at what earlier runs said: gone only where the sceptic quotes a line of code that shows it."""

from collections.abc import Callable, Iterator, Sequence

from reviewbot.agent.conversation import Question
from reviewbot.agent.exchange import Errand
from reviewbot.agent.fan_out import MOST_AT_ONCE, Task, fanned_out
from reviewbot.agent.quote import is_telling, line_of
from reviewbot.agent.read import Reader, asked
from reviewbot.agent.reply import Entries, RecheckedClaim, recheck_answer
from reviewbot.agent.retold_prompt import recheck_text
from reviewbot.agent.verify import Court
from reviewbot.domain.chunk import Gap
from reviewbot.domain.diff import LineKind, Side
from reviewbot.domain.report import Verdict
from reviewbot.domain.retold import Reheard, Retold
from reviewbot.domain.visible import visible_line

_MOST_AT_ONCE = 4
_FIRST = 2
"""Like doubting, it goes before reading on: what was said must not stay open for what might be said."""

_VERDICTS = {"gone": Verdict.GONE, "still": Verdict.STILL, "cannot_tell": Verdict.UNKNOWN}


def reheard(claims: Sequence[Retold], sceptic: Reader, court: Court) -> Iterator[Reheard]:
    """Ask of earlier remarks whether they still hold, those on one file together; what came of each is in their order.

    Where the sceptic fails, nobody knows.
    """
    by_path: dict[str, list[int]] = {}
    for place, one in enumerate(claims):
        by_path.setdefault(one.path, []).append(place)
    batches = [
        places[start : start + _MOST_AT_ONCE]
        for places in by_path.values()
        for start in range(0, len(places), _MOST_AT_ONCE)
    ]
    tasks = [_task([claims[place] for place in batch], sceptic, court) for batch in batches]
    verdicts = dict[int, Reheard]()
    for batch, judged in zip(batches, fanned_out(tasks, few=MOST_AT_ONCE), strict=True):
        verdicts.update(zip(batch, judged, strict=True))
    yield from (verdicts[place] for place in range(len(claims)))


def _task(batch: Sequence[Retold], sceptic: Reader, court: Court) -> Task[tuple[Reheard, ...]]:
    return lambda started: _judged(batch, sceptic, court, started)


def _judged(batch: Sequence[Retold], sceptic: Reader, court: Court, started: Callable[[], None]) -> tuple[Reheard, ...]:
    text = recheck_text([(one, court.fine_if.get(one.item, "")) for one in batch], sceptic.fence)
    errand = Errand(f"earlier remarks on {batch[0].path}", (_FIRST, len(batch)), sceptic.model, started)
    said = asked(Question(text, sceptic.form, recheck_answer), errand, sceptic)
    if isinstance(said, Gap):
        return tuple(Reheard(Verdict.UNKNOWN, said, said) for _ in batch)
    return tuple(_reheard(one, number, said, court) for number, one in enumerate(batch, 1))


def _reheard(one: Retold, number: int, said: Entries[RecheckedClaim], court: Court) -> Reheard:
    verdicts = [each for each in said.entries if _number(each.remark) == str(number)]
    if len(verdicts) != 1:
        return Reheard(Verdict.UNKNOWN, "the sceptic did not say")
    verdict = verdicts[0]
    quote = court.reveal(verdict.quote).strip()
    if verdict.verdict == "gone" and not _shows(quote, verdict, one, court):
        return Reheard(Verdict.UNKNOWN, "what the sceptic quotes does not stand there")
    if verdict.verdict == "gone" and not is_telling(quote):
        return Reheard(Verdict.UNKNOWN, "what the sceptic quotes shows nothing")
    return Reheard(_VERDICTS[verdict.verdict], " ".join(verdict.reason.split()))


def _number(text: str) -> str:
    return text.strip().lower().removeprefix("remark").strip()


def _shows(quote: str, verdict: RecheckedClaim, one: Retold, court: Court) -> bool:
    """Tell whether a quote stands in the head; a line that is gone shows a repair only where it was the fault.

    Else a check that the change takes away could be quoted as the one that was put in.
    """
    near = (verdict.path, verdict.line)
    if line_of(quote, near, court.read, (Side.RIGHT,)):
        return True
    stood = {visible_line(line[1:]).strip() for line in one.excerpt if line[:1] != LineKind.REMOVED}
    return visible_line(quote).strip() in stood and line_of(quote, near, court.read, (Side.LEFT,)) > 0
