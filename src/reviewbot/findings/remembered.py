"""Make of an audit what is worth remembering, within limits: a cause, an entry of the history, who read what."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from reviewbot.domain.audit import AuditReport, CauseId, RootCause, SeenSlice
from reviewbot.domain.coverage import FileState
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known, Life, Memory, Past
from reviewbot.findings.recognised import is_agents, places

_MOST_CAUSES = 20_000
"""How many root causes are followed, the worst first, besides what is accepted or gone."""

_MOST_ENTRIES = 200
_MOST_GONE = 2_000
_MOST_PATHS = 20_000
_LONGEST = 365
"""Days for which a cause that is gone is known again when it comes back."""

_MOST_SITES = 12
_TITLE, _MESSAGE, _NAME = 160, 400, 200


def known(cause: RootCause, id_: CauseId, day: date) -> Known:
    """Give what is remembered of a cause that was found today."""
    sites = places(cause)
    return Known(
        id=id_,
        item=cause.first.item,
        area=cause.first.area,
        severity=cause.severity,
        confidence=cause.confidence,
        title=_clipped(cause.first.title, _TITLE),
        message=_clipped(cause.first.message, _MESSAGE),
        symbol=cause.symbol[:_NAME],
        pattern=cause.pattern,
        sites=tuple(sites[:_MOST_SITES]),
        count=len(sites),
        life=Life.OPEN,
        since=day,
        seen=day,
        is_agents=is_agents(cause),
    )


def beside(known: Known, before: Known, unseen: Sequence[Site]) -> Known:
    """Add places from before to a cause that was found today in other files; in the same file they just moved."""
    here = {site.path for site in known.sites}
    others = [site for site in unseen if site.path not in here]
    return replace(
        known,
        sites=(*known.sites, *others)[:_MOST_SITES],
        count=known.count + len(others),
        # Whoever found a place has to look there again before it can be gone.
        is_agents=known.is_agents or (before.is_agents and bool(others)),
    )


def kept(causes: Iterable[Known], day: date) -> tuple[Known, ...]:
    """Leave out what has been gone for a year, of much that is gone the oldest, and of much else the least.

    What is accepted stays.
    """
    causes = tuple(causes)
    gone = [one for one in causes if one.life is Life.GONE and one.acceptance is None]
    young = [one for one in gone if day - one.seen <= timedelta(days=_LONGEST)]
    last = sorted(young, key=lambda one: (one.seen, one.severity.rank, one.id), reverse=True)[:_MOST_GONE]
    least = [one for one in causes if one.life is not Life.GONE and one.acceptance is None][_MOST_CAUSES:]
    left = {one.id for one in (*gone, *least)} - {one.id for one in last}
    return tuple(one for one in causes if one.id not in left)


def ranked(causes: Iterable[Known]) -> tuple[Known, ...]:
    """Order causes as a report does: the worst and surest first, then by number of places, item and place."""
    return tuple(sorted(causes, key=_rank))


def entry(report: AuditReport, causes: Sequence[Known], gone: Sequence[Known], day: date) -> Past:
    """Sum up an audit for the history."""
    standing = [one for one in causes if one.life in {Life.NEW, Life.OPEN, Life.REOPENED}]
    critical, high, medium, low = (sum(one.severity is severity for one in standing) for severity in reversed(Severity))
    return Past(
        day,
        report.snapshot.sha,
        critical,
        high,
        medium,
        low,
        new=sum(one.life is Life.NEW for one in causes),
        gone=len(gone),
        accepted=sum(one.life is Life.ACCEPTED for one in causes),
        files=sum(file.state is FileState.REVIEWED for file in report.coverage.files),
        usd=report.cost.usd,
        is_complete=report.status is Status.COMPLETE,
    )


def with_entry(history: Sequence[Past], last: Past) -> tuple[Past, ...]:
    """Add an audit to the history; another one of the same commit takes the place of the first."""
    earlier = history[:-1] if history and history[-1].sha == last.sha else history
    return (*earlier, last)[-_MOST_ENTRIES:]


def slices(report: AuditReport, past: Memory) -> tuple[SeenSlice, ...]:
    """Give when each slice was read last, the latest first, as far as there is room for their paths."""
    last = {one.id: one for one in past.slices} | {one.id: one for one in report.slices}
    ordered = sorted(last.values(), key=lambda one: (-one.day.toordinal(), one.id))
    totals = accumulate(1 + len(one.paths) for one in ordered)
    return tuple(one for one, total in zip(ordered, totals, strict=True) if total <= _MOST_PATHS)


def _rank(one: Known) -> tuple[int, int, int, str, str, int, str]:
    site = one.sites[0] if one.sites else Site("", 0)
    return -one.severity.rank, -one.confidence.rank, -one.count, one.item, site.path, site.line, one.id


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
