"""A run at a glance, for the summary and the check alike: one line a cause, the rest folded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.report import Report
from reviewbot.output.headline import Outcome, is_grave, is_long, own_reason
from reviewbot.output.links import Links, best, commit
from reviewbot.output.markdown import place_link
from reviewbot.output.markup import code_span, link, plain_text
from reviewbot.output.problem import problem_text
from reviewbot.output.tally import Gap, Tally, gaps, grouped, tally
from reviewbot.output.template import template
from reviewbot.output.wording import TIMES, counted, listed, place

EXTENTS = (200, 100, 50, 20, 10, 5, 2, 1, 0)
"""How many entries a list may have, tried in this order until the text fits."""

_MOST_SHOWN = 10
_MOST_PLACES = 5
_MOST_NAMES = 10

Groups = tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True)
class View:
    """How much is said: `most` entries of every list, with a sentence about the run before, and what is less folded."""

    most: int
    since: str = ""
    is_folded: bool = True


def overview(report: Report, items: Mapping[str, Item], links: Links, outcome: Outcome, view: View) -> str:
    """Write what there is to fix, what was not looked at, and then what else a reader may want to know."""
    tallied = tally(report, items)
    groups = grouped(tallied.findings)
    grave = tuple(group for group in groups if is_grave(group[0]))
    shown, others = _divided(grave) if view.is_folded else (grave, ())
    reasons = ((group[0].placement_reason, group[0].fingerprint) for group in grave if not _has_comment(group))
    apart = gaps((reason, name) for reason, name in reasons if reason)
    alone = frozenset(gap.names[0] for gap in apart if len(gap.names) == 1)
    remarks = (*_apart(apart, view.most), *_not_reviewed(tallied, view.most), view.since)
    reason = own_reason(report, outcome)
    return template("overview.md.j2").render(
        report=report,
        tallied=tallied,
        shown=shown,
        others=others,
        minor=tuple(group for group in groups if not is_grave(group[0])),
        line=lambda group: _line(group, links, has_reason=group[0].fingerprint in alone),
        at=lambda anchor: place_link(anchor, links),
        reason=reason if is_long(reason) else "",
        remarks=" ".join(filter(None, remarks)),
        looked_at=f"{counted(tallied.reviewed, 'file')} {TIMES} {tallied.questions}",
        cost=_cost(report),
        commits=_commits(report, links),
        most=view.most,
        is_folded=view.is_folded,
        problem=problem_text(report.problem) if report.problem else "",
    )


def _divided(groups: Groups) -> tuple[Groups, Groups]:
    """Show what has a comment and what is grave enough to be seen without one, the worst of it; fold the others."""
    shown = [number for number, group in enumerate(groups) if _is_shown(group)][:_MOST_SHOWN]
    others = (group for number, group in enumerate(groups) if number not in shown)
    return tuple(groups[number] for number in shown), tuple(others)


def _is_shown(group: Sequence[Finding]) -> bool:
    return group[0].severity >= Severity.HIGH or _has_comment(group)


def _has_comment(group: Sequence[Finding]) -> bool:
    return any(one.placement is not Placement.SUMMARY for one in group)


def _apart(reasons: Sequence[Gap], most: int) -> Iterator[str]:
    """Say once why several have no comment."""
    for gap in reasons[:most]:
        if len(gap.names) > 1:
            yield f"{len(gap.names):,} have no comment of their own: {plain_text(gap.reason)}."


def _line(group: Sequence[Finding], links: Links, *, has_reason: bool) -> str:
    first = group[0]
    names = [place(first), *(_short(one, first) for one in group[1:])]
    places = [link(name, best(links, one)) for name, one in zip(names, group, strict=True)]
    count = f", {len(group):,} places" if len(group) > 1 else ""
    why = f" · no comment: {plain_text(first.placement_reason)}" if has_reason else ""
    return f"**{first.severity}** {plain_text(first.title)}{count} · {listed(places, _MOST_PLACES)}{why}"


def _short(finding: Finding, after: Finding) -> str:
    return f"L{finding.start_line}" if finding.path == after.path else place(finding)


def _not_reviewed(tallied: Tally, most: int) -> Iterator[str]:
    """Name the files that nobody reviewed, or the agent did not; this is never folded."""
    yield _named("Not reviewed", gaps((file.reason, file.path) for file in tallied.failed), most)
    yield _named("Not reviewed by the agent", tallied.unread, most)


def _named(word: str, reasons: Sequence[Gap], most: int) -> str:
    said = [
        f"{listed([code_span(name) for name in gap.names], min(most, _MOST_NAMES))} ({plain_text(gap.reason)})"
        for gap in reasons[:most]
    ]
    others = sum(len(gap.names) for gap in reasons[most:])
    more = [f"{counted(others, 'file')} more"] if others else []
    return f"{word}: {'; '.join((*said, *more))}." if reasons else ""


def _cost(report: Report) -> str:
    if report.run.engine is Engine.DETECTORS or not report.cost.calls:
        return "no agent took part"
    ceiling = f" of {_dollars(report.cost.ceiling_usd)}" if report.cost.ceiling_usd else ""
    return _dollars(report.cost.usd) + ceiling


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}".removesuffix(".00")


def _commits(report: Report, links: Links) -> str:
    shas = [sha for sha in (report.change.head_sha, report.change.merge_base_sha) if sha]
    return " against ".join(link(sha[:7], commit(links, sha)) for sha in shas)
