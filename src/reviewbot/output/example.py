"""A report that has a little of everything, to try a template on."""

from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import (
    Anchor,
    Evidence,
    Finding,
    Fingerprint,
    Placement,
    Step,
    Suggestion,
    Suppression,
)
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Change, Cost, Digests, Problem, Report, Run, Status
from reviewbot.output.links import Links

_HEAD, _BASE = Sha("3f2c1ab9" * 5), Sha("a1b2c3d4" * 5)
_PATH = "shop/orders.py"

_INLINE = Finding(
    item="query-in-loop",
    area="data-access",
    title="N+1: one query per order",
    message='Load the customers with the orders: `select_related("customer")`.',
    path=_PATH,
    side=Side.RIGHT,
    start_line=40,
    line=40,
    severity=Severity.HIGH,
    confidence=Confidence.MEDIUM,
    source="agent",
    evidence=Evidence(
        "    orders = Order.objects.filter(shop=shop)",
        "When `GET /v1/orders` lists n orders, L42 lazily loads `order.customer`: 1 + n round trips.",
        (Step(_PATH, 31, "orders"), Step(_PATH, 42, "order.customer")),
    ),
    related=(Anchor(_PATH, Side.RIGHT, 57, 57),),
    suggestion=Suggestion('    orders = Order.objects.filter(shop=shop).select_related("customer")', "applies, parses"),
    fingerprint=Fingerprint("00000000000000a1"),
    placement=Placement.INLINE,
    placement_reason="",
    suppressed=None,
)


def _other(number: int, severity: Severity, placement: Placement, suppressed: Suppression | None = None) -> Finding:
    """Give a finding with less to say than the first."""
    return Finding(
        item="unversioned-route",
        area="api-contract",
        title=f"Example {number}",
        message="Put it below `/v1`.",
        path="shop/urls.py",
        side=Side.RIGHT,
        start_line=number,
        line=number,
        severity=severity,
        confidence=Confidence.HIGH,
        source="detector",
        evidence=Evidence("    path(…),", "When its answer has to change."),
        related=(),
        suggestion=None,
        fingerprint=Fingerprint(f"{number:016x}"),
        placement=placement,
        placement_reason="" if placement is Placement.INLINE else "it has no room for a comment",
        suppressed=suppressed,
    )


LINKS = Links("https://github.com", "acme/shop", 7, _HEAD, _BASE, _BASE)
REPORT = Report(
    tool="reviewbot",
    run=Run("0f3a" * 4, Engine.ALL, "full"),
    change=Change("acme/shop", 7, _BASE, _BASE, _HEAD),
    digests=Digests("", "", ""),
    status=Status.PARTIAL,
    findings=(
        _INLINE,
        _other(3, Severity.MEDIUM, Placement.FILE),
        _other(4, Severity.MEDIUM, Placement.SUMMARY),
        _other(5, Severity.LOW, Placement.SUMMARY),
        _other(6, Severity.LOW, Placement.INLINE, Suppression("the author", "known")),
    ),
    coverage=Coverage(
        (
            CoveredFile(_PATH, FileState.REVIEWED),
            CoveredFile("uv.lock", FileState.EXCLUDED, "lock file"),
            CoveredFile("shop/client.py", FileState.FAILED, "refused"),
        ),
        (Cell(_PATH, "broad-except", CellState.NOT_EXAMINED, "out of time"),),
    ),
    worth_a_look=(_other(8, Severity.LOW, Placement.SUMMARY),),
    preexisting=2,
    notes=("The configuration is .github/reviewbot.yml.",),
    problem=Problem("budget", "", 0, "The ceiling of $1.00 kept the agent from reading the rest."),
    cost=Cost(0.21, 1.0, 1.0, 4),
)
