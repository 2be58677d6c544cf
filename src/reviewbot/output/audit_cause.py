"""A root cause as a page shows it: from the report, or from memory where nobody looked at it this time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reviewbot.domain.audit import Acceptance, Audited, AuditReport, CauseId, RootCause
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Placement
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.tracked import Known, Life, Lived
from reviewbot.domain.visible import visible, visible_lines
from reviewbot.output.highlight import Piece, pieces
from reviewbot.output.links import Links, blob

_MOST_PLACES = 12
_MOST_LINES = 12
_MOST_COLOURED = 400
_LONGEST = 300

UNSEEN = "unseen"
"""The life of a cause that is remembered and was not looked at."""

SUPPRESSED = "suppressed"
"""The life of a cause to which the source or the configuration says no."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a cause: `url` is its permanent address, empty where the repository is not on GitHub."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A numbered line of code."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PageCause:
    """A root cause on the page; `life` is a word to filter by, empty where nothing was remembered.

    `finding` speaks for the cause; it is None for one that is only remembered. `hidden` counts places left out.
    """

    id: CauseId
    item: str
    area: str
    title: str
    message: str
    symbol: str
    severity: Severity
    confidence: Confidence
    source: str
    life: str
    since: date | None
    places: tuple[Place, ...]
    hidden: int
    code: tuple[Row, ...]
    steps: tuple[tuple[str, Place], ...]
    finding: Finding | None
    acceptance: Acceptance | None
    paths: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Tell whether people decided to live with it."""
        return self.life in {Life.ACCEPTED, SUPPRESSED}

    @property
    def count(self) -> int:
        """Count its places."""
        return len(self.places) + self.hidden


def page_causes(report: AuditReport, lived: Lived | None, server: str) -> tuple[PageCause, ...]:
    """Lay all causes out, worst first and settled ones last; with them what is open and was not looked at."""
    remembered = {one.id: one for one in lived.memory.causes} if lived else {}
    found = {one.id for one in report.causes}
    addresses = _addresses(report.snapshot, server)
    shown = [
        _found(cause, remembered.get(cause.id), addresses, is_coloured=number < _MOST_COLOURED)
        for number, cause in enumerate(report.causes)
    ]
    unseen = [_unseen(one) for one in (lived.open if lived else ()) if one.id not in found]
    return tuple(sorted((*shown, *unseen), key=lambda one: (one.is_settled, -one.severity.rank)))


def _addresses(snapshot: Audited, server: str) -> Links | None:
    is_on_github = snapshot.repository.count("/") == 1 and snapshot.sha
    return Links(server, snapshot.repository, 0, snapshot.sha, "", "") if is_on_github else None


def _found(cause: RootCause, known: Known | None, addresses: Links | None, *, is_coloured: bool) -> PageCause:
    first = cause.first
    acceptance = cause.acceptance or (known.acceptance if known else None)
    shown = cause.findings[:_MOST_PLACES]
    return PageCause(
        id=cause.id,
        item=first.item,
        area=first.area,
        title=first.title,
        message=first.message,
        symbol=cause.symbol,
        severity=cause.severity,
        confidence=cause.confidence,
        source=_source(first.source),
        life=_life(cause, known, acceptance),
        since=known.since if known else None,
        places=tuple(_place(one.anchor, addresses) for one in shown),
        hidden=len(cause.findings) - len(shown),
        code=tuple(_rows(first, is_coloured=is_coloured)),
        steps=tuple((one.text, _place(_line(one.path, one.line), addresses)) for one in first.evidence.path),
        finding=first,
        acceptance=acceptance,
        paths=tuple(one.path for one in cause.findings),
    )


def _unseen(known: Known) -> PageCause:
    # The lines are those of the commit that was read then: in this one they may stand elsewhere.
    places = tuple(_place(_line(one.path, one.line), None) for one in known.sites)
    return PageCause(
        id=known.id,
        item=known.item,
        area=known.area,
        title=known.title,
        message=known.message,
        symbol=known.symbol,
        severity=known.severity,
        confidence=known.confidence,
        source="agent" if known.is_agents else "detector",
        life=UNSEEN,
        since=known.since,
        places=places,
        hidden=max(0, known.count - len(places)),
        code=(),
        steps=(),
        finding=None,
        acceptance=known.acceptance,
        paths=tuple(one.path for one in known.sites),
    )


def _life(cause: RootCause, known: Known | None, acceptance: Acceptance | None) -> str:
    if cause.first.suppressed:
        return SUPPRESSED
    if acceptance:
        return Life.ACCEPTED
    return str(known.life) if known else ""


def _source(source: str) -> str:
    return source if source in {"agent", "contract"} else source.partition(":")[2] or "detector"


def _line(path: str, line: int) -> Anchor:
    return Anchor(path, Side.RIGHT, line, line)


def _place(anchor: Anchor, addresses: Links | None) -> Place:
    text = f"{visible(anchor.path)}:{anchor.start_line}"
    return Place(text, blob(addresses, anchor) if addresses else "")


def _rows(finding: Finding, *, is_coloured: bool) -> Iterator[Row]:
    """Give the lines of the quote with their numbers; a finding of no line has none."""
    if not finding.evidence.quote.strip() or finding.placement is Placement.SUMMARY:
        return
    lines = visible_lines(finding.evidence.quote)[:_MOST_LINES]
    for number, text in enumerate(lines, finding.start_line):
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield Row(number, pieces(shown, finding.path) if is_coloured else (Piece(shown),))


def by_severity(causes: Sequence[PageCause]) -> Mapping[Severity, int]:
    """Count what is still to be done, worst severity first, zeros included."""
    severities = [one.severity for one in causes if not one.is_settled]
    return {severity: severities.count(severity) for severity in reversed(Severity)}
