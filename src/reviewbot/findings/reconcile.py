"""What is new, what GitHub shows already, and what is fixed: findings held against our threads.

A finding has one thread. While that is open, or a person ended it, the finding is never posted again: what was called
fixed and is there once more is said in the same thread. Where we resolved the thread ourselves the finding was gone,
and nobody reads a resolved thread: what is there again gets a new one. Of several threads of one finding, as two runs
at once may leave them, that counts in which a person said something, else the oldest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.coverage import CellState, FileState
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.item import Item
from reviewbot.domain.pull import WHOLE
from reviewbot.domain.report import Report, Status, Verdict
from reviewbot.domain.shown import Thread
from reviewbot.findings.dismissed import is_dismissed
from reviewbot.findings.said import is_called_fixed

Group = tuple[Finding, ...]
"""Findings of one cause: they are said in one comment, at the lines of the first."""

_WHOLE_REVIEW = "*"
_AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Groups without a thread, groups with theirs, and threads with which something has to be done.

    `known` are groups that have no thread and stood already at the last complete review: they are said without one.
    `fixed` are open threads whose findings are gone, `back` those that were called fixed and are not, `standing` those
    of an agent's findings that nobody found again and that a second look did not find gone. `doubles` are open threads
    that say what another one says.
    """

    new: tuple[Group, ...] = ()
    carried: tuple[tuple[Group, Thread], ...] = ()
    known: tuple[Group, ...] = ()
    fixed: tuple[Thread, ...] = ()
    back: tuple[Thread, ...] = ()
    standing: tuple[Thread, ...] = ()
    doubles: tuple[Thread, ...] = ()


def reconciled(
    groups: Iterable[Group], threads: Sequence[Thread], report: Report, items: Mapping[str, Item]
) -> Reconciled:
    """Match findings with threads by fingerprint, then by path, the text of the lines, and item or area.

    Of a group that is known in part, the others are new: a comment that stands is not posted again.
    """
    live = [one for one in threads if is_dismissed(one) or one.resolved_by or not one.is_resolved]
    doubles = _doubles(live)
    live = [one for one in live if one not in doubles]
    here = frozenset(file.path for file in report.coverage.files)
    alone: list[Group] = []
    carried: list[tuple[Group, Thread]] = []
    for group in groups:
        held = [(finding, _thread_of(finding, live, _Scene(items, here))) for finding in group]
        matched = dict.fromkeys(thread for _, thread in held if thread)
        carried += [(tuple(finding for finding, its in held if its is thread), thread) for thread in matched]
        alone += [others] if (others := tuple(finding for finding, thread in held if thread is None)) else []
    known = {thread.node for _, thread in carried}
    silent = [one for one in live if one.node not in known and not one.is_resolved and not is_dismissed(one)]
    standing = tuple(one for one in silent if _is_standing(one, report))
    shown = dict.fromkeys(one for one in (*(thread for _, thread in carried), *standing) if not one.is_resolved)
    return Reconciled(
        new=tuple(group for group in alone if not _is_unchanged(group, report)),
        carried=tuple(carried),
        known=tuple(group for group in alone if _is_unchanged(group, report)),
        fixed=tuple(_fixed(silent, report)),
        back=tuple(one for one in shown if is_called_fixed(one) and not is_dismissed(one)),
        standing=standing,
        doubles=tuple(doubles),
    )


def _doubles(threads: Sequence[Thread]) -> list[Thread]:
    """Find the open threads without a person's word that say nothing but what another thread says."""
    ordered = sorted(
        threads, key=lambda one: (not (one.is_resolved or is_dismissed(one)), not one.has_answer, one.number)
    )
    kept: list[frozenset[Fingerprint]] = []
    doubles = []
    for thread in ordered:
        said = frozenset(thread.marker.fingerprints)
        if not (thread.is_resolved or thread.has_answer) and any(said <= other for other in kept):
            doubles.append(thread)
        else:
            kept.append(said)
    return doubles


def _is_unchanged(group: Group, report: Report) -> bool:
    return {finding.fingerprint for finding in group} <= set(report.unchanged)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What findings and threads are matched by: the items, and the paths that the change has."""

    items: Mapping[str, Item]
    paths: frozenset[str]


def _thread_of(finding: Finding, threads: Sequence[Thread], scene: _Scene) -> Thread | None:
    by_fingerprint = (one for one in threads if finding.fingerprint in one.marker.fingerprints)
    return next(by_fingerprint, None) or next((one for one in threads if _says_it(one, finding, scene)), None)


def _says_it(thread: Thread, finding: Finding, scene: _Scene) -> bool:
    """Tell whether a thread hangs on the same text: its definition may have got another name.

    An agent words the same anew, and under a neighbouring item: its lines need only overlap, in one area. The file of
    a thread that the change does not have any more may have got another name.
    """
    if thread.path != finding.path and thread.path in scene.paths:
        return False
    quoted = [line.strip() for line in finding.evidence.quote.split("\n")]
    # Every line of an excerpt begins with a sign.
    shown = [line[1:].strip() for line in thread.excerpt.split("\n")]
    if thread.marker.item == finding.item and any(quoted) and shown[-len(quoted) :] == quoted:
        return True
    item = scene.items.get(thread.marker.item)
    is_its_area = item is not None and item.area == finding.area
    # How many lines a thread hangs on GitHub does not say: the last one it does.
    return thread.marker.is_agents and finding.source == _AGENT and is_its_area and _is_telling(shown[-1], quoted)


def _is_telling(line: str, quoted: Sequence[str]) -> bool:
    """Tell whether a line is among others and more than a bracket."""
    return line in quoted and any(sign.isalnum() for sign in line)


def _is_standing(thread: Thread, report: Report) -> bool:
    """Tell whether a second look at an agent's finding left it; what was called fixed is back only for sure."""
    verdicts = _verdicts(thread, report)
    return Verdict.STILL in verdicts or (Verdict.UNKNOWN in verdicts and not is_called_fixed(thread))


def _verdicts(thread: Thread, report: Report) -> frozenset[Verdict]:
    return frozenset(one.verdict for one in report.rechecked if one.fingerprint in thread.marker.fingerprints)


def _fixed(threads: Iterable[Thread], report: Report) -> Iterator[Thread]:
    """Keep the threads whose cells this run examined: silence about what nobody looked at is no repair.

    What only an agent found is fixed where it was shown the old claim and says that it is gone. A thread that was
    called fixed is left as it is, unless it can be resolved by now.
    """
    if report.status is Status.FAILED or report.run.scope != WHOLE:
        return
    states = {file.path: file.state for file in report.coverage.files}
    unexamined = {(cell.path, cell.item) for cell in report.coverage.cells if cell.state is CellState.NOT_EXAMINED}
    for thread in threads:
        item = thread.marker.item
        if is_called_fixed(thread) and not thread.can_resolve:
            continue
        if thread.marker.is_agents:
            if _verdicts(thread, report) == {Verdict.GONE}:
                yield thread
            continue
        is_looked_at = states.get(thread.path, FileState.REVIEWED) is FileState.REVIEWED
        if is_looked_at and unexamined.isdisjoint({(thread.path, item), (_WHOLE_REVIEW, item)}):
            yield thread
