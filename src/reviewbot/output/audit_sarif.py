"""An audit as SARIF: one run whose results are known again by code scanning, however the code moves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

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

Origins = Mapping[CauseId, Mapping[str, str]]
_UNMOVED: Origins = {}
MOST_RESULTS = 5_000
"""What code scanning keeps of a run; it takes 25,000 and drops by severity alone."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a cause: `number` counts its places from 1, `acceptance` is that of the cause.

    `identity` is what code scanning knows it by.
    """

    cause: CauseId
    number: int
    identity: str
    finding: Finding
    acceptance: Acceptance | None


def audit_sarif(
    report: AuditReport,
    items: Mapping[str, Item],
    carried: Sequence[Known] = (),
    origins: Origins = _UNMOVED,
    most: int = MOST_RESULTS,
) -> str:
    """Write an audit as a SARIF log; causes must have the ids that people know.

    `carried` are causes from before with the places that this audit did not look at: without them code scanning would
    call them fixed. `origins` are the paths that moved places had first, by cause.
    Of more than `most` places the worst are kept, the first of every cause before the second of any.
    """
    found = [place for cause in report.causes for place in _found(cause, origins.get(cause.id, {}))]
    counts = {cause.id: len(cause.findings) for cause in report.causes}
    unseen = [
        place for known in carried for place in _carried(known, counts.get(known.id, 0), origins.get(known.id, {}))
    ]
    # An order that is the same from run to run.
    ranked = sorted([*found, *unseen], key=lambda one: (-one.finding.severity.rank, one.number))
    kept = ranked[:most]
    described = rules(_representatives(kept), items)
    where = rule_places(described)
    results: list[Json] = [_result(one, where[one.finding.item]) for one in kept]
    more: dict[str, Json] = {"automationDetails": {"id": f"{CATEGORY}/"}, "results": results}
    return sarif_log(_noted(report, len(ranked) - len(kept)), described, more)


def _found(cause: RootCause, moved: Mapping[str, str]) -> Iterator[_Place]:
    """Count the places in the order in which they are remembered: those that nobody suppressed first."""
    ordered = sorted(cause.findings, key=lambda one: one.suppressed is not None)
    identities = _identities(cause.id, [(one.path, one.line) for one in ordered], moved)
    for number, (finding, identity) in enumerate(zip(ordered, identities, strict=True), 1):
        yield _Place(cause.id, number, identity, finding, cause.acceptance)


def _carried(known: Known, found: int, moved: Mapping[str, str]) -> Iterator[_Place]:
    """Count on behind the places that were found."""
    identities = _identities(known.id, [(one.path, one.line) for one in known.sites], moved)
    for number, (site, identity) in enumerate(zip(known.sites, identities, strict=True), found + 1):
        yield _Place(known.id, number, identity, _remembered(known, site), known.acceptance)


def _identities(cause: CauseId, sites: Sequence[tuple[str, int]], moved: Mapping[str, str]) -> Iterator[str]:
    """Name each place by its cause and by where it stood first: a repair of one leaves the others what they are."""
    counts = Counter[str]()
    found = dict[int, str]()
    for index in sorted(range(len(sites)), key=sites.__getitem__):
        origin = moved.get(sites[index][0], sites[index][0])
        counts[origin] += 1
        digest = sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        found[index] = f"{cause}:{digest}:{counts[origin]}"
    yield from (found[index] for index in range(len(sites)))


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
    """Write a place.

    Code scanning compares `primaryLocationLineHash` alone. CodeQL makes it of the line's text, so that an edit of the
    line closes an alert and opens another; the id of a cause is kept through that.
    """
    finding = place.finding
    prints = {"primaryLocationLineHash": place.identity, "reviewbot/v1": finding.fingerprint or place.identity}
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
