"""What to say of a reading besides what it found: what stopped it, what money it takes, what was taken back."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from reviewbot.domain.chunk import Doubt, Doubted, Gap, Reading
from reviewbot.domain.report import Cost, Problem

FATAL = "model"
"""The kind of a problem that every further call would have met too."""

_MOST_NAMED = 5
_LEAST_USD = 0.01
_WHOLE = "the change as a whole"
_EVERYWHERE: Mapping[Gap, str] = {
    Gap.UNAUTHORISED: "Check ANTHROPIC_API_KEY, or the federation rule that the job's identity is exchanged by.",
    Gap.SPEND_LIMIT: "Raise it where the account is kept, or review with `--engine detectors` until then.",
    Gap.NO_MODEL: "Name one that the account may use under `models:` in the configuration.",
}


def problem_of(readings: Sequence[Reading], cost: Cost, doubts: Sequence[Doubted] = ()) -> Problem | None:
    """Say what kept an agent from reading all, the gravest alone; None where single files tell it all.

    `model` is what every further call would have met too, `budget` a ceiling, `agent` all else.
    """
    gaps = [one.gap for one in readings if one.gap is not None]
    fatal = next((gap for gap in gaps if gap in _EVERYWHERE), None)
    if fatal is not None:
        return Problem(FATAL, "", 0, f"The agent could not go on: {fatal}. {_EVERYWHERE[fatal]}")
    if Gap.BUDGET in gaps:
        return Problem("budget", "", 0, _of_money([one for one in readings if one.gap is Gap.BUDGET], cost))
    whole = [one.gap for one in readings if not one.chunk.pieces]
    has_read = any(one.gap is None for one in readings if one.chunk.pieces)
    if has_read and whole and None not in whole:
        return Problem("agent", "", 0, f"The agent did not read {_WHOLE}: {whole[0]}. Review once more.")
    if doubts and all(one.doubt is Doubt.UNVERIFIED for one in doubts):
        said = f"Nobody took a second look at what the agent claims ({doubts[0].reason}), so that none of it is posted."
        return Problem("agent", "", 0, f"{said} Review once more.")
    return None


def notes_of(doubts: Sequence[Doubted], refuted: int) -> Iterator[str]:
    """Say how many claims were taken back; `refuted` counts those that nobody had to doubt."""
    gone = refuted + sum(1 for one in doubts if one.doubt is Doubt.REFUTED)
    if gone:
        claims, are = ("claim", "is") if gone == 1 else ("claims", "are")
        yield f"{gone:,} {claims} of the agent did not survive a second look and {are} not shown."
    unsure = sum(1 for one in doubts if one.doubt is Doubt.UNVERIFIED)
    if unsure:
        yield f"Nobody took a second look at {unsure:,} of what the agent claims: that is listed as worth a look."


def _of_money(unpaid: Sequence[Reading], cost: Cost) -> str:
    """Name what was left out, the riskiest first, what it would cost, and how it is allowed: nobody is at fault."""
    rest = max(sum(one.usd for one in unpaid), _LEAST_USD)
    # A call is sent only if its worst case fits beside what was spent: the cost alone would not do.
    enough = max(cost.usd, cost.ceiling_usd) + rest + max(one.worst_usd for one in unpaid)
    return (
        f"The ceiling of ${cost.ceiling_usd:,.2f} kept the agent from reading {_named(unpaid)}. To read that too would "
        f"cost about ${rest:,.2f} below a ceiling of ${enough:,.2f}: whoever may write to the repository allows it "
        "with `/review budget USD`, locally `--max-usd USD` does."
    )


def _named(readings: Sequence[Reading]) -> str:
    ordered = sorted(readings, key=lambda one: -one.chunk.risk)
    several = ([f"`{path}`" for path in one.chunk.paths] or [_WHOLE] for one in ordered)
    names = list(dict.fromkeys(chain.from_iterable(several)))
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
