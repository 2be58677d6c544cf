"""What the runs on a pull request cost together, as the marks on their checks keep it.

Every run has a check of its own, and there it writes what it may cost before it pays for anything. Nobody else edits
that check, so two runs at once cannot undo what the other wrote; and GitHub numbers checks in the order in which they
are made, so of two that see each other it is always the later one that gives way. Beside its own expense a mark holds
all that were known when it was written: a check on a commit that was pushed away may not be found again.

All amounts are in millionths of a US dollar, and rounded up.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import NewType

Micro = NewType("Micro", int)
"""Millionths of a US dollar."""

_NOTHING = Micro(0)
_MILLION = 1_000_000
_RUN = r"[0-9a-z.]{1,40}"
_AMOUNT = r"[0-9]{1,13}"
_BILL = re.compile(
    rf"<!-- reviewbot:money 1 #(?P<pull>[1-9][0-9]{{0,9}}) (?P<run>{_RUN}) raised (?P<raised>{_AMOUNT})"
    rf"(?P<expenses>(?: {_RUN}[:=]{_AMOUNT})*) -->"
)
_EXPENSE = re.compile(rf"(?P<run>{_RUN})(?P<state>[:=])(?P<amount>{_AMOUNT})")


@dataclass(frozen=True, slots=True)
class Expense:
    """What a run cost, by its name; until that is settled, the most that it may cost."""

    run: str
    amount: Micro
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What a check says of the money of its pull request.

    The check is that of `run`, of which it knows more than any other. `raised` is the highest ceiling that a writer
    set, 0 where none did.
    """

    pull: int
    run: str
    expenses: tuple[Expense, ...] = ()
    raised: Micro = _NOTHING

    @property
    def own(self) -> Micro:
        """Give what the check's own run cost, or may cost at most."""
        return total(one for one in self.expenses if one.run == self.run)

    @property
    def is_settled(self) -> bool:
        """Tell whether that is what it cost, and not what it may cost."""
        return all(one.is_settled for one in self.expenses if one.run == self.run)


@dataclass(frozen=True, slots=True)
class ShownBill:
    """A bill and the number of the check that it stands on; `is_ours` where we made that check.

    `app` names the App that made it, empty where that is not told.
    """

    check: int
    bill: Bill
    is_ours: bool = True
    app: str = ""


def micro(usd: float) -> Micro:
    """Turn dollars into millionths, rounded up; what is no amount of money is a ValueError."""
    if not isfinite(usd) or usd < 0:
        raise ValueError(f"{usd} is no amount of money.")
    # A tenth of a dollar is a little more than that in binary, which must not become a millionth.
    return Micro(ceil(round(usd * _MILLION, 3)))


def dollars(amount: Micro) -> float:
    """Turn millionths into dollars."""
    return amount / _MILLION


def total(expenses: Iterable[Expense]) -> Micro:
    """Add up what runs cost, or may cost at most."""
    return Micro(sum(one.amount for one in expenses))


def bill_mark(bill: Bill) -> str:
    """Write a bill as the first line of a check's summary; what others settled at nothing is left out."""
    kept = (one for one in bill.expenses if one.amount or not one.is_settled or one.run == bill.run)
    listed = "".join(f" {one.run}{'=' if one.is_settled else ':'}{one.amount}" for one in kept)
    return f"<!-- reviewbot:money 1 #{bill.pull} {bill.run} raised {bill.raised}{listed} -->"


def bill_in(text: str) -> Bill | None:
    """Read what `bill_mark` wrote from the first line of a text; None for everything else."""
    found = _BILL.fullmatch(text.partition("\n")[0].removesuffix("\r"))
    if found is None:
        return None
    listed = (
        Expense(one["run"], Micro(int(one["amount"])), one["state"] == "=")
        for one in _EXPENSE.finditer(found["expenses"])
    )
    return Bill(int(found["pull"]), found["run"], tuple(listed), Micro(int(found["raised"])))


def known(bills: Iterable[ShownBill]) -> Mapping[str, Expense]:
    """Say what each run cost, from all that is said about it; what strangers say can only make it more.

    A run's own check knows best. Where nobody sees that any more, a settlement that others copied is believed before
    the reservation that it settled.
    """
    claims: dict[str, list[tuple[ShownBill, Expense]]] = {}
    for shown in bills:
        for one in shown.bill.expenses:
            claims.setdefault(one.run, []).append((shown, one))
    return {run: _believed(run, said) for run, said in sorted(claims.items())}


def before(bills: Iterable[ShownBill], run: str, check: int) -> tuple[Expense, ...]:
    """List the expenses that a run has to leave room for: of all others but those whose check is younger than its own.

    These have seen what it reserved. Where the check of a run is not seen, nobody knows, and it counts.
    """
    listed = list(bills)
    first: dict[str, int] = {}
    for shown in listed:
        if shown.is_ours:
            first[shown.bill.run] = min(shown.check, first.get(shown.bill.run, shown.check))
    return tuple(one for one in known(listed).values() if one.run != run and first.get(one.run, 0) <= check)


def by_maker_of(check: int, bills: Iterable[ShownBill]) -> tuple[ShownBill, ...]:
    """Take for ours the bills of whoever made a check that is ours: a job that only reads may have another token."""
    listed = tuple(bills)
    makers = {one.app for one in listed if one.check == check}
    return tuple(replace(one, is_ours=one.app in makers) for one in listed)


def raised(bills: Iterable[ShownBill]) -> Micro:
    """Give the highest ceiling that a writer set, 0 where none did; nobody else's word raises it."""
    return max((shown.bill.raised for shown in bills if shown.is_ours), default=_NOTHING)


def _believed(run: str, said: Iterable[tuple[ShownBill, Expense]]) -> Expense:
    listed = list(said)
    ours = [one for shown, one in listed if shown.is_ours]
    own = [one for shown, one in listed if shown.is_ours and shown.bill.run == run]
    strange = [one for shown, one in listed if not shown.is_ours]
    if own:
        # Two checks of one run are two reservations: the answer to the first got lost.
        best = [Expense(run, total(own), all(one.is_settled for one in own))]
    else:
        best = [one for one in ours if one.is_settled] or ours
    return max((*best, *strange), key=lambda one: (one.amount, not one.is_settled))
