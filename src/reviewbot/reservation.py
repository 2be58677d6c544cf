"""The money of a run: reserved on its check before anything is paid for, settled there when its cost is known.

A run writes what it may cost, reads what all others wrote, and leaves room for those before it. Whoever was killed
on the way has reserved more than it took, never less. What one before it gives back it may still take, up to what it
wrote itself: for that, those behind it left room.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Protocol

from reviewbot.config.keys import Config
from reviewbot.config.peek import peeked
from reviewbot.config.values import Forks
from reviewbot.domain.expense import (
    Bill,
    Expense,
    Micro,
    before,
    bill_mark,
    by_maker_of,
    dollars,
    known,
    micro,
    raised,
    total,
)
from reviewbot.domain.levels import Engine
from reviewbot.domain.plan import CheckText
from reviewbot.domain.pull import Grant, PullName, Request
from reviewbot.domain.report import Cost
from reviewbot.domain.shown import Shown
from reviewbot.errors import ReviewbotError
from reviewbot.output.fitting import MOST_IN_CHECK

_READS = 2
_PAUSE_SECONDS = 2.0
_WAITS = (5.0, 5.0, 10.0, 10.0, 20.0, 40.0)
_TOO_LONG = "What was found is too long for a check: the job summary has it."


class Reader(Protocol):
    """Whoever reads what others reserved, and who may write."""

    def shown(self, name: PullName) -> Shown:
        """Give a pull request with what we wrote on it."""

    def may_write(self, repository: str, login: str) -> bool:
        """Tell whether somebody may push to a repository."""


@dataclass(frozen=True, slots=True)
class Here:
    """The run that decides: our version, its own name, and what was set beside the team's configuration.

    `can_pay` is false where it is known that there is no key.
    """

    tool: str
    run: str
    engine: str | None = None
    max_usd: float | None = None
    can_pay: bool = True

    @property
    def key(self) -> str:
        """Name the run as bills do."""
        return self.run.split(" ")[-1]


def ceiling(shown: Shown) -> Micro:
    """Give what all runs on a pull request may cost together: as the team says, or as a writer raised it."""
    return max(micro(peeked(shown.setting).budget.pull_usd), raised(shown.bills))


def reserved(request: Request, shown: Shown, here: Here, reader: Reader, asked: Micro) -> Bill | None:
    """Write the bill of a run that is about to start, None where there is nothing to say.

    It reserves what others may still give back as well. `asked` is the ceiling that a writer asks for now, 0 where
    nobody does.
    """
    others = {run: one for run, one in known(shown.bills).items() if run != here.key}
    most = max(ceiling(shown), asked)
    gone = total(one for one in others.values() if one.is_settled)
    amount = Micro(min(_wish(request, shown, here, reader), max(most - gone, 0)))
    highest = max(raised(shown.bills), asked)
    if not (amount or others or highest):
        return None
    return Bill(request.pull.number, here.key, _listed(others, Expense(here.key, amount)), highest)


def _wish(request: Request, shown: Shown, here: Here, reader: Reader) -> Micro:
    """Say what a run would like to spend: nothing where the detectors alone will read."""
    config = peeked(shown.setting)
    is_read_by_agent = here.can_pay and Engine(here.engine or config.engine) is not Engine.DETECTORS
    if not is_read_by_agent or _is_spared(request, shown, config, reader):
        return Micro(0)
    return micro(config.budget.run_usd if here.max_usd is None else here.max_usd)


def _is_spared(request: Request, shown: Shown, config: Config, reader: Reader) -> bool:
    """Tell whether a change is a stranger's, for whom nobody who may write asked for more than the detectors."""
    if not shown.pull.is_fork or config.forks is Forks.AGENT:
        return False
    is_asked_for = bool(request.by) or reader.may_write(shown.pull.name.repository, shown.pull.author)
    return config.forks is Forks.DETECTORS or not is_asked_for


def granted(request: Request, reader: Reader, pause: Callable[[float], None] = time.sleep) -> Grant:
    """Read back what was reserved, and say what is left of it beside the runs before.

    A run that cannot see its own bill cannot know that the others do: it may spend nothing.
    """
    bill, check = request.bill, request.check
    if bill is None or check is None or not bill.own:
        earlier = () if bill is None else tuple(one for one in bill.expenses if one.run != bill.run)
        return _grant(Micro(0), earlier, Micro(0) if bill is None else bill.raised)
    for attempt in range(_READS):
        pause(_PAUSE_SECONDS * attempt)
        shown = reader.shown(request.pull)
        if shown.bill_on(check) is not None:
            return _look(bill, check, shown).grant
    return Grant()


