"""Look again at what earlier runs said: whether it still holds, and what people answered."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from reviewbot.config.keys import Config
from reviewbot.config.resolve import for_path, severity_of
from reviewbot.domain.chunk import Chunk, Gap, Reading
from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.paths import matches
from reviewbot.domain.report import Cost, Problem, Recheck, Reply, Report, Status, Verdict
from reviewbot.domain.retold import Reheard, Retold, Talk, Unsaid
from reviewbot.domain.shown import Thread
from reviewbot.findings.dismissed import is_dismissed
from reviewbot.findings.remarks import problem_of
from reviewbot.findings.said import is_called_fixed
from reviewbot.findings.suppress import suppression
from reviewbot.look import Contents
from reviewbot.waiting import is_waiting, talk
from reviewbot.whereabouts import Whereabouts, retold, whereabouts

_MOST_ASKED = 20
_MOST_TALKS = 10

_GONE = "The file is gone."
_MOVED = "its lines stand in another file"
_UNCHANGED = "its lines are unchanged"
_OFF = "nobody asks its question here any more"
_NO_AGENT = "no agent took part"
_NOT_SENT = "not shown to the agent: `never_send`"
_TOO_MANY = f"more than {_MOST_ASKED} are not looked at in one run"
_RETRIED = frozenset({Gap.BUDGET, Gap.OVERLOADED, Gap.UNREACHABLE})
"""What another run may not meet; what a text itself provokes would only be provoked again."""


class Rereader(Protocol):
    """Whoever looks at what was said before."""

    def recheck(self, claims: Sequence[Retold], /) -> Sequence[Reheard]:
        """Say of each earlier finding whether it still holds."""

    def answer(self, talks: Sequence[Talk], /) -> Sequence[Reply | Unsaid]:
        """Answer the last words of each talk, or say why not."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What earlier findings are held against: the change, its files, the team's word, the questions asked."""

    diff: Diff
    contents: Contents
    config: Config
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of it.

    `fails` are the agent's findings that are not gone and as grave as the `fail_on` of their path; `suppressed` would
    be of them, but a comment in the source says no. `problem` is what kept the agent from looking and may be over
    by the next run.
    """

    rechecked: tuple[Recheck, ...] = ()
    replies: tuple[Reply, ...] = ()
    fails: tuple[Fingerprint, ...] = ()
    suppressed: tuple[Fingerprint, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A thread, where its finding stands now, and what came of looking at it; None where nobody has to."""

    thread: Thread
    where: Whereabouts
    heard: Reheard | None = None
    is_hushed: bool = False


def reread(
    threads: Sequence[Thread], ground: Ground, rereader: Rereader | None, may_write: Callable[[str], bool]
) -> Reread:
    """Look at the open threads: the agent's findings again, and whatever a person who may write said last.

    What is certain without a model is not asked of one. Without an answer nobody knows, and a finding stays: silence
    is no repair.
    """
    found = [_held(one, ground) for one in threads if not (one.is_resolved or is_dismissed(one))]
    held = _rechecked([one for one in found if _is_open(one)], ground.config, rereader)
    said = _answered(held, ground.config, rereader, cache(may_write)) if rereader else ()
    gaps = [one.heard.gap for one in held if one.heard] + [one.gap for one in said if isinstance(one, Unsaid)]
    return Reread(
        rechecked=tuple(
            Recheck(fingerprint, one.heard.verdict, one.heard.reason)
            for one in held
            if one.heard
            for fingerprint in one.thread.marker.fingerprints
        ),
        replies=tuple(one for one in said if isinstance(one, Reply)),
        fails=tuple(_grave([one for one in held if not one.is_hushed], ground)),
        suppressed=tuple(_grave([one for one in held if one.is_hushed], ground)),
        notes=tuple(_notes(held, said)),
        problem=_problem([gap for gap in gaps if gap is not None]),
    )


def with_reread(report: Report, again: Reread) -> Report:
    """Add to a report what came of looking again; what nobody could look at again leaves it incomplete."""
    is_short = again.problem is not None and report.status is Status.COMPLETE
    fails = tuple(dict.fromkeys((*report.gate.fails, *again.fails)))
    return replace(
        report,
        status=Status.PARTIAL if is_short else report.status,
        rechecked=again.rechecked,
        replies=again.replies,
        notes=(*report.notes, *again.notes),
        problem=report.problem or again.problem,
        gate=replace(report.gate, fails=fails),
    )


def _is_open(one: _Held) -> bool:
    """Leave alone what was called fixed, unless its very lines are back."""
    return one.where.stands is not None or not is_called_fixed(one.thread)


