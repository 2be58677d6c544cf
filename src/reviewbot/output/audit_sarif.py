"""An audit as SARIF: one run whose results are known again by code scanning, however the code moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.audit import Acceptance, AuditReport, CauseId, RootCause
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement, Suppression
from reviewbot.domain.inventory import Site
from reviewbot.domain.item import Item
from reviewbot.domain.tracked import Known
from reviewbot.output.encode import Json
from reviewbot.output.sarif import rule_places, sarif_log
from reviewbot.output.sarif_result import result
from reviewbot.output.sarif_rules import rules

CATEGORY = "reviewbot-audit"
"""What code scanning keeps this run apart by from those of pull requests."""

MOST_RESULTS = 5_000
"""What code scanning keeps of a run; it takes 25,000 and drops by severity alone."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a cause: `number` counts its places from 1, `acceptance` is that of the cause."""

    cause: CauseId
    number: int
    finding: Finding
    acceptance: Acceptance | None


def audit_sarif(
    report: AuditReport, items: Mapping[str, Item], carried: Sequence[Known] = (), most: int = MOST_RESULTS
) -> str:
    """Write an audit as a SARIF log; causes must have the ids that people know.

    `carried` are causes from before with the places that this audit did not look at: without them code scanning would
    call them fixed.
    Of more than `most` places the worst are kept, the first of every cause before the second of any.
    """
    found = [place for cause in report.causes for place in _found(cause)]
    counts = {cause.id: len(cause.findings) for cause in report.causes}
    unseen = [place for known in carried for place in _carried(known, counts.get(known.id, 0))]
    # An order that is the same from run to run.
    ranked = sorted([*found, *unseen], key=lambda one: (-one.finding.severity.rank, one.number))
    kept = ranked[:most]
    described = rules(_representatives(kept), items)
    where = rule_places(described)
    results: list[Json] = [_result(one, where[one.finding.item]) for one in kept]
    more: dict[str, Json] = {"automationDetails": {"id": f"{CATEGORY}/"}, "results": results}
    return sarif_log(_noted(report, len(ranked) - len(kept)), described, more)


def _found(cause: RootCause) -> Iterator[_Place]:
    """Count the places in the order in which they are remembered: those that nobody suppressed first."""
    ordered = sorted(cause.findings, key=lambda one: one.suppressed is not None)
    for number, finding in enumerate(ordered, 1):
        yield _Place(cause.id, number, finding, cause.acceptance)


def _carried(known: Known, found: int) -> Iterator[_Place]:
    """Count on behind the places that were found."""
    for number, site in enumerate(known.sites, found + 1):
        yield _Place(known.id, number, _remembered(known, site), known.acceptance)


def _remembered(known: Known, site: Site) -> Finding:
    told = f"{known.message} Last seen on {known.seen}; this audit did not look there.".strip()
    return Finding(
        item=known.item,
        area=known.area,
        title=known.title,
        message=told,
        path=site.path,
        side=Side.RIGHT,
        start_line=site.line,
        line=site.line,
        severity=known.severity,
        confidence=known.confidence,
        source="agent" if known.is_agents else "detector",
        evidence=Evidence("", ""),
        related=(),
        suggestion=None,
        fingerprint=Fingerprint(""),
        placement=Placement.SUMMARY,
        placement_reason="",
        suppressed=None,
    )


def _result(place: _Place, rule: int) -> Json:
    """Write a place; its identity is its cause's id and its number, which moves and renames leave as they are.

    Code scanning compares `primaryLocationLineHash` alone. CodeQL makes it of the line's text, so that an edit of the
    line closes an alert and opens another; the id of a cause is kept through that.
    """
    print_ = f"{place.cause}:{place.number}"
    finding = place.finding
    prints = {"primaryLocationLineHash": print_, "reviewbot/v1": finding.fingerprint or print_}
    return {
        **result(_suppressed(finding, place.acceptance), rule),
        "partialFingerprints": prints,
        "properties": {
            "cause": place.cause,
            "confidence": finding.confidence,
            "severity": finding.severity,
            "source": finding.source,
        },
    }


def _suppressed(finding: Finding, acceptance: Acceptance | None) -> Finding:
    if acceptance is None or finding.suppressed is not None:
        return finding
    return replace(finding, suppressed=Suppression(f"accepted by {acceptance.by}", acceptance.reason))


def _representatives(places: Iterable[_Place]) -> tuple[Finding, ...]:
    return tuple({one.finding.item: one.finding for one in places}.values())


def _noted(report: AuditReport, dropped: int) -> AuditReport:
    if not dropped:
        return report
    note = f"{dropped:,} more places are not in this file: code scanning keeps {MOST_RESULTS:,}."
    return replace(report, notes=(*report.notes, note))
