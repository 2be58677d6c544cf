"""Say what became of each root cause since the last audit, and what is remembered of this one.

An audit of the commit that was audited last goes on with that audit: what was new there is still new, and its entry of
the history is replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from reviewbot.domain.audit import Acceptance, AuditReport, CauseId, RootCause
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known, Life, Lived, Memory
from reviewbot.findings.accepted import Ruling, acceptance
from reviewbot.findings.looked import Looked, Sight, looked, sight, unseen
from reviewbot.findings.moved import origins
from reviewbot.findings.recognised import recognised
from reviewbot.findings.remembered import beside, entry, kept, known, ranked, slices, with_entry

_NOTHING = Memory(0, "", ())
_NOBODY: frozenset[CauseId] = frozenset()


@dataclass(frozen=True, slots=True)
class _Audit:
    """An audit beside its past: `day` is when its commit was audited first."""

    report: AuditReport
    past: Memory
    looked: Looked
    ruling: Ruling
    today: date
    day: date
    is_first: bool
    is_again: bool

    def has_asked(self, item: str) -> bool:
        """Tell whether an earlier audit may have asked an item: its checklist is this one, or it found something."""
        is_same = self.past.checklist == self.report.digests.checklist
        return is_same or any(one.item == item for one in self.past.causes)


def lived(
    report: AuditReport,
    memory: Memory | None,
    accepted: Mapping[CauseId, Acceptance],
    day: date,
    withdrawn: frozenset[CauseId] = _NOBODY,
) -> Lived:
    """Hold a whole audit against what was remembered; an audit that failed and a mere shard change nothing.

    `accepted` and `withdrawn` are what people said since, by the id of the report or the older one; `day` is today.
    The causes of an item that the checklist did not have before are new, and no news: they count as baseline.
    """
    past = memory or _NOTHING
    if report.status is Status.FAILED or report.shard is not None:
        return Lived(past, is_first=memory is None)
    listed, taken = frozenset(one.id for one in report.baseline), frozenset(one.id for one in past.causes)
    audit = _audit(report, past, Ruling(accepted, withdrawn, listed, taken), day)
    here = _distinct(report.causes)
    ids = _ids(here, past, frozenset(audit.looked.states))
    before = {one.id: one for one in past.causes}
    found = [_found(cause, before.get(ids[cause.id]), ids[cause.id], audit) for cause in here]
    here_again = frozenset(ids.values())
    missing = _missing([one for one in past.causes if one.id not in here_again], audit)
    causes = kept(ranked((*found, *missing)), day)
    return _lived(causes, audit, tuple(pair for pair in ids.items() if pair[0] != pair[1]))


def as_known(report: AuditReport, life: Lived) -> AuditReport:
    """Give the report with each cause under the id that people know, and accepted where it is."""
    ids = dict(life.renamed)
    said = {one.id: one.acceptance for one in life.memory.causes}

    def named(cause: RootCause) -> RootCause:
        id_ = ids.get(cause.id, cause.id)
        return replace(cause, id=id_, acceptance=said.get(id_, cause.acceptance))

    return replace(report, causes=tuple(map(named, report.causes)))


def _audit(report: AuditReport, past: Memory, ruling: Ruling, today: date) -> _Audit:
    is_again = bool(past.history) and past.history[-1].sha == report.snapshot.sha
    is_first = len(past.history) == is_again
    day = past.history[-1].day if is_again else today
    return _Audit(report, past, looked(report), ruling, today, day, is_first, is_again)


def _distinct(causes: Sequence[RootCause]) -> Sequence[RootCause]:
    """Keep each id once, the worst: whoever wrote the report may have repeated some."""
    return list({one.id: one for one in reversed(causes)}.values())[::-1]


def _ids(here: Sequence[RootCause], past: Memory, files: frozenset[str]) -> dict[CauseId, CauseId]:
    """Give each found cause the id that it has from now on, in the report's order."""
    same = recognised(here, past.causes, files)
    earlier = {one.id for one in past.causes}
    used = earlier | {one.id for one in here}
    ids: dict[CauseId, CauseId] = {}
    for one in here:
        new = _another(one.id, used) if one.id in earlier else one.id
        ids[one.id] = same.get(one.id, new)
    return ids


def _another(id_: CauseId, used: set[CauseId]) -> CauseId:
    """Make an id for code that looks as a cause looked before it changed, and which still has the id of that look."""
    other = id_
    while other in used:
        other = CauseId(sha256(f"{other} again".encode()).hexdigest()[:12])
    used.add(other)
    return other


def _found(cause: RootCause, before: Known | None, id_: CauseId, audit: _Audit) -> Known:
    given = acceptance(before, cause, audit.ruling)
    now = replace(known(cause, id_, audit.today), acceptance=given)
    if before is None:
        life = Life.OPEN if audit.is_first else Life.NEW
        is_old = audit.is_first or not audit.has_asked(cause.first.item)
        return replace(now, since=audit.day, life=Life.ACCEPTED if given else life, is_baseline=is_old)
    now = beside(now, before, unseen(before, audit.looked))
    now = replace(now, origins=origins(before, cause, audit.looked.states))
    is_baseline = before.is_baseline and before.life is not Life.GONE
    return replace(now, since=before.since, life=_next(before, given, audit), is_baseline=is_baseline)


def _next(before: Known, given: Acceptance | None, audit: _Audit) -> Life:
    if given is not None:
        return Life.ACCEPTED
    if before.life in {Life.GONE, Life.ACCEPTED}:
        return Life.REOPENED
    return before.life if audit.is_again else Life.OPEN


def _missing(causes: Sequence[Known], audit: _Audit) -> Iterator[Known]:
    """Say what became of the causes that were not found; what the team left out and did not accept is forgotten."""
    for one in causes:
        now = replace(one, acceptance=acceptance(one, None, audit.ruling))
        seen = Sight.GONE if one.life is Life.GONE else sight(one, audit.looked)
        if seen is Sight.GONE:
            left = one.left or audit.report.snapshot.sha
            yield replace(now, life=Life.GONE, left=left)
        elif seen is Sight.UNSEEN or now.acceptance is not None:
            yield replace(now, life=_next(one, now.acceptance, audit))


def _lived(causes: tuple[Known, ...], audit: _Audit, renamed: tuple[tuple[CauseId, CauseId], ...]) -> Lived:
    report, past = audit.report, audit.past
    gone = tuple(one for one in causes if one.life is Life.GONE and one.left == report.snapshot.sha)
    memory = replace(
        past,
        run=report.run.id,
        causes=causes,
        history=with_entry(past.history, entry(report, causes, gone, audit.day)),
        slices=slices(report, past),
        checklist=report.digests.checklist,
    )
    was_accepted = {one.id for one in past.causes if one.life is Life.ACCEPTED}
    return Lived(
        memory if memory == past else replace(memory, generation=past.generation + 1),
        audit.is_first,
        new=tuple(one.id for one in causes if one.life is Life.NEW),
        reopened=tuple(one.id for one in causes if one.life is Life.REOPENED),
        gone=tuple(one.id for one in gone),
        accepted=tuple(one.id for one in causes if one.life is Life.ACCEPTED and one.id not in was_accepted),
        renamed=renamed,
    )
