"""What is new, what GitHub shows already, and what is fixed: findings held against our threads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewbot.domain.coverage import CellState, FileState
from reviewbot.domain.finding import Finding
from reviewbot.domain.report import Report, Status, Verdict
from reviewbot.domain.shown import Thread

Group = tuple[Finding, ...]
"""Findings of one cause: they are said in one comment, at the lines of the first."""

_WHOLE_REVIEW = "*"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Groups without a thread, groups with theirs, and open threads whose findings are gone."""

    new: tuple[Group, ...]
    carried: tuple[tuple[Group, Thread], ...]
    fixed: tuple[Thread, ...]


def reconciled(groups: Iterable[Group], threads: Sequence[Thread], report: Report) -> Reconciled:
    """Match findings with threads by fingerprint, then by item, path and the text of the lines.

    Of a group that is known in part, the others are new: a comment that stands is not posted again.
    """
    new: list[Group] = []
    carried: list[tuple[Group, Thread]] = []
    for group in groups:
        held = [(finding, _thread_of(finding, threads)) for finding in group]
        matched = dict.fromkeys(thread for _, thread in held if thread)
        carried += [(tuple(finding for finding, its in held if its is thread), thread) for thread in matched]
        unknown = tuple(finding for finding, thread in held if thread is None)
        if unknown:
            new.append(unknown)
    known = {thread.node for _, thread in carried}
    silent = (thread for thread in threads if thread.node not in known and not thread.is_resolved)
    return Reconciled(tuple(new), tuple(carried), tuple(_fixed(silent, report)))


def _thread_of(finding: Finding, threads: Sequence[Thread]) -> Thread | None:
    by_fingerprint = (one for one in threads if finding.fingerprint in one.marker.fingerprints)
    return next(by_fingerprint, None) or next((one for one in threads if _says_it(one, finding)), None)


def _says_it(thread: Thread, finding: Finding) -> bool:
    """Tell whether a thread hangs on the same text: its definition may have got another name."""
    if (thread.marker.item, thread.path) != (finding.item, finding.path):
        return False
    quoted = [line.strip() for line in finding.evidence.quote.split("\n")]
    # Every line of an excerpt begins with a sign.
    shown = [line[1:].strip() for line in thread.excerpt.split("\n")]
    return any(quoted) and shown[-len(quoted) :] == quoted


def _fixed(threads: Iterable[Thread], report: Report) -> Iterator[Thread]:
    """Keep the threads whose cells this run examined: silence about what nobody looked at is no repair.

    What only an agent found is fixed where it was shown the old claim and says that it is gone.
    """
    if report.status is Status.FAILED or report.run.scope != "full":
        return
    gone = {one.fingerprint for one in report.rechecked if one.verdict is Verdict.GONE}
    states = {file.path: file.state for file in report.coverage.files}
    unexamined = {(cell.path, cell.item) for cell in report.coverage.cells if cell.state is CellState.NOT_EXAMINED}
    for thread in threads:
        item = thread.marker.item
        if thread.marker.is_agents and gone.isdisjoint(thread.marker.fingerprints):
            continue
        is_looked_at = states.get(thread.path, FileState.REVIEWED) is FileState.REVIEWED
        if is_looked_at and unexamined.isdisjoint({(thread.path, item), (_WHOLE_REVIEW, item)}):
            yield thread
