"""The writes that an audit does on GitHub, one after the other, each with GitHub's answer to it."""

import time
from collections.abc import Callable
from typing import assert_never

from github.GithubObject import NotSet
from github.Issue import Issue
from github.Repository import Repository

from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Answer, Denied, React, Refused, Written
from reviewbot.domain.tracker import (
    LABEL,
    TITLE,
    CloseIssue,
    EditBelow,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    Tracker,
    TrackWrite,
)
from reviewbot.errors import AccessError, PullError
from reviewbot.github.comments import number_in
from reviewbot.github.connection import Connection
from reviewbot.github.issues import tracker
from reviewbot.github.queries import REACT
from reviewbot.github.read import Reader
from reviewbot.github.scanning import scanned

_UNLABELLED = "the issue got no label, so that nobody could find it again: the token may not set labels"


class AuditReader:
    """Read what a repository shows of its audits, and write nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tracker(self, repository: str, sha: Sha) -> Tracker:
        """Give the tracking issues with what was said below them; raises PullError where there is no repository."""
        return tracker(self._connection, repository, sha)

    def may_write(self, repository: str, login: str) -> bool:
        """Tell whether somebody may push to a repository."""
        return Reader(self._connection).may_write(repository, login)

    def is_behind(self, repository: str, sha: Sha, other: Sha) -> bool:
        """Tell whether a commit is one that another was built on; of what GitHub does not know, it is not."""
        return self._compared(repository, other, sha) == "behind"

    def is_tip(self, repository: str, sha: Sha, branch: str) -> bool:
        """Tell whether a branch is at a commit now."""
        return self._compared(repository, branch, sha) == "identical"

    def _compared(self, repository: str, base: str, head: str) -> str:
        ask = self._connection.repository(repository)
        try:
            return self._connection.read(lambda: ask.compare(base, head, comparison_commits_per_page=1).status)
        except (PullError, AccessError):
            return ""


class AuditWriter:
    """Write the tracking issue of one repository and what code scanning shows of it."""

    def __init__(self, connection: Connection, repository: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._connection = connection
        self._repository = repository
        self._pause = pause

    def write(self, write: TrackWrite) -> Answer:
        """Do one write; raises LostAnswerError where nobody knows whether it was done."""
        match write:
            case Scan():
                return scanned(self._connection, self._repository, write, self._pause)
            case React(subject, reaction):
                done = self._connection.mutate(REACT, {"subject": subject, "content": reaction.value})
                return done if isinstance(done, Refused | Denied) else Written()
            case _:
                place = self._connection.repository(self._repository)
                sent = self._connection.write(lambda: _sent(place, write))
                return Written(sent) if isinstance(sent, int) else sent


def _sent(place: Repository, write: OpenIssue | EditIssue | CloseIssue | PostBelow | EditBelow) -> int | Refused:
    match write:
        case OpenIssue(body):
            return _opened(place, body)
        case EditIssue(number, body, reopens):
            place.get_issue(number).edit(body=body, state="open" if reopens else NotSet)
            return number
        case CloseIssue(number):
            place.get_issue(number).edit(state="closed", state_reason="not_planned")
            return number
        case PostBelow(issue, body):
            return number_in(place.get_issue(issue).create_comment(body).raw_data)
        case EditBelow(number, body):
            place.get_issue(1).get_comment(number).edit(body)
            return number
        case _:
            assert_never(write)


def _opened(place: Repository, body: str) -> int | Refused:
    """Open the issue; one without its label is closed again, for the next audit would open another."""
    issue: Issue = place.create_issue(TITLE, body, labels=[LABEL])
    if LABEL in {one.name for one in issue.labels}:
        return issue.number
    issue.edit(state="closed", state_reason="not_planned")
    return Refused(_UNLABELLED)