def regranted(request: Request, run: str, reader: Reader, pause: Callable[[float], None] = time.sleep) -> Grant:
    """Look again where less was granted than reserved: those before may have given back by now what they did not need.

    A review that this one cancelled settles in a job of its own, and that is waited for, 90 seconds at most. Where what
    was reserved cannot be read, the first grant stands. `run` is who asks: what was granted is spent once, and a second
    attempt at the same review gets nothing.
    """
    if request.bill is None or request.check is None:
        return request.grant
    if _attempt(run) != _attempt(request.bill.run):
        return replace(request.grant, usd=0.0)
    if micro(request.grant.usd) >= request.bill.own:
        return request.grant
    waits = list(_WAITS)
    while (look := _second_look(request.bill, request.check, request.pull, reader)) and not look.is_last and waits:
        pause(waits.pop(0))
    return look.grant if look else request.grant


def _attempt(run: str) -> str:
    """Give the number behind a run's name: GitHub keeps the name where a job is run again, and counts."""
    return run.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a run may spend; `is_last` where that will not become more."""

    grant: Grant
    is_last: bool


def _look(bill: Bill, check: int, shown: Shown) -> _Look:
    earlier = before(shown.bills, bill.run, check)
    left = max(ceiling(shown) - total(earlier), 0)
    grant = _grant(Micro(min(bill.own, left)), earlier, raised(shown.bills))
    return _Look(grant, left >= bill.own or all(one.is_settled for one in earlier))


def _second_look(bill: Bill, check: int, name: PullName, reader: Reader) -> _Look | None:
    try:
        shown = reader.shown(name)
    except ReviewbotError:
        return None
    shown = replace(shown, bills=by_maker_of(check, shown.bills))
    return _look(bill, check, shown) if shown.bill_on(check) is not None else None


def _grant(amount: Micro, earlier: tuple[Expense, ...], highest: Micro) -> Grant:
    return Grant(dollars(amount), tuple(dollars(one.amount) for one in earlier), dollars(highest))


def settled(bill: Bill, cost: Cost) -> Bill:
    """Put into a bill what its run cost; what it still had reserved when it ended may have been spent.

    A cost that is none leaves the reservation as it is.
    """
    spent = cost.usd + cost.reserved_usd
    if not isfinite(spent) or min(cost.usd, cost.reserved_usd) < 0:
        return bill
    mine = Expense(bill.run, micro(spent), is_settled=True)
    return replace(bill, expenses=_listed({one.run: one for one in bill.expenses}, mine))


def forfeited(bill: Bill) -> Bill:
    """Put into a bill that its run took all it had reserved: it is over, and nobody will ever know better."""
    return replace(
        bill, expenses=_listed({one.run: one for one in bill.expenses}, Expense(bill.run, bill.own, is_settled=True))
    )


def balanced(bill: Bill, shown: Shown) -> Bill:
    """Merge into a bill what is known by now of all others; a run that is published again became no cheaper by that."""
    ours = [one.bill for one in shown.bills if one.is_ours and one.bill.run == bill.run and one.bill.is_settled]
    mine = Expense(bill.run, max(one.own for one in (bill, *ours)), bill.is_settled)
    return replace(bill, expenses=_listed(known(shown.bills), mine), raised=max(bill.raised, raised(shown.bills)))


def carried(shown: Shown, check: int | None, run: str) -> Bill | None:
    """Give the bill of a check that ends without a review: its own where it has one, else a copy of what is known."""
    others, highest = known(shown.bills), raised(shown.bills)
    copy = Bill(shown.pull.name.number, run, tuple(others.values()), highest) if others or highest else None
    return shown.bill_on(check) or copy


def marked(text: CheckText, bill: Bill | None) -> CheckText:
    """Put a bill before a check's summary, which gives way where both are too long."""
    if bill is None:
        return text
    summary = f"{bill_mark(bill)}\n{text.summary}"
    return replace(text, summary=summary if len(summary) <= MOST_IN_CHECK else f"{bill_mark(bill)}\n{_TOO_LONG}")


def _listed(others: Mapping[str, Expense], mine: Expense) -> tuple[Expense, ...]:
    return (mine, *(one for run, one in others.items() if run != mine.run))
