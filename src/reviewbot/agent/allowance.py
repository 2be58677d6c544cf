"""Say how much a run may cost, and which of the ceilings over it binds."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from reviewbot.agent.model import NanoDollars
from reviewbot.agent.money import nano_dollars, written

# More dollars than any configuration allows, and few enough to be added up and written.
_MOST = 1_000_000


class Limit(StrEnum):
    """Which ceiling binds: the configuration's for a run, the one asked for instead of it, or the pull request's."""

    RUN = "run"
    ASKED = "asked"
    PULL = "pull"


@dataclass(frozen=True, slots=True)
class Account:
    """What all runs on a pull request may cost together, and what each earlier one settled or still reserves."""

    usd: float
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a run may cost, which ceiling that is, and a sentence about it for the log and the summary."""

    ceiling: NanoDollars
    limit: Limit
    sentence: str


def allowance(run_usd: float, asked_usd: float | None = None, account: Account | None = None) -> Allowance:
    """Give the ceiling of a run: what was asked for instead of the configuration's, but no more than its pull has left.

    What an earlier run cannot have cost only ever makes us stricter: an amount below zero counts as nothing, what
    is no number as all there is. ValueError where a ceiling itself is not finite.
    """
    own = max(nano_dollars(run_usd if asked_usd is None else asked_usd), 0)
    if account is not None:
        left = _left(account)
        if left < own:
            return Allowance(left, Limit.PULL, _of_the_pull(account, left))
    if asked_usd is None:
        return Allowance(own, Limit.RUN, f"This run may cost {written(own)}, as the configuration says.")
    return Allowance(own, Limit.ASKED, f"This run may cost {written(own)}, as was asked for.")


def _left(account: Account) -> NanoDollars:
    return max(nano_dollars(account.usd) - _taken(account), 0)


def _taken(account: Account) -> NanoDollars:
    believed = (usd if isfinite(usd) else account.usd for usd in account.earlier)
    return sum(nano_dollars(min(max(usd, 0), _MOST)) for usd in believed)


def _of_the_pull(account: Account, left: NanoDollars) -> str:
    taken = f"earlier runs took {written(_taken(account))} of the {written(nano_dollars(account.usd))} that all runs"
    if left:
        return f"This run may cost {written(left)}: {taken} on this pull request may cost together."
    return (
        f"Nothing may be spent: {taken} on this pull request may cost together. Who may write to the repository "
        "raises that with the comment `/review budget USD`."
    )
