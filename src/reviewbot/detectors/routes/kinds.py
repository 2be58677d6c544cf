"""Name the ways in which an API written in code may change, and what each does to its callers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.contract import Change, Impact
from reviewbot.domain.diff import Side


class RouteKind(StrEnum):
    """What a detector may ask for in `changes`."""

    ROUTE_REMOVED = "route-removed"
    DEPRECATED_ROUTE_REMOVED = "deprecated-route-removed"
    PARAMETER_REQUIRED = "parameter-required"
    PARAMETER_NARROWED = "parameter-narrowed"
    PARAMETER_REMOVED = "parameter-removed"
    REQUEST_FIELD_REQUIRED = "request-field-required"
    REQUEST_FIELD_NARROWED = "request-field-narrowed"
    REQUEST_FIELD_REMOVED = "request-field-removed"
    REQUEST_FIELD_IGNORED = "request-field-ignored"
    RESPONSE_FIELD_REMOVED = "response-field-removed"
    RESPONSE_FIELD_CHANGED = "response-field-changed"
    RESPONSE_FIELD_NULLABLE = "response-field-nullable"
    STATUS_CHANGED = "status-changed"


_DANGEROUS = frozenset(
    {RouteKind.DEPRECATED_ROUTE_REMOVED, RouteKind.PARAMETER_REMOVED, RouteKind.REQUEST_FIELD_REMOVED,
     RouteKind.REQUEST_FIELD_IGNORED, RouteKind.RESPONSE_FIELD_NULLABLE, RouteKind.STATUS_CHANGED}
)  # fmt: skip
IMPACTS: Mapping[RouteKind, Impact] = {
    kind: Impact.DANGEROUS if kind in _DANGEROUS else Impact.BREAKING for kind in RouteKind
}
"""What each kind does to those who rely on the contract."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of one version of a file, and what it stands in."""

    path: str
    side: Side
    line: int
    inside: str


def change(kind: RouteKind, spot: Spot, subject: str, where: str, detail: str = "") -> Change:
    """Make a change of a kind at a spot."""
    return Change(kind, IMPACTS[kind], spot.path, spot.side, spot.line, spot.inside, subject, where, detail)
