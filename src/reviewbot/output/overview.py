"""A run at a glance, for the summary and the check alike: one line a cause, the rest folded.

All of it is Markdown that is safe in a comment, so that a template has nothing to do but to print it.
"""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.report import Report
from reviewbot.domain.shown import Thread
from reviewbot.output.headline import Outcome, headline, is_grave, is_long, own_reason
from reviewbot.output.links import Links, best, commit, discussion
from reviewbot.output.markdown import place_link
from reviewbot.output.markup import code_span, link, plain_text
from reviewbot.output.problem import problem_text
from reviewbot.output.tally import Gap, Tally, gaps, grouped, questions, tally
from reviewbot.output.team_template import Values
from reviewbot.output.unseen import coverage, not_reviewed
from reviewbot.output.view import View, entries
from reviewbot.output.wording import TIMES, place
from reviewbot.output.words import Words, amount, enumerated, number, said

VALUES = (
    "headline", "shown", "others", "others_title", "problem", "reason", "remarks", "about", "minor", "suppressed",
    "worth_a_look", "looked_at", "coverage", "this_review", "notes", "words",
)  # fmt: skip
"""What the template of the summary may print."""

_MOST_SHOWN = 10
_MOST_PLACES = 5

Groups = tuple[tuple[Finding, ...], ...]


def overview(report: Report, items: Mapping[str, Item], links: Links, outcome: Outcome, view: View) -> Values:
    """Write what there is to fix, what was not looked at, and then what else a reader may want to know."""
    words, tallied = view.words, tally(report, items)
    reason = own_reason(report, outcome)
    return {
        **_to_fix(tallied, links, view, tuple(_open(one, items, links, words) for one in outcome.open)),
        "headline": plain_text(headline(report, tallied, outcome, words)),
        "problem": problem_text(report.problem) if report.problem else "",
        "reason": plain_text(reason) if is_long(reason) else "",
        "about": _about(report, tallied, words),
        "suppressed": entries(view, tallied.suppressed, lambda one: _no(one, links)),
        "worth_a_look": entries(
            view, report.worth_a_look, lambda one: f"{plain_text(one.title)} · {place_link(one, links)}"
        ),
        "looked_at": _looked_at(report, tallied, words),
        "coverage": coverage(report, tallied, view),
        "this_review": _this_review(report, links, words),
        "notes": entries(view, report.notes, plain_text),
        "words": words.texts,
    }


def _to_fix(tallied: Tally, links: Links, view: View, before: Sequence[str]) -> Values:
    """Write a line for each cause: those that stand out, those that are folded, and those that are minor.

    `before` are the lines of those that still stand from before: they have their threads.
    """
    words, groups = view.words, grouped(tallied.findings)
    grave = tuple(group for group in groups if is_grave(group[0]))
    shown, others = _divided(grave) if view.is_folded else (grave, ())
    apart = _apart(grave)
    alone = frozenset(gap.names[0] for gap in apart if len(gap.names) == 1)

    def line(group: Sequence[Finding]) -> str:
        return _line(group, links, words, has_reason=group[0].fingerprint in alone)

    remarks = (*_shared(apart[: view.most], words), *not_reviewed(tallied, view), view.since)
    return {
        "shown": (*entries(view, shown, line), *entries(view, before, str)),
        "others": entries(view, others, line),
        "others_title": said(words, "more_to_fix", count=number(words, len(others))),
        "minor": entries(view, tuple(group for group in groups if not is_grave(group[0])), line),
        "remarks": tuple(filter(None, remarks)),
    }


def _divided(groups: Groups) -> tuple[Groups, Groups]:
    """Show what has a comment and what is grave enough to be seen without one, the worst of it; fold the others."""
    shown = [number for number, group in enumerate(groups) if _is_shown(group)][:_MOST_SHOWN]
    others = (group for number, group in enumerate(groups) if number not in shown)
    return tuple(groups[number] for number in shown), tuple(others)


def _is_shown(group: Sequence[Finding]) -> bool:
    return group[0].severity >= Severity.HIGH or _has_comment(group)


def _has_comment(group: Sequence[Finding]) -> bool:
    return any(one.placement is not Placement.SUMMARY for one in group)


