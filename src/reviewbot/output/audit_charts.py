"""What the charts of an audit show, as values: each is drawn, and written as a table besides."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import FileState
from reviewbot.domain.levels import Severity
from reviewbot.domain.tracked import Past
from reviewbot.domain.visible import visible
from reviewbot.output.app import apps_of
from reviewbot.output.audit_cause import PageCause
from reviewbot.output.wording import because

_WEIGHTS = {Severity.CRITICAL: 12, Severity.HIGH: 6, Severity.MEDIUM: 2, Severity.LOW: 1}
_MOST_SPOTS = 80
_MOST_RUNS = 60
_LEAST_RUNS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A file with what is open in it: `weight` adds its places up by severity."""

    app: str
    path: str
    places: int
    worst: Severity
    weight: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the files: what became of them and why."""

    state: FileState
    reason: str
    files: int


@dataclass(frozen=True, slots=True)
class Charts:
    """The values of all charts; `trend` is empty until there are two audits."""

    trend: tuple[Past, ...]
    areas: Mapping[str, Mapping[Severity, int]]
    spots: tuple[Spot, ...]
    shares: tuple[Share, ...]


def charts(report: AuditReport, causes: Sequence[PageCause], history: Sequence[Past]) -> Charts:
    """Count what the charts show; settled causes are in none of them."""
    to_do = [one for one in causes if not one.is_settled]
    return Charts(
        trend=tuple(history[-_MOST_RUNS:]) if len(history) >= _LEAST_RUNS else (),
        areas=_areas(to_do),
        spots=tuple(_spots(to_do)),
        shares=_shares(report),
    )


def as_json(shown: Charts) -> Markup:
    """Write the values for a script element: no text in it can end the element."""
    value = {
        "trend": [_past(one) for one in shown.trend],
        "areas": [{"area": visible(area), **counts} for area, counts in shown.areas.items()],
        "spots": [
            {
                "app": visible(one.app),
                "path": visible(one.path),
                "worst": one.worst,
                "weight": one.weight,
                "places": one.places,
            }
            for one in shown.spots
        ],
        "shares": [{"state": one.state, "name": visible(_name(one)), "files": one.files} for one in shown.shares],
    }
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- JSON, in which nothing is left that HTML could read


def _name(share: Share) -> str:
    word = {FileState.REVIEWED: "looked at", FileState.FAILED: "could not be looked at"}.get(share.state, "excluded")
    return because(word, share.reason.replace("`", "")) if share.reason else word


def _past(one: Past) -> Mapping[str, object]:
    counts = {"critical": one.critical, "high": one.high, "medium": one.medium, "low": one.low}
    return {"day": one.day.isoformat(), "new": one.new, "gone": one.gone, "complete": one.is_complete} | counts


def _areas(causes: Iterable[PageCause]) -> Mapping[str, Mapping[Severity, int]]:
    counts = Counter((one.area, one.severity) for one in causes)
    areas = Counter(area for area, _ in counts.elements())
    ordered = sorted(areas, key=lambda area: (-areas[area], area))
    return {area: {severity: counts[area, severity] for severity in reversed(Severity)} for area in ordered}


def _spots(causes: Sequence[PageCause]) -> Iterator[Spot]:
    """Weigh the files, the heaviest first."""
    weights: Counter[str] = Counter()
    places: Counter[str] = Counter()
    worst: dict[str, Severity] = {}
    for one in causes:
        for path in one.paths:
            weights[path] += _WEIGHTS[one.severity]
            places[path] += 1
            worst[path] = max(one.severity, worst.get(path, one.severity))
    names = apps_of(weights)
    for path in sorted(weights, key=lambda path: (-weights[path], path))[:_MOST_SPOTS]:
        yield Spot(names[path], path, places[path], worst[path], weights[path])


def _shares(report: AuditReport) -> tuple[Share, ...]:
    counts = Counter(
        (one.state, one.reason if one.state is not FileState.REVIEWED else "") for one in report.coverage.files
    )
    order = list(FileState)
    found = (Share(state, reason, files) for (state, reason), files in counts.items())
    return tuple(sorted(found, key=lambda one: (order.index(one.state), -one.files, one.reason)))
