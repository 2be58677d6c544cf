"""One request, paid for: reserve its worst case, send it, settle what it cost, try again while that may help."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, assert_never

from reviewbot.agent.budget import Purse, Reservation
from reviewbot.agent.call import Answer, Call, Trouble
from reviewbot.agent.ledger import NOTHING, Event, Ledger
from reviewbot.agent.model import Model, NanoDollars, bound, cost
from reviewbot.agent.patience import Patience, waited
from reviewbot.domain.chunk import Gap

_MARGIN = 64
_NO_BUDGET = Trouble(Gap.BUDGET, "its worst case does not fit into what is left")
_NO_TIME = Trouble(Gap.OVERLOADED, "the time of this run is over")


class Sender(Protocol):
    """Whoever carries a request to a model."""

    def send(self, call: Call, started: Callable[[], None]) -> Answer | Trouble:
        """Ask; `started` is told when the model has read the prompt."""

    def count(self, call: Call) -> int | None:
        """Count a prompt's tokens, None where nobody can."""


@dataclass(frozen=True, slots=True)
class Means:
    """What all conversations of a run share."""

    sender: Sender
    purse: Purse
    ledger: Ledger
    patience: Patience


@dataclass(frozen=True, slots=True)
class Errand:
    """What a request is about, how urgent it is, which model it goes to, and whom to tell that it was read."""

    about: str
    rank: tuple[int, ...]
    model: Model
    started: Callable[[], None] = lambda: None


def exchanged(call: Call, errand: Errand, means: Means) -> Answer | Trouble:
    """Send a request until it is answered or no other try is worth it; a lost answer counts as fully paid."""
    tried, met = 0, None
    while True:
        answer = _once(call, errand, means)
        tried += 1
        if met is not None and answer == _NO_BUDGET:
            # The money was there for one try: what is in the way is why that was not enough.
            return met
        if isinstance(answer, Answer) or not waited(means.patience, tried, answer):
            return answer
        met = answer


def _once(call: Call, errand: Errand, means: Means) -> Answer | Trouble:
    if means.ledger.halted:
        return means.ledger.halted
    if means.patience.is_over:
        return _NO_TIME
    reservation = means.purse.reserve(_worst(call, errand.model, means), errand.rank)
    if reservation is None:
        return means.ledger.halted or _NO_BUDGET
    begun = monotonic()
    answer: Answer | Trouble = Trouble(Gap.UNREACHABLE, "interrupted", is_lost=True)
    try:
        answer = means.sender.send(call, errand.started)
        if isinstance(answer, Trouble) and answer.is_everywhere:
            # Before it settles, or whoever waits for its money would be let go into the same trouble.
            means.ledger.halt(answer)
            means.purse.close()
    finally:
        # Also where somebody interrupts: what is reserved must not stay reserved.
        _settle(answer, errand, means, (reservation, begun))
    return answer


def _worst(call: Call, model: Model, means: Means) -> NanoDollars:
    """Bound the cost by the prompt's bytes; its tokens are counted only where that bound would not fit."""
    worst = bound(model, call.bytes, call.max_tokens)
    if means.purse.fits(worst):
        return worst
    counted = means.sender.count(call)
    # The count is the provider's estimate, which may be off by a few tokens.
    return worst if counted is None else min(worst, bound(model, counted + counted // 50 + _MARGIN, call.max_tokens))


def _settle(answer: Answer | Trouble, errand: Errand, means: Means, held: tuple[Reservation, float]) -> None:
    reservation, begun = held
    match answer:
        case Answer(stop=stop, usage=usage):
            spent, outcome, said = cost(errand.model, usage), str(stop), ""
        case Trouble(gap=gap, is_lost=is_lost, message=said):
            usage, outcome = NOTHING, f"{gap} (answer lost)" if is_lost else str(gap)
            spent = reservation.amount if is_lost else 0
        case _:
            assert_never(answer)
    means.purse.settle(reservation, spent)
    event = Event(errand.about, errand.model.name, outcome, usage, spent, monotonic() - begun, said)
    means.ledger.add(event, is_known=errand.model.is_known)