def _held(thread: Thread, ground: Ground) -> _Held:
    """Find a thread's finding, and say of an agent's whether it is gone or still there, where that is certain."""
    where = whereabouts(thread, ground.diff, ground.contents)
    if not thread.marker.is_agents:
        return _Held(thread, where)
    if where.unread:
        return _Held(thread, where, Reheard(Verdict.UNKNOWN, where.unread))
    if where.head is None:
        return _Held(thread, where, Reheard(Verdict.GONE, _GONE))
    if where.stands is None:
        is_off = _severity(thread.marker, where.path, ground) is None
        return _Held(thread, where, Reheard(Verdict.UNKNOWN, _OFF) if is_off else None)
    no = suppression(where.stands, where.head.lines)
    is_moved = where.path != thread.path and where.file is not None and where.file.base_path != thread.path
    reason = f"{no.by}, says no to it" if no else _MOVED if is_moved else _UNCHANGED
    return _Held(thread, where, Reheard(Verdict.STILL, reason), is_hushed=no is not None)


def _rechecked(held: Sequence[_Held], config: Config, rereader: Rereader | None) -> list[_Held]:
    """Have the agent look at those of its findings of which nothing is certain."""
    decided = [_undecidable(one, config, rereader) if _is_doubtful(one) else one for one in held]
    asked = [one for one in decided if _is_doubtful(one)]
    first = [retold(one.thread, one.where) for one in asked[:_MOST_ASKED]]
    heard = list(rereader.recheck(first)) if rereader and first else []
    heard += [Reheard(Verdict.UNKNOWN, _TOO_MANY)] * (len(asked) - len(heard))
    by_node = {one.thread.node: said for one, said in zip(asked, heard, strict=True)}
    return [replace(one, heard=by_node.get(one.thread.node, one.heard)) for one in decided]


def _is_doubtful(one: _Held) -> bool:
    return one.thread.marker.is_agents and one.heard is None


def _undecidable(one: _Held, config: Config, rereader: Rereader | None) -> _Held:
    """Say of a finding that no agent can be shown, or that none is there to ask."""
    if _is_hidden(one, config):
        return replace(one, heard=Reheard(Verdict.UNKNOWN, _NOT_SENT))
    return one if rereader else replace(one, heard=Reheard(Verdict.UNKNOWN, _NO_AGENT))


def _is_hidden(one: _Held, config: Config) -> bool:
    names = {one.thread.path, one.where.path, *([one.where.file.base_path] if one.where.file else [])}
    return any(matches(name, config.paths.never_send) for name in names)


def _answered(
    held: Sequence[_Held], config: Config, rereader: Rereader, may_write: Callable[[str], bool]
) -> Sequence[Reply | Unsaid]:
    """Have the words of those who may write answered: a stranger's start nothing, and are shown to nobody."""
    waiting = [
        one
        for one in held
        if is_waiting(one.thread, one.where, one.heard.verdict if one.heard else None) and not _is_hidden(one, config)
    ]
    heard = [one for one in waiting if may_write(one.thread.said[-1].author)][:_MOST_TALKS]
    talks = [talk(one.thread, one.where, may_write) for one in heard]
    return rereader.answer(talks) if talks else ()


def _grave(held: Sequence[_Held], ground: Ground) -> Iterator[Fingerprint]:
    """Name the agent's findings that are not gone and as grave as their path's `fail_on`."""
    for one in held:
        least = for_path(ground.config, one.where.path).fail_on.severity
        severity = _severity(one.thread.marker, one.where.path, ground)
        is_there = one.heard is not None and one.heard.verdict is not Verdict.GONE
        if is_there and least is not None and severity is not None and severity >= least:
            yield from one.thread.marker.fingerprints


def _severity(marker: FindingMarker, path: str, ground: Ground) -> Severity | None:
    """Give how grave a finding is, as its comment says unless the team says otherwise; None where it is off."""
    item = next((one for one in ground.items if one.id == marker.item), None)
    if item is None:
        return marker.severity
    decided = severity_of(item, for_path(ground.config, path))
    return marker.severity if decided is item.severity else decided


def _notes(held: Sequence[_Held], said: Sequence[Reply | Unsaid]) -> Iterator[str]:
    """Say what was not looked at, and whose words were not answered, because no model did."""
    unheard = Counter(
        one.heard.reason for one in held if one.heard and (one.heard.gap or one.heard.reason == _TOO_MANY)
    )
    for reason, count in unheard.items():
        findings = "finding of the agent was" if count == 1 else "findings of the agent were"
        yield f"{count:,} earlier {findings} not looked at again: {reason}."
    unsaid = Counter(one.reason for one in said if isinstance(one, Unsaid) and one.gap)
    for reason, count in unsaid.items():
        yield f"{count:,} {'reply was' if count == 1 else 'replies were'} not answered: {reason}."


def _problem(gaps: Sequence[Gap]) -> Problem | None:
    """Say what kept the agent from looking again where another run may get further, the gravest alone."""
    fatal = problem_of([Reading(Chunk(()), gap=gap) for gap in gaps if gap not in _RETRIED], Cost())
    if fatal is not None:
        return fatal
    retried = next((gap for gap in gaps if gap in _RETRIED), None)
    if retried is None:
        return None
    kind = "budget" if retried is Gap.BUDGET else "agent"
    return Problem(kind, "", 0, f"The agent did not look at all that was said before: {retried}. Review once more.")