def _apart(groups: Groups) -> tuple[Gap, ...]:
    """Give the reasons for which causes have no comment, each with the fingerprints of those."""
    reasons = ((group[0].placement_reason, group[0].fingerprint) for group in groups if not _has_comment(group))
    return gaps((reason, name) for reason, name in reasons if reason)


def _shared(reasons: Sequence[Gap], words: Words) -> Iterator[str]:
    """Say once why several have no comment."""
    for gap in reasons:
        if len(gap.names) > 1:
            yield said(words, "no_comments", count=number(words, len(gap.names)), reason=plain_text(gap.reason))


def _line(group: Sequence[Finding], links: Links, words: Words, *, has_reason: bool) -> str:
    first = group[0]
    names = [place(first), *(_short(one, first) for one in group[1:])]
    places = [link(name, best(links, one)) for name, one in zip(names, group, strict=True)]
    count = f", {said(words, 'places', count=number(words, len(group)))}" if len(group) > 1 else ""
    why = f" · {said(words, 'no_comment', reason=plain_text(first.placement_reason))}" if has_reason else ""
    listed = enumerated(words, places, _MOST_PLACES)
    return f"**{first.severity}** {plain_text(first.title)}{count} · {listed}{why}"


def _open(thread: Thread, items: Mapping[str, Item], links: Links, words: Words) -> str:
    """Write a finding from before by what its mark says of it: nobody describes it anew."""
    item = items.get(thread.marker.item)
    title = plain_text(item.title) if item else code_span(thread.marker.item)
    where = link(said(words, "still_open"), discussion(links, thread.number))
    return f"**{thread.marker.severity}** {title} · {code_span(thread.path)} · {where}"


def _short(finding: Finding, after: Finding) -> str:
    return f"L{finding.start_line}" if finding.path == after.path else place(finding)


def _no(finding: Finding, links: Links) -> str:
    """Write a finding that somebody said no to, with who and why."""
    no = (finding.suppressed.by, finding.suppressed.reason) if finding.suppressed else ()
    why = ": ".join(plain_text(part) for part in no if part)
    return f"{finding.severity} {plain_text(finding.title)} · {place_link(finding, links)} · {why}"


def _about(report: Report, tallied: Tally, words: Words) -> str:
    """Say in a few words what is folded."""
    minor = sum(1 for group in grouped(tallied.findings) if not is_grave(group[0]))
    suppressed = len(tallied.suppressed)
    parts = (
        amount(words, "notes", minor) if minor else "",
        said(words, "suppressed_count", count=number(words, suppressed)) if suppressed else "",
        f"{amount(words, 'files', tallied.reviewed)} {TIMES} {questions(tallied, words)}",
        _cost(report, words),
        said(words, "commands"),
    )
    return " · ".join(filter(None, parts))


def _looked_at(report: Report, tallied: Tally, words: Words) -> str:
    files, every = amount(words, "files", tallied.reviewed), number(words, len(report.coverage.files))
    looked_at = said(words, "looked_at", files=files, all=every, questions=questions(tallied, words))
    return looked_at if report.cost.calls else f"{looked_at}, {_cost(report, words)}"


def _this_review(report: Report, links: Links, words: Words) -> str:
    parts = [said(words, "this_review", tool=plain_text(report.tool), engine=report.run.engine)]
    head, base = report.change.head_sha, report.change.merge_base_sha
    shas = [link(sha[:7], commit(links, sha)) for sha in (head, base) if sha]
    if shas:
        parts.append(said(words, "against", head=shas[0], base=shas[1]) if len(shas) > 1 else shas[0])
    if report.cost.calls:
        calls = amount(words, "calls", report.cost.calls)
        parts.append(said(words, "calls_for", calls=calls, cost=_cost(report, words)))
    return ", ".join(parts)


def _cost(report: Report, words: Words) -> str:
    if report.run.engine is Engine.DETECTORS or not report.cost.calls:
        return said(words, "no_agent")
    cost = _dollars(report.cost.usd)
    ceiling = report.cost.ceiling_usd
    return said(words, "of_ceiling", cost=cost, ceiling=_dollars(ceiling)) if ceiling else cost


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}".removesuffix(".00")
