"""A pull request without its diff, and what was asked about it."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.diff import Sha
from reviewbot.domain.expense import Bill

GHOST = "ghost"
"""The name that GitHub shows in place of a user who was deleted."""


WHOLE = "full"
"""How a report names a run that examined the whole change."""


class PullState(StrEnum):
    """Whether a pull request can still change, in GitHub's words."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class PullName:
    """Which pull request: `repository` is `owner/name`, `number` counts from 1."""

    repository: str
    number: int

    def __str__(self) -> str:
        """Give `owner/name#7`, as people write it."""
        return f"{self.repository}#{self.number}"


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request as GitHub tells it.

    `base_sha` is the tip of the branch it is meant for; of a merged one, the tip before the merge. `kilobytes` is the
    size of the repository as GitHub counts it.
    """

    name: PullName
    state: PullState
    is_draft: bool
    is_fork: bool
    author: str
    title: str
    base_ref: str
    base_sha: Sha
    head_sha: Sha
    labels: tuple[str, ...] = ()
    kilobytes: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a run may spend of what all runs on its pull request may cost together, in US dollars.

    `usd` is reserved for it. `earlier_usd` is what each run before it cost or still reserves, `raised_usd` the ceiling
    that a writer set, 0 where none did.
    """

    usd: float = 0.0
    earlier_usd: tuple[float, ...] = ()
    raised_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run examines: the whole change where nothing is named, else only these questions or files.

    `topics` are ids of items and areas, `paths` patterns of files. `is_anew` where what was reviewed already is read
    once more.
    """

    topics: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    is_anew: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.topics or self.paths)

    def __str__(self) -> str:
        """Name it as a report does: `full`, or what was asked for."""
        return " ".join((*self.topics, *self.paths)) or WHOLE


@dataclass(frozen=True, slots=True)
class Request:
    """What to review, and who asked.

    `by` is the login of a person who may write, empty where an event asked. `subject` is the node of the comment that
    asked, empty where none did: its answer is a reaction. `check` is the number of the check run in progress, None
    where none could be made; `bill` is what it says of money, None where there is nothing to say. `is_for_drafts`
    where the review is wanted though the pull request is a draft. `us` is the login of whoever writes for us: the job
    that reviews may have another token.
    """

    pull: PullName
    head_sha: Sha
    scope: Scope = Scope()
    by: str = ""
    subject: str = ""
    check: int | None = None
    bill: Bill | None = None
    grant: Grant = Grant()
    is_for_drafts: bool = False
    us: str = ""
