"""The tracking issue of audits: what a repository shows of it, and the writes that bring it up to date.

As with every mark, only those in texts that we wrote and nobody else edited count.
"""

import re
from dataclasses import dataclass

from reviewbot.domain.audit import CauseId
from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import React

LABEL = "reviewbot-audit"
"""The label by which the tracking issue is found."""

TITLE = "What reviewbot finds on the main branch"

_VERSION = "1"
_ISSUE = f"<!-- reviewbot:audit {_VERSION} -->"
_ID = "[0-9a-f]{12}"
_MOST_IDS = 1_000
_NEWS = re.compile(
    rf"<!-- reviewbot:audit-news {_VERSION} (?P<generation>[1-9][0-9]{{0,8}}) (?P<ids>{_ID}(?:,{_ID})*) -->"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A command in a comment: accept the cause with this id, or with `is_back` take that back."""

    id: str
    reason: str = ""
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class TrackedComment:
    """A comment below the tracking issue.

    `is_ours` where we wrote it and nobody else edited it; `is_theirs` where a person wrote it, and nobody else edited
    it either. `words` are its commands.
    """

    number: int
    node: str
    author: str
    body: str
    is_ours: bool
    is_theirs: bool
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackingIssue:
    """An issue of ours with the label; `is_whole` where all its comments were read."""

    number: int
    body: str
    is_open: bool
    comments: tuple[TrackedComment, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Tracker:
    """What a repository shows of its audits: `issues` are ours, the oldest first.

    `is_public` also where nobody can tell. `can_read` is false where the token may not see issues. `owners` is the
    text of CODEOWNERS in the audited commit, empty where there is none.
    """

    is_public: bool
    has_issues: bool
    can_read: bool = True
    issues: tuple[TrackingIssue, ...] = ()
    owners: str = ""


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """Open the tracking issue, with its label."""

    body: str


@dataclass(frozen=True, slots=True)
class EditIssue:
    """Replace the text of the tracking issue; `reopens` it as well where it was closed."""

    number: int
    body: str
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """Close an issue that another audit opened at the same time."""

    number: int


@dataclass(frozen=True, slots=True)
class PostBelow:
    """Post a comment below the tracking issue."""

    issue: int
    body: str


@dataclass(frozen=True, slots=True)
class EditBelow:
    """Replace the text of a comment below the tracking issue."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class Scan:
    """Give code scanning all that an audit found; `ref` is such as `refs/heads/main`."""

    sha: Sha
    ref: str
    sarif: str


TrackWrite = OpenIssue | EditIssue | CloseIssue | PostBelow | EditBelow | Scan | React


def issue_mark() -> str:
    """Write the first line of the tracking issue."""
    return _ISSUE


def is_tracking(body: str) -> bool:
    """Tell whether an issue of ours says that it is the tracking issue."""
    return _first_line(body) == _ISSUE


def news_mark(generation: int, ids: tuple[CauseId, ...]) -> str:
    """Write the first line of a comment that tells of new causes, so that none is told of twice."""
    return f"<!-- reviewbot:audit-news {_VERSION} {generation} {','.join(ids[:_MOST_IDS])} -->"


def news_in(body: str) -> tuple[int, frozenset[CauseId]]:
    """Read for which generation a comment told of which causes; 0 and nothing for every other comment."""
    found = _NEWS.fullmatch(_first_line(body))
    if found is None:
        return 0, frozenset()
    return int(found["generation"]), frozenset(CauseId(one) for one in found["ids"].split(","))


def _first_line(body: str) -> str:
    return body.partition("\n")[0].removesuffix("\r")
