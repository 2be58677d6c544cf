"""A repository in memory whose audits are published: its tracking issues, and what code scanning got."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Answer, Denied, React, Refused, Written
from reviewbot.domain.tracker import (
    CloseIssue,
    EditBelow,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    TrackedComment,
    Tracker,
    TrackingIssue,
    TrackWrite,
    is_tracking,
)
from reviewbot.github.acceptance import words_in
from reviewbot.tracking import Tracked, Tracking, track
from support.audited import REPORT, TODAY
from support.board import Killed

NUMBER = 7


@dataclass(slots=True)
class Office:
    """A repository as the page sees it; `dies_before` counts writes until the program is killed."""

    is_public: bool = False
    has_issues: bool = True
    can_read: bool = True
    owners: str = ""
    issues: list[TrackingIssue] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    writes: list[TrackWrite] = field(default_factory=list)
    behind: frozenset[str] = frozenset()
    tip: str = ""
    refuses_scans: Answer | None = None
    denied: Denied | None = None
    dies_before: int | None = None
    number: int = 100

    @property
    def issue(self) -> TrackingIssue:
        """Give the tracking issue."""
        return self.issues[0]

    @property
    def lasting(self) -> list[TrackWrite]:
        """List the writes that people see: neither reactions, which GitHub has once, nor scans, which replace."""
        return [one for one in self.writes if not isinstance(one, React | Scan)]

    def ours(self) -> Sequence[str]:
        """List our comments below the issue."""
        return [one.body for one in self.issue.comments if one.is_ours]

    def said(self) -> Sequence[str]:
        """List our comments that are no memory."""
        return [body for body in self.ours() if "audit-memory" not in body]

    def says(self, body: str, login: str = "alice", *, is_edited: bool = False) -> int:
        """Let a person write below the issue."""
        return self._comment(0, body, login, is_theirs=not is_edited)

    def close(self) -> None:
        """Let a person close the issue."""
        self.issues[0] = replace(self.issue, is_open=False)

    def tracker(self, repository: str, sha: Sha) -> Tracker:
        """Show everything, as GitHub would."""
        assert (repository, len(sha)) == (REPORT.snapshot.repository, 40)
        found = tuple(one for one in self.issues if is_tracking(one.body)) if self.can_read else ()
        return Tracker(self.is_public, self.has_issues, self.can_read, found, self.owners)

    def may_write(self, repository: str, login: str) -> bool:
        """Let everybody but strangers write."""
        return bool(repository) and not login.startswith("stranger")

    def is_behind(self, repository: str, sha: Sha, other: Sha) -> bool:
        """Know which commits are older than any other."""
        return bool(repository) and sha != other and sha in self.behind

    def is_tip(self, repository: str, sha: Sha, branch: str) -> bool:
        """Know where the branch is."""
        return bool(repository and branch) and sha == self.tip

    def write(self, write: TrackWrite) -> Answer:
        """Do a write, or die before it."""
        if len(self.writes) == self.dies_before:
            raise Killed
        self.writes.append(write)
        if isinstance(write, Scan):
            return self._scanned(write)
        return self.denied or self._done(write)

    def _scanned(self, write: Scan) -> Answer:
        if self.refuses_scans:
            return self.refuses_scans
        self.scans.append(write)
        return Written()

    def _done(self, write: TrackWrite) -> Answer:
        match write:
            case OpenIssue(body):
                self.issues.append(TrackingIssue(NUMBER + len(self.issues), body, is_open=True))
                return Written(self.issues[-1].number)
            case EditIssue(number, body, reopens):
                self._change(number, body=body, is_open=reopens or self._found(number).is_open)
            case CloseIssue(number):
                self._change(number, is_open=False)
            case PostBelow(issue, body):
                place = [one.number for one in self.issues].index(issue)
                return Written(self._comment(place, body, "", is_theirs=False, is_ours=True))
            case EditBelow(number, body):
                edited = (replace(one, body=body) if one.number == number else one for one in self.issue.comments)
                self.issues[0] = replace(self.issue, comments=tuple(edited))
        return Written(1)

    def _comment(self, place: int, body: str, login: str, *, is_theirs: bool, is_ours: bool = False) -> int:
        self.number += 1
        words = () if is_ours else words_in(body)
        comment = TrackedComment(self.number, f"IC_{self.number}", login, body, is_ours, is_theirs, words)
        self.issues[place] = replace(self.issues[place], comments=(*self.issues[place].comments, comment))
        return self.number

    def _found(self, number: int) -> TrackingIssue:
        return next(one for one in self.issues if one.number == number)

    def _change(self, number: int, **changes: object) -> None:
        self.issues = [
            replace(one, **changes) if one.number == number else one  # type: ignore[arg-type]
            for one in self.issues
        ]


def published(office: Office, report: AuditReport, today: date = TODAY) -> Tracked:
    """Publish an audit there, without waiting."""
    tracking = Tracking(report, {}, "https://github.example", today)
    return track(tracking, office, office, pause=lambda _seconds: None)


REFUSED = Refused("Advanced Security must be enabled for this repository to use code scanning.")
DENIED = Denied("issues: write", "The token may not do this: it lacks `issues: write`.", "Add it.")
