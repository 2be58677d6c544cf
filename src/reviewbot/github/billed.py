"""What the checks of a pull request say of its money, on every head that can still be found."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from pydantic import BeforeValidator, Field

from reviewbot.domain.expense import ShownBill, bill_in
from reviewbot.github.answers import Answer, PageInfo, User, or_nothing
from reviewbot.github.connection import Json


class App(Answer):
    """Whoever made a check."""

    slug: str


class BilledCheck(Answer):
    """A check run where only what it says of money matters."""

    number: int = Field(alias="databaseId")
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
    """The bills of a pull request, and how far its commits were read."""

    bills: tuple[ShownBill, ...]
    trail: PageInfo


def billing(raw: Json, number: int) -> Billing:
    """Read the bills of a pull request; those of another one that has the same commit are not its own."""
    answer = BilledAnswer.model_validate(raw)
    us = answer.viewer.login.removesuffix("[bot]") if answer.viewer else None
    found = (one for commit in _commits(answer.repository.pull) for one in _bills(commit, us))
    trail = answer.repository.pull.trail
    bills = {one.check: one for one in found if one.bill.pull == number}
    return Billing(tuple(bills.values()), trail.page if trail else PageInfo())


def _commits(pull: BilledPull) -> Iterator[Billed]:
    trail = (one.commit for one in pull.trail.nodes) if pull.trail else ()
    replaced = (push.replaced.history.nodes for push in pull.pushes.nodes if push.replaced) if pull.pushes else ()
    return chain(trail, chain.from_iterable(replaced))


def _bills(commit: Billed, us: str | None) -> Iterator[ShownBill]:
    for suite in commit.suites.nodes if commit.suites else ():
        for check in suite.runs.nodes if suite.runs else ():
            bill = bill_in(check.summary or "")
            if bill is not None:
                # Only an App makes checks, and its login is its name: whose mark this is needs no other question.
                yield ShownBill(check.number, bill, suite.app is not None and suite.app.slug == us)
