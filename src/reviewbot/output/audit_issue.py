"""The text of the tracking issue: the ten worst root causes in full, the rest in numbers, and how to accept one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import FileState
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.tracked import Known, Life, Lived
from reviewbot.output.audit_entry import Extent, entry
from reviewbot.output.audit_remainder import audited, not_looked_at
from reviewbot.output.fitting import MOST_IN_COMMENT, fullest
from reviewbot.output.links import Links
from reviewbot.output.markup import code_span, link, plain_text
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.tally import WORST_FIRST
from reviewbot.output.template import template
from reviewbot.output.wording import counted

_EXTENTS = (Extent(10, 5), Extent(10, 1), Extent(5, 1), Extent(1, 1), Extent(0, 0))
_MOST_ACCEPTED = 10
_MOST_AREAS = 30
WITHHELD = "One root cause is not shown here, because its words could give something away: the report has it."


def nobody(_path: str) -> tuple[str, ...]:
    """Name no owner."""
    return ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the tracking issue is about: an audit as it may be shown, and what became of its causes.

    `secluded` counts, by severity, security causes that only maintainers may see; `is_scanned` where code scanning has
    them. `remarks` are sentences on what could not be done.
    """

    report: AuditReport
    lived: Lived
    items: Mapping[str, Item]
    links: Links
    owners: Callable[[str], tuple[str, ...]] = nobody
    secluded: Mapping[Severity, int] = field(default_factory=dict)
    is_scanned: bool = True
    remarks: tuple[str, ...] = ()


def audit_issue(outlook: Outlook, mark: str) -> str:
    """Write the text of the issue; `mark` becomes its first line. What is too long is counted."""
    head = _head(outlook)
    otherwise = f"{mark}\n### {head}\n\nThe report of the audit has all of it."
    texts = (f"{mark}\n{_written(outlook, extent, head)}" for extent in _EXTENTS)
    body = fullest(texts, MOST_IN_COMMENT, otherwise)
    return body if leak(body, hosts(outlook.links, outlook.items)) is None else otherwise


def headline(causes: Sequence[Known]) -> str:
    """Count root causes by severity in a few words."""
    if not causes:
        return "Nothing is open"
    severities = [one.severity for one in causes]
    several = [f"{severities.count(one):,} {one}" for one in WORST_FIRST if one in severities]
    return f"{_enumerated(several)} root {'cause' if len(causes) == 1 else 'causes'}"


def _head(outlook: Outlook) -> str:
    if outlook.secluded and not outlook.lived.open:
        return "Only security findings are open"
    return "Nothing known is open" if _failed(outlook) and not outlook.lived.open else headline(outlook.lived.open)


def _written(outlook: Outlook, extent: Extent, head: str) -> str:
    shown, others = outlook.lived.open[: extent.causes], outlook.lived.open[extent.causes :]
    return template("audit_issue.md.j2").render(
        headline=head,
        change=_change(outlook),
        sections=tuple(_sections(outlook, shown, extent)),
        others=tuple(_areas(others)),
        others_count=len(others),
        unseen=_unseen(outlook),
        security=_security(outlook),
        scanning=_scanning(outlook) if outlook.is_scanned else "",
        accepted=tuple(_accepted(outlook.lived)),
        audited=audited(outlook.report, outlook.links),
        missing=tuple(not_looked_at(outlook.report)),
        remarks=tuple(plain_text(one) for one in outlook.remarks),
    )


def _change(outlook: Outlook) -> str:
    lived = outlook.lived
    if lived.is_first:
        return "This is the first audit, and with it the baseline: only what comes after it is news."
    # What was accepted is listed below, and counts as changed only until the next look at the same commit.
    counts = {"new": len(lived.new), "re-opened": len(lived.reopened), "gone": len(lived.gone)}
    several = [f"{count:,} {word}" for word, count in counts.items() if count]
    return f"Since the audit before: {_enumerated(several)}." if several else "Nothing changed since the audit before."


def _failed(outlook: Outlook) -> int:
    return sum(one.state is FileState.FAILED for one in outlook.report.coverage.files)


def _unseen(outlook: Outlook) -> str:
    """Say that an audit has a gap, which must not look like good news."""
    several = _failed(outlook)
    if not several:
        return ""
    return f"{counted(several, 'file')} could not be looked at: what was open there before stays open."


def _sections(outlook: Outlook, shown: Sequence[Known], extent: Extent) -> Iterator[tuple[str, Sequence[str]]]:
    allowed = hosts(outlook.links, outlook.items)
    for severity in WORST_FIRST:
        entries = [_entry(outlook, one, extent) for one in shown if one.severity is severity]
        if entries:
            yield severity.capitalize(), [WITHHELD if leak(one, allowed) else one for one in entries]


def _entry(outlook: Outlook, known: Known, extent: Extent) -> str:
    first = next((one.first for one in outlook.report.causes if one.id == known.id), None)
    owners = outlook.owners(known.sites[0].path) if known.sites else ()
    trigger = first.evidence.trigger if first else ""
    return entry(known, trigger, outlook.items.get(known.item), owners, (outlook.links, extent, outlook.report.slices))


def _areas(causes: Sequence[Known]) -> Iterator[str]:
    """Count what has no room, by area: the area with the worst first."""
    by_area: dict[str, list[Severity]] = {}
    for one in causes:
        by_area.setdefault(one.area, []).append(one.severity)
    ordered = sorted(by_area.items(), key=lambda pair: (-max(one.rank for one in pair[1]), -len(pair[1]), pair[0]))
    for area, severities in ordered[:_MOST_AREAS]:
        several = ", ".join(f"{severities.count(one):,} {one}" for one in WORST_FIRST if one in severities)
        yield f"{plain_text(area)}: {several}"


def _security(outlook: Outlook) -> str:
    if not outlook.secluded:
        return ""
    several = _enumerated([f"{count:,} {severity}" for severity, count in outlook.secluded.items()])
    told = f"maintainers see them in {_scanning(outlook)}" if outlook.is_scanned else "code scanning does not have them"
    return f"Security: {several}. This repository is public, so they are not shown here; {told}."


def _scanning(outlook: Outlook) -> str:
    return link("code scanning", f"{outlook.links.server}/{outlook.links.repository}/security/code-scanning")


def _accepted(lived: Lived) -> Iterator[str]:
    accepted = [one for one in lived.memory.causes if one.life is Life.ACCEPTED and one.acceptance is not None]
    for one in accepted[:_MOST_ACCEPTED]:
        by, reason = (one.acceptance.by, one.acceptance.reason) if one.acceptance else ("", "")
        title = f" {plain_text(one.title)}" if one.title else ""
        yield f"{code_span(one.id)}{title}: {plain_text(reason)} ({plain_text(by)})"
    if len(accepted) > _MOST_ACCEPTED:
        yield f"and {counted(len(accepted) - _MOST_ACCEPTED, 'other')}"


def _enumerated(several: Sequence[str]) -> str:
    return several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}"
