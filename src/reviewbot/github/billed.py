"""What the checks of a pull request say of its money and of what was covered, on every head that is still found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from pydantic import BeforeValidator, Field

from reviewbot.domain.expense import ShownBill, bill_in
from reviewbot.domain.marker import RunMarker, state_of
from reviewbot.github.answers import Answer, App, PageInfo, User, or_nothing
from reviewbot.github.connection import Json


class BilledCheck(Answer):
    """A check run where only what it says of money and of what was covered matters."""

    number: int = Field(alias="databaseId")
    external_id: str | None = Field(alias="externalId")
    summary: str | None


class BilledChecks(Answer):
    """The check runs of a suite."""

    nodes: Annotated[tuple[BilledCheck, ...], BeforeValidator(or_nothing)]


class BilledSuite(Answer):
    """A check suite, and whose it is."""

    app: App | None
    runs: BilledChecks | None = Field(alias="checkRuns")


class BilledSuites(Answer):
    """The check suites of a commit."""

    nodes: Annotated[tuple[BilledSuite, ...], BeforeValidator(or_nothing)]


class Billed(Answer):
    """A commit where only its checks matter; null where the token may not see them."""

    suites: BilledSuites | None = Field(alias="checkSuites")


class TrailCommit(Answer):
    """A commit of a pull request."""

    commit: Billed


class Trail(Answer):
    """The last commits of a pull request."""

    nodes: Annotated[tuple[TrailCommit, ...], BeforeValidator(or_nothing)]
    page: PageInfo = Field(alias="pageInfo")


class Ancestors(Answer):
    """A commit and those it is built on, itself first."""

    nodes: Annotated[tuple[Billed, ...], BeforeValidator(or_nothing)]


class Replaced(Answer):
    """A head that was pushed away."""

    history: Ancestors


class ForcePush(Answer):
    """A push that replaced a head; null where git forgot that."""

    replaced: Replaced | None = Field(default=None, alias="beforeCommit")


class ForcePushes(Answer):
    """The last pushes that replaced a head."""

    nodes: Annotated[tuple[ForcePush, ...], BeforeValidator(or_nothing)]


class BilledPull(Answer):
    """A pull request where only its heads matter."""

    trail: Trail | None
    pushes: ForcePushes | None


class BilledRepository(Answer):
    """A repository and one of its pull requests."""

    pull: BilledPull = Field(alias="pullRequest")


class BilledAnswer(Answer):
    """The answer to the query of what a pull request shows, and who asked."""

    viewer: User | None = None
    repository: BilledRepository


@dataclass(frozen=True, slots=True)
class Billing:
    """The bills of a pull request, what complete runs on it covered, and how far its commits were read.

    What was covered is listed by the number of the check that says so.
    """

    bills: tuple[ShownBill, ...]
    covered: Mapping[int, RunMarker]
    trail: PageInfo


def billing(raw: Json, number: int) -> Billing:
    """Read the checks of a pull request; what is said of another one that has the same commit is not its own."""
    answer = BilledAnswer.model_validate(raw)
    us = login_of(answer.viewer)
    found = [one for commit in _commits(answer.repository.pull) for one in _checks(commit)]
    bills = {one.check: one for one in _bills(found, us) if one.bill.pull == number}
    states = ((check.number, state_of(check.external_id or "")) for app, check in found if us and app == us)
    covered = {check: state for check, state in states if state and state.is_complete and state.pull == number}
    trail = answer.repository.pull.trail
    return Billing(tuple(bills.values()), covered, trail.page if trail else PageInfo())


def login_of(viewer: User | None) -> str | None:
    """Name whoever asks as GraphQL names an App: only an App makes checks, and its login is its slug."""
    return viewer.login.removesuffix("[bot]") if viewer else None


def _commits(pull: BilledPull) -> Iterator[Billed]:
    trail = (one.commit for one in pull.trail.nodes) if pull.trail else ()
    replaced = (push.replaced.history.nodes for push in pull.pushes.nodes if push.replaced) if pull.pushes else ()
    return chain(trail, chain.from_iterable(replaced))


def _checks(commit: Billed) -> Iterator[tuple[str | None, BilledCheck]]:
    """List the checks of a commit, each with the App that made it."""
    for suite in commit.suites.nodes if commit.suites else ():
        for check in suite.runs.nodes if suite.runs else ():
            yield suite.app.slug if suite.app else None, check


def _bills(checks: Iterable[tuple[str | None, BilledCheck]], us: str | None) -> Iterator[ShownBill]:
    for app, check in checks:
        bill = bill_in(check.summary or "")
        if bill is not None:
            yield ShownBill(check.number, bill, us is not None and app == us, app or "")
