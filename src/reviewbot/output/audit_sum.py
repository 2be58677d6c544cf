"""What an audit amounts to: root causes by severity and area, what a repository holds, and the verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.audit import AuditReport, RootCause
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.output.audit_coverage import AuditCoverage, audit_coverage
from reviewbot.output.tally import WORST_FIRST
from reviewbot.output.wording import counted


@dataclass(frozen=True, slots=True)
class AuditSum:
    """An audit counted: root causes that stand, those that people said no to, and the ledger."""

    open: tuple[RootCause, ...]
    accepted: tuple[RootCause, ...]
    suppressed: tuple[RootCause, ...]
    coverage: AuditCoverage

    @property
    def by_severity(self) -> Mapping[Severity, int]:
        """Count the root causes that stand, worst severity first, zeros included."""
        severities = Counter(one.severity for one in self.open)
        return {severity: severities[severity] for severity in WORST_FIRST}

    @property
    def by_area(self) -> tuple[tuple[str, Mapping[Severity, int]], ...]:
        """Count them by area and severity, the area with the gravest first."""
        areas: dict[str, Counter[Severity]] = {}
        for one in self.open:
            areas.setdefault(one.first.area, Counter())[one.severity] += 1
        ordered = sorted(areas.items(), key=lambda pair: ([-pair[1][one] for one in WORST_FIRST], pair[0]))
        return tuple((area, {one: count[one] for one in WORST_FIRST}) for area, count in ordered)


def audit_sum(report: AuditReport) -> AuditSum:
    """Count an audit."""
    live = [one for one in report.causes if one.acceptance is None]
    return AuditSum(
        open=tuple(one for one in live if one.first.suppressed is None),
        accepted=tuple(one for one in report.causes if one.acceptance is not None),
        suppressed=tuple(one for one in live if one.first.suppressed is not None),
        coverage=audit_coverage(report),
    )


def audit_verdict(report: AuditReport, total: AuditSum) -> str:
    """Say the outcome in a few words, which never call clean what was not looked at."""
    if total.open:
        counts = (f"{count:,} {severity}" for severity, count in total.by_severity.items() if count)
        return ", ".join(counts)
    if report.status is Status.FAILED:
        return "The audit failed"
    if not total.coverage.files:
        return "Nothing was audited"
    return f"Nothing found in {counted(total.coverage.files, 'file')}"


def audit_shortfall(report: AuditReport, total: AuditSum) -> str:
    """Say what keeps an audit from being complete; empty where nothing does."""
    if report.status is Status.COMPLETE:
        return ""
    missing = [f"{counted(len(total.coverage.failed), 'file')} not audited"] if total.coverage.failed else []
    unread = sum(len(gap.names) for gap in total.coverage.unread)
    missing += [f"{counted(unread, 'file')} not read by the agent"] if unread else []
    return f"incomplete: {', '.join(missing)}" if missing else "incomplete"


def holdings(inventory: Inventory) -> str:
    """Count what a repository is made of, in one line; empty where no facts are known."""
    kinds: Sequence[tuple[str, int]] = (
        ("route", len(inventory.routes)),
        ("stored model", len(inventory.entities)),
        ("outgoing call", len(inventory.calls)),
        ("queue end", len(inventory.queues)),
        ("scheduled job", len(inventory.scheduled)),
        ("setting", len({one.name for one in inventory.variables})),
    )
    return ", ".join(counted(count, noun) for noun, count in kinds if count)
