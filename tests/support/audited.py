"""An audit of an invented shop with everything that can be in one, and what earlier audits remembered of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reviewbot.domain.audit import (
    Acceptance,
    Advice,
    Audited,
    AuditReport,
    CauseId,
    Design,
    Extent,
    RootCause,
    SeenSlice,
)
from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement, Step, Suggestion, Suppression
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Cost, Digests, Run, Status
from reviewbot.domain.tracked import Known, Life, Lived, Memory, Past
from support.audited_inventory import INVENTORY

TODAY = date(2026, 11, 23)
HEAD = Sha("9d8e7f60" * 5)


def found(name: str, area: str, severity: Severity, title: str, *sites: tuple[str, int]) -> tuple[Finding, ...]:
    """Give findings of one item at `sites`, ready to be changed."""
    return tuple(
        Finding(
            item=name,
            area=area,
            title=title,
            message="",
            path=path,
            side=Side.RIGHT,
            start_line=line,
            line=line,
            severity=severity,
            confidence=Confidence.HIGH,
            source="detector",
            evidence=Evidence("", ""),
            related=(),
            suggestion=None,
            fingerprint=Fingerprint(f"{name[:6]:0<10}{number:06}"),
            placement=Placement.INLINE,
            placement_reason="",
            suppressed=None,
        )
        for number, (path, line) in enumerate(sites)
    )


def cause(number: int, symbol: str, findings: Sequence[Finding], acceptance: Acceptance | None = None) -> RootCause:
    """Give findings one cause, whose id counts on."""
    return RootCause(CauseId(f"{number:012x}"), symbol, f"{number * 7919:012x}", tuple(findings), acceptance)


def told(findings: Sequence[Finding], quote: str, trigger: str, message: str, *steps: Step) -> tuple[Finding, ...]:
    """Say what findings rest on: all of them on the same code."""
    return tuple(replace(one, message=message, evidence=Evidence(quote, trigger, steps)) for one in findings)


_INJECTION = told(
    found(
        "sql-injection",
        "security",
        Severity.CRITICAL,
        "SQL injection: `email` becomes part of the statement",
        ("billing/invoices.py", 37),
    ),
    """    cursor.execute(f"SELECT id, total FROM invoices WHERE email = '{email}'")""",
    "When a caller puts a quote in `email`, the rest runs as SQL with this role's rights.",
    "Pass the value as a parameter; the driver quotes it.",
    Step("billing/invoices.py", 34, 'request.args["email"]'),
    Step("billing/invoices.py", 34, "email"),
    Step("billing/invoices.py", 37, 'execute(f"…")'),
)
_LOOP = told(
    found(
        "query-in-loop",
        "data-access",
        Severity.HIGH,
        "N+1: one query per order",
        ("orders/api.py", 21),
        ("orders/reports.py", 19),
        ("orders/export.py", 44),
    ),
    "    for order in orders:\n        names.append(order.customer.name)",
    "When the list has n orders, each round loads `order.customer`: 1 + n round trips.",
    'Load the relation with the list: `select_related("customer")`.',
)
_TIMEOUT = told(
    found(
        "call-without-timeout",
        "reliability",
        Severity.HIGH,
        "A slow peer holds this worker for ever",
        ("billing/client.py", 21),
        ("orders/stock.py", 30),
    ),
    '    response = httpx.post(f"{BASE}/charge", json=body, timeout=None)',
    "When the peer accepts the connection and does not answer, `httpx.post` waits without a limit.",
    "Pass `timeout=10`.",
)
_SETTLED = tuple(
    replace(one, source="agent", confidence=Confidence.MEDIUM)
    for one in told(
        found(
            "lost-update",
            "data-access",
            Severity.HIGH,
            "Two payments at once: one of them is lost",
            ("billing/tasks.py", 31),
        ),
        "    payment.settled += amount\n    payment.save()",
        "When two workers settle the same payment, the later one writes over the earlier one's sum.",
        'Add in the database: `update(settled=F("settled") + amount)`.',
        Step("billing/tasks.py", 12, "payment = Payment.objects.get(id=id)"),
        Step("billing/tasks.py", 31, "payment.save()"),
    )
)
_MIGRATION = told(
    found(
        "blocking-migration",
        "migrations",
        Severity.MEDIUM,
        "The table is locked against writes while the index is built",
        ("orders/migrations/0042_status.py", 12),
    ),
    '        migrations.AddIndex("order", Index(fields=["status"])),',
    "When the table is large and in use.",
    "Use `AddIndexConcurrently` in a migration with `atomic = False`.",
)
_CATCH = told(
    found(
        "broad-except",
        "error-handling",
        Severity.MEDIUM,
        "Every error is treated alike",
        *((f"legacy/import_{number}.py", 40 + number) for number in range(14)),
    ),
    "    except Exception:\n        pass",
    "When something else than the foreseen error is raised.",
    "Name the errors that are foreseen.",
)
_LOGS = told(
    found("secret-in-log", "security", Severity.MEDIUM, "A token is written to the log", ("accounts/mail.py", 9)),
    '    log.info("sending with %s", settings.SMTP_TOKEN)',
    "When anybody reads the log.",
    "Log the name of the setting.",
)
_VERSION = found("unversioned-route", "api-contract", Severity.LOW, "A route without a version", ("ops/health.py", 3))
_ACCEPTED = found("weak-hash", "security", Severity.LOW, "MD5 where a fast hash is enough", ("catalogue/etag.ts", 8))
_SILENT = tuple(
    replace(one, suppressed=Suppression("a comment in the source, line 19", "the caller has a deadline"))
    for one in found("call-without-timeout", "reliability", Severity.MEDIUM, "No time-out", ("ops/probe.py", 19))
)

ACCEPTANCE = Acceptance("maria", "An entity tag is no secret.", "https://github.com/acme/shop/issues/7")

CAUSES = (
    cause(1, "billing.invoices.of", _INJECTION),
    cause(
        2,
        "orders.api.orders",
        (
            replace(
                _LOOP[0],
                suggestion=Suggestion("    for order in orders.select_related('customer'):", "applies, parses"),
            ),
            *_LOOP[1:],
        ),
    ),
    cause(3, "billing.client.charge", _TIMEOUT),
    cause(4, "billing.tasks.settle", _SETTLED),
    cause(5, "", _MIGRATION),
    cause(6, "", _CATCH),
    cause(7, "accounts.mail.send", _LOGS),
    cause(8, "ops.health.healthz", _VERSION),
    cause(9, "", _ACCEPTED, ACCEPTANCE),
    cause(10, "ops.probe", _SILENT),
)

_LOOKED_AT = tuple(
    dict.fromkeys(
        (
            *(one.path for each in CAUSES for one in each.findings),
            *(route.site.path for route in INVENTORY.routes),
            *(entity.site.path for entity in INVENTORY.entities),
            "main.py",
        )
    )
)

DESIGN = Design(
    overview="A shop in two runtimes: Python answers for orders, accounts and money, TypeScript for the catalogue.",
    technology=(
        Advice("Keep PostgreSQL", "Orders and payments need transactions over several tables.", ("orders/db.py",)),
        Advice("Put one gateway in front", "Two runtimes have two notions of who is logged in."),
    ),
    bottlenecks=(
        Advice(
            "The list of orders",
            "It loads a customer per order; at 500 orders this is 501 queries.",
            ("orders/api.py",),
        ),
    ),
    threats=(
        Advice("The bank's web hook has no signature", "Anybody can mark an order as paid.", ("billing/hooks.py",)),
    ),
    failures=(Advice("The bank does not answer", "`charge` waits for ever, and so does every worker in turn."),),
    monitoring=(Advice("Alert on payments that stay open", "- a gauge of open payments\n- a page at 15 minutes"),),
)

REPORT = AuditReport(
    tool="reviewbot 0.1.0",
    run=Run("0f3a" * 16, Engine.ALL, "audit"),
    snapshot=Audited("acme/shop", "main", HEAD, TODAY),
    digests=Digests("c0" * 32, "c1" * 32, "c2" * 32),
    status=Status.PARTIAL,
    causes=CAUSES,
    coverage=Coverage(
        (
            *(CoveredFile(path, FileState.REVIEWED) for path in _LOOKED_AT),
            *(CoveredFile(f"catalogue/generated/v{number}.ts", FileState.EXCLUDED, "generated") for number in range(9)),
            CoveredFile("package-lock.json", FileState.EXCLUDED, "lock file"),
            CoveredFile("static/logo.png", FileState.EXCLUDED, "binary"),
            CoveredFile("legacy/huge.py", FileState.FAILED, "the parser ran for 5 s and was stopped"),
        ),
        (
            Cell(EVERY, "no-circuit-breaker", CellState.NOT_EXAMINED, "a question to the agent"),
            Cell("catalogue/routes.ts", EVERY, CellState.NOT_EXAMINED, f"{UNREAD}the budget was spent"),
        ),
    ),
    inventory=INVENTORY,
    extent=(Extent("python", 31, 4_210), Extent("typescript", 12, 1_302)),
    design=DESIGN,
    read=("billing/tasks.py", "billing/client.py"),
    slices=(
        SeenSlice("s-billing", "billing", TODAY, HEAD, ("billing/tasks.py", "billing/client.py"), is_whole=True),
        SeenSlice("s-orders", "orders", TODAY - timedelta(14), Sha("a1" * 20), ("orders/api.py",), is_whole=False),
    ),
    unsure=23,
    notes=("The money for the agent was spent before the slice `catalogue`.",),
    cost=Cost(usd=1.87, ceiling_usd=2.0, calls=41, input_tokens=812_000, output_tokens=51_000),
)
"""A rich report: ten root causes of all severities, two of them settled, all facts, a design, gaps in coverage."""


def known(one: RootCause, life: Life, since: date = TODAY) -> Known:
    """Remember a root cause as the life cycle would."""
    return Known(
        id=one.id,
        item=one.first.item,
        area=one.first.area,
        severity=one.severity,
        confidence=one.confidence,
        title=one.first.title,
        message=one.first.message,
        symbol=one.symbol,
        pattern=one.pattern,
        sites=tuple(Site(each.path, each.start_line) for each in one.findings[:5]),
        count=len(one.findings),
        life=life,
        since=since,
        seen=TODAY,
        is_agents=one.first.source == "agent",
        acceptance=one.acceptance,
    )


_OLD = TODAY - timedelta(70)
_GONE = cause(
    11,
    "accounts.views.me",
    found("query-in-loop", "data-access", Severity.HIGH, "N+1: one query per address", ("accounts/views.py", 44)),
)
_UNSEEN = cause(
    12,
    "catalogue.list",
    tuple(
        replace(one, source="agent", message="Bound it: `take: 100`.")
        for one in found(
            "unbounded-list",
            "data-access",
            Severity.HIGH,
            "The whole catalogue in one answer",
            ("catalogue/routes.ts", 5),
        )
    ),
)
_LIVES = (
    Life.NEW,
    Life.OPEN,
    Life.REOPENED,
    Life.NEW,
    Life.OPEN,
    Life.OPEN,
    Life.OPEN,
    Life.OPEN,
    Life.ACCEPTED,
)

_HISTORY = tuple(
    Past(
        day=TODAY - timedelta(7 * (9 - number)),
        sha=Sha(f"{number:x}" * 40),
        critical=critical,
        high=high,
        medium=medium,
        low=2 if number < 6 else 1,
        new=new,
        gone=gone,
        accepted=number // 8,
        files=40 + number,
        usd=0.4 * number,
        is_complete=number != 4,
    )
    for number, (critical, high, medium, new, gone) in enumerate(
        (
            (2, 9, 14, 27, 0),
            (2, 8, 14, 1, 2),
            (1, 8, 12, 0, 3),
            (1, 7, 12, 1, 2),
            (1, 7, 11, 0, 1),
            (0, 6, 9, 0, 4),
            (0, 6, 7, 2, 4),
            (0, 5, 6, 0, 2),
            (0, 3, 4, 0, 4),
            (1, 4, 3, 2, 2),
        )
    )
)

LIVED = Lived(
    memory=Memory(
        generation=10,
        run=REPORT.run.id,
        causes=(
            *(known(one, life, TODAY if life is Life.NEW else _OLD) for one, life in zip(CAUSES, _LIVES, strict=False)),
            known(_GONE, Life.GONE, _OLD),
            replace(known(_UNSEEN, Life.OPEN, _OLD), seen=TODAY - timedelta(14)),
        ),
        history=_HISTORY,
        slices=REPORT.slices,
        checklist="c1" * 32,
    ),
    is_first=False,
    new=(CAUSES[0].id, CAUSES[3].id),
    reopened=(CAUSES[2].id,),
    gone=(_GONE.id,),
)
"""The tenth audit of the shop: two new, one re-opened, one gone, one accepted, one that nobody looked at this time."""


def many(count: int) -> AuditReport:
    """Give a report with so many root causes, over many files and all areas."""
    areas = ("security", "data-access", "reliability", "error-handling", "api-contract", "migrations", "observability")
    causes = tuple(
        cause(
            number,
            f"module_{number % 97}.function_{number}",
            told(
                found(
                    f"item-{number % 60}",
                    areas[number % len(areas)],
                    list(Severity)[(number * 7 // 5) % 4 if number % 11 else 3],
                    f"Something is wrong in place number {number}",
                    *(
                        (f"app/module_{number % 97}/file_{number % 641}.py", 10 + number % 300 + place)
                        for place in range(1 + number % 4)
                    ),
                ),
                f"    result_{number} = compute(value, {number})\n    return result_{number}",
                f"When the value is {number} and nobody looks.",
                "Write it otherwise.",
            ),
        )
        for number in range(1, count + 1)
    )
    ranked = tuple(sorted(causes, key=lambda one: -one.severity.rank))
    paths = sorted({one.path for each in ranked for one in each.findings})
    return replace(
        REPORT, causes=ranked, coverage=Coverage(tuple(CoveredFile(path, FileState.REVIEWED) for path in paths))
    )
