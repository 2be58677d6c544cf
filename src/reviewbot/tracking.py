"""The publishing of an audit, on one page: code scanning gets all of it, one issue says what matters.

It may be killed anywhere and started again. The memory is written last: until it is there, a second start sees the same
past, finds by their marks what was written already, and does the rest.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from reviewbot.accepting import Heard, Hearing, heard
from reviewbot.diff.owners import owners_of, ownerships
from reviewbot.domain.audit import AuditReport
from reviewbot.domain.diff import Sha
from reviewbot.domain.item import Item
from reviewbot.domain.plan import Answer, Denied, React, Refused, Written
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known, Life, Lived, Memory
from reviewbot.domain.tracker import (
    CloseIssue,
    OpenIssue,
    Scan,
    Tracker,
    TrackingIssue,
    TrackWrite,
    issue_mark,
)
from reviewbot.errors import (
    AccessError,
    GitHubError,
    IncompleteError,
    LostAnswerError,
    PatienceError,
    PullError,
    StaleError,
    UsageError,
)
from reviewbot.findings.accepted import is_fixed
from reviewbot.findings.disclosed import disclosed, secluded
from reviewbot.findings.life import as_known, lived
from reviewbot.findings.recognised import places
from reviewbot.findings.veil import veiled_life
from reviewbot.output.audit_issue import Outlook, audit_issue
from reviewbot.output.audit_sarif import audit_sarif
from reviewbot.output.links import Links
from reviewbot.output.memory import decoded
from reviewbot.upkeep import Upkeep, missing

_TRIES = 3
_PAUSE_SECONDS = 2.0
_STANDING = frozenset({Life.NEW, Life.OPEN, Life.REOPENED, Life.ACCEPTED})
_NO_ISSUES = "This repository has no issues, so there is no tracking issue and nothing is remembered."
_UNREADABLE = "The token may not read issues: add `issues: write` to the job's `permissions:`."
_TOO_LONG = (
    "The tracking issue has so many comments that the newest were not read: nobody's command there is obeyed. Lock the "
    "conversation, and delete what is not needed."
)
_NO_BRANCH = "Code scanning did not get the results: the report names no branch."


class Reader(Protocol):
    """Whoever reads what a repository shows of its audits."""

    def tracker(self, repository: str, sha: Sha) -> Tracker:
        """Give the tracking issues and what was said below them."""

    def may_write(self, repository: str, login: str) -> bool:
        """Tell whether somebody may push to a repository."""

    def is_behind(self, repository: str, sha: Sha, other: Sha) -> bool:
        """Tell whether a commit is one that another was built on."""

    def is_tip(self, repository: str, sha: Sha, branch: str) -> bool:
        """Tell whether a branch is at a commit now."""


class Writer(Protocol):
    """Whoever writes the tracking issue and code scanning of a repository."""

    def write(self, write: TrackWrite) -> Answer:
        """Do one write."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """An audit and what it is said with: the items that it speaks of, where GitHub is, and the day of today."""

    report: AuditReport
    items: Mapping[str, Item]
    server: str
    today: date

    @property
    def repository(self) -> str:
        """Name the repository."""
        return self.report.snapshot.repository

    @property
    def links(self) -> Links:
        """Give what addresses are made of."""
        sha = self.report.snapshot.sha
        return Links(self.server, self.repository, 0, sha, sha, sha)


@dataclass(frozen=True, slots=True)
class Tracked:
    """What GitHub shows now: `issue` is the number of the tracking issue, 0 where there is none.

    `report` and `lived` are as whoever reads the repository may see them, `text` is what the issue says, for a job's
    summary too. `remarks` say what could not be done.
    """

    issue: int
    is_scanned: bool
    report: AuditReport
    lived: Lived
    text: str
    remarks: tuple[str, ...] = ()

    @property
    def is_published(self) -> bool:
        """Tell whether anything was published, or nothing had to be."""
        return bool(self.issue) or self.is_scanned or not self.remarks


@dataclass(frozen=True, slots=True)
class _View:
    """An audit beside what GitHub shows: `past` is what was remembered, `life` what is to be remembered and shown."""

    tracking: Tracking
    shown: Tracker
    issue: TrackingIssue | None
    past: Memory | None
    told: Heard
    report: AuditReport
    life: Lived


def track(tracking: Tracking, reader: Reader, writer: Writer, pause: Callable[[float], None] = time.sleep) -> Tracked:
    """Bring a repository to what an audit says; doing it again writes nothing below the issue.

    Raises StaleError where a newer commit was audited already, IncompleteError for an audit that failed.
    """
    for _ in range(_TRIES - 1):
        try:
            return _tracked(tracking, reader, writer)
        except LostAnswerError:
            # Whether it was done, only GitHub knows: read it again, and do what is still missing.
            pause(_PAUSE_SECONDS)
    return _tracked(tracking, reader, writer)


def _tracked(tracking: Tracking, reader: Reader, writer: Writer) -> Tracked:
    _believe(tracking.report)
    shown = reader.tracker(tracking.repository, tracking.report.snapshot.sha)
    view = _view(tracking, shown, reader)
    unscanned = _scanned(view, writer)
    report = disclosed(view.report) if shown.is_public else view.report
    outlook = _outlook(view, report, is_scanned=not unscanned)
    kept = _kept(view, outlook, reader, writer)
    if kept is None:
        return _tracked(tracking, reader, writer)
    number, remarks = kept
    text = audit_issue(outlook, issue_mark()).partition("\n")[2]
    several = tuple(dict.fromkeys(filter(None, (unscanned, *remarks))))
    return Tracked(number, not unscanned, report, outlook.lived, text, several)


def _believe(report: AuditReport) -> None:
    """Refuse what is no whole audit."""
    if report.shard is not None:
        hint = "Join all of them first: `reviewbot audit merge REPORT... -o report.json`."
        raise UsageError(f"This is shard {report.shard.number} of {report.shard.of} of an audit.", hint)
    if report.status is Status.FAILED:
        hint = report.problem.hint if report.problem else "See the log of the audit."
        raise IncompleteError("The audit failed: nothing is published, and the issue stays as it is.", hint)


def _view(tracking: Tracking, shown: Tracker, reader: Reader) -> _View:
    report, repository = tracking.report, tracking.repository
    issue = shown.issues[0] if shown.issues else None
    past = decoded([one.body for one in issue.comments if one.is_ours]) if issue else None
    last = past.history[-1].sha if past and past.history else report.snapshot.sha
    if last != report.snapshot.sha and _is_overtaken(report, last, reader):
        message = f"The report is about {report.snapshot.sha[:10]}, and {last[:10]} was audited already."
        raise StaleError(message, "Nothing was published; the audit of the newer commit stands.")
    acceptances = [(one.id, one.acceptance) for one in past.causes] if past else []
    acceptances += [(one.id, one.acceptance) for one in report.causes]
    fixed = {id_: given.source for id_, given in acceptances if is_fixed(given)}
    address = f"{tracking.server}/{repository}/issues/{issue.number if issue else 0}#issuecomment-"
    may_write = cache(lambda login: reader.may_write(repository, login))
    hearing = Hearing({id_ for id_, _ in acceptances}, fixed, may_write, lambda number: f"{address}{number}")
    told = heard(issue.comments if issue else (), past.heard if past else 0, hearing)
    life = lived(report, replace(past, heard=0) if past else None, told.accepted, tracking.today, told.withdrawn)
    return _View(tracking, shown, issue, past, told, as_known(report, life), life)


def _is_overtaken(report: AuditReport, last: Sha, reader: Reader) -> bool:
    """Tell whether the branch went on since; where it was pushed back to an older commit, that one counts."""
    snapshot = report.snapshot
    if not reader.is_behind(snapshot.repository, snapshot.sha, last):
        return False
    return not reader.is_tip(snapshot.repository, snapshot.sha, snapshot.branch)


def _scanned(view: _View, writer: Writer) -> str:
    """Give code scanning everything; say why not where it did not get it, empty where it did."""
    snapshot = view.report.snapshot
    if not snapshot.branch:
        return _NO_BRANCH
    origins = {one.id: dict(one.origins) for one in view.life.memory.causes if one.origins}
    sarif = audit_sarif(view.report, view.tracking.items, tuple(_carried(view)), origins)
    try:
        answer = writer.write(Scan(snapshot.sha, f"refs/heads/{snapshot.branch}", sarif))
    except (GitHubError, PullError, AccessError) as error:
        return f"Code scanning did not get the results: {error.message}"
    return "" if isinstance(answer, Written) else f"Code scanning did not get the results: {_sentence(answer)}"


def _carried(view: _View) -> Iterator[Known]:
    """Give what was not looked at: it is as open as before, and code scanning would close what it is not shown."""
    found = {one.id: frozenset(places(one)) for one in view.report.causes}
    seen = {one.id: one.seen for one in (view.past.causes if view.past else ())}
    for one in view.life.memory.causes:
        here = found.get(one.id, frozenset())
        left = tuple(site for site in one.sites if site not in here)
        if one.life in _STANDING and left:
            yield replace(one, sites=left, seen=seen.get(one.id, one.seen))


def _outlook(view: _View, report: AuditReport, *, is_scanned: bool) -> Outlook:
    """Show what everybody who reads the repository may see, and remember no more than that."""
    is_public, lines = view.shown.is_public, ownerships(view.shown.owners)
    life = _veiled(view.life) if is_public else view.life
    return Outlook(
        report,
        replace(life, memory=_next(life.memory, view.past, view.told.last)),
        view.tracking.items,
        view.tracking.links,
        lambda path: owners_of(path, lines),
        secluded(view.report) if is_public else {},
        is_scanned=is_scanned,
    )


def _veiled(life: Lived) -> Lived:
    """Leave out what is secret; what is not remembered looks new each time, so that it does not count as new."""
    shown = veiled_life(life)
    *earlier, last = shown.memory.history
    last = replace(last, new=len(shown.new), gone=len(shown.gone))
    return replace(shown, memory=replace(shown.memory, history=(*earlier, last)))


def _next(memory: Memory, past: Memory | None, last: int) -> Memory:
    """Give the memory its number: one that says the same as before is the same."""
    before = past.generation if past else 0
    memory = replace(memory, heard=last, generation=before)
    return memory if memory == past else replace(memory, generation=before + 1)


def _kept(view: _View, outlook: Outlook, reader: Reader, writer: Writer) -> tuple[int, Sequence[str]] | None:
    """Bring the issue up to date: give its number and what could not be done; None where another audit was faster."""
    if not view.shown.has_issues or not view.shown.can_read:
        return 0, (_UNREADABLE if view.shown.has_issues else _NO_ISSUES,)
    if not (view.issue or outlook.lived.open or outlook.secluded):
        return 0, ()
    try:
        opened = _opened(view, outlook, reader, writer)
        if not isinstance(opened, int):
            return None if opened is None else (0, (_sentence(opened),))
        upkeep = Upkeep(outlook, view.issue, view.past, view.told.retorts)
        left = _done(writer, missing(upkeep, opened)) if opened else ()
    except PatienceError as error:
        return view.issue.number if view.issue else 0, (f"The tracking issue is not up to date: {error.message}",)
    unread = [_TOO_LONG] if view.issue and not view.issue.is_whole else []
    return opened, [*unread, *(_sentence(one) for one in left if isinstance(one, Refused | Denied))]


def _opened(view: _View, outlook: Outlook, reader: Reader, writer: Writer) -> int | Refused | Denied | None:
    """Give the number of the issue, opened where there was none; None where another audit was faster."""
    _, *doubles = view.shown.issues or (None,)
    for one in doubles:
        if one is not None and one.is_open:
            writer.write(CloseIssue(one.number))
    if view.issue:
        return view.issue.number
    answer = writer.write(OpenIssue(audit_issue(outlook, issue_mark())))
    if not isinstance(answer, Written):
        return answer
    now = reader.tracker(view.tracking.repository, view.report.snapshot.sha)
    if now.issues and now.issues[0].number < answer.number:
        writer.write(CloseIssue(answer.number))
        return None
    return answer.number


def _done(writer: Writer, writes: Iterable[TrackWrite]) -> tuple[Answer, ...]:
    """Do the writes; where the token may not do one, it may not do those behind it either."""
    answers: list[Answer] = []
    for write in writes:
        answers.append(writer.write(write))
        if isinstance(answers[-1], Denied) and not isinstance(write, React):
            break
    return tuple(answers)


def _sentence(answer: Refused | Denied) -> str:
    return f"{answer.message} {answer.hint}" if isinstance(answer, Denied) else f"GitHub refuses it: {answer.reason}."
