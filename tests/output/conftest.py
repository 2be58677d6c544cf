"""A review as a small shop's pull request would get it: every kind of finding, gap and note."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.page import Opened

from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Sha, Side
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
from reviewbot.domain.item import Applies, Example, Item, Post
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Change, Digests, Report, Run, Status
from reviewbot.output.links import Links

_HUNK = re.compile(r"@@ -(\d+),\d+ \+(\d+),\d+ @@ ?(.*)")
_PROOF = "applies, parses, detector silent, nothing new"


@pytest.fixture
def diff() -> Diff:
    """Read the change from `change.diff`, and add what a unified diff does not say."""
    text = (Path(__file__).parent / "change.diff").read_text(encoding="utf-8")
    files = tuple(_file(section) for section in text.split("diff --git ")[1:])
    return Diff(tuple(replace(file, is_binary=True) if file.path.endswith(".png") else file for file in files))


def _file(section: str) -> FileDiff:
    header, _, body = section.removesuffix("\n").partition("\n")
    base_path, _, path = header.removeprefix("a/").partition(" b/")
    hunks = tuple(_hunk(hunk) for hunk in re.split(r"(?m)^(?=@@)", body) if hunk)
    status = FileStatus.RENAMED if base_path != path else FileStatus.MODIFIED if hunks else FileStatus.ADDED
    return FileDiff(path, base_path, status, FileKind.FILE, hunks)


def _hunk(text: str) -> Hunk:
    header, *written = text.removesuffix("\n").split("\n")
    found = _HUNK.fullmatch(header)
    assert found
    return Hunk(tuple(_lines(written, int(found[1]), int(found[2]))), found[3])


def _lines(written: list[str], base: int, head: int) -> Iterator[Line]:
    for text in written:
        kind = LineKind(text[:1] or " ")
        is_base, is_head = kind is not LineKind.ADDED, kind is not LineKind.REMOVED
        yield Line(kind, base if is_base else None, head if is_head else None, text[1:])
        base, head = base + is_base, head + is_head


@pytest.fixture
def finding() -> Finding:
    """Give one plain finding for a test to change."""
    return _TIMEOUT


@pytest.fixture
def links() -> Links:
    return Links("https://github.com", "acme/shop", 7, "9d8e7f60" * 5, "a1" * 20, "3f2c1ab9" * 5)


@pytest.fixture
def items() -> Mapping[str, Item]:
    known = (
        _item("sql-injection", "security", "SQL built from a value", Severity.CRITICAL, _INJECTION_WHY, "CWE-89"),
        _item("query-in-loop", "data-access", "Query inside a loop (N+1)", Severity.HIGH, _LOOP_WHY, "CWE-1073"),
        _item("openapi-removal", "api-contract", "Operation removed", Severity.HIGH, _REMOVAL_WHY, _RFC),
        _item("call-without-timeout", "reliability", "No timeout", Severity.MEDIUM, _TIMEOUT_WHY, "CWE-400"),
        _item("blocking-migration", "migrations", "Migration that blocks", Severity.HIGH, _MIGRATION_WHY),
        _item("unversioned-route", "api-contract", "Route without a version", Severity.LOW, ""),
        _item("broad-except", "error-handling", "Over-broad catch", Severity.LOW, "All errors look alike.", "CWE-396"),
        _item("no-circuit-breaker", "reliability", "No circuit breaker", Severity.MEDIUM, "A peer may be down."),
    )
    return {item.id: item for item in known}


@pytest.fixture
def report() -> Report:
    return Report(
        tool="reviewbot 0.1.0",
        run=Run("0f3a" * 16, Engine.DETECTORS, "full"),
        change=Change("acme/shop", None, Sha("a1" * 20), Sha("3f2c1ab9" * 5), Sha("9d8e7f60" * 5)),
        digests=Digests("c0" * 32, "c1" * 32, "c2" * 32),
        status=Status.PARTIAL,
        findings=(_INJECTION, _LOOP, _REMOVAL, _MIGRATION, _TIMEOUT, _TIMEOUT_TOO, _VERSION, _SUPPRESSED),
        coverage=Coverage(
            (
                CoveredFile("api/openapi.yaml", FileState.REVIEWED),
                CoveredFile("app/client.py", FileState.REVIEWED),
                CoveredFile("app/invoices.py", FileState.REVIEWED),
                CoveredFile("app/orders.py", FileState.REVIEWED),
                CoveredFile("docs/guide.md", FileState.REVIEWED),
                CoveredFile("shop/migrations/0042_email_index.py", FileState.REVIEWED),
                CoveredFile("app/schema_pb2.py", FileState.EXCLUDED, "generated"),
                CoveredFile("package-lock.json", FileState.EXCLUDED, "lock file"),
                CoveredFile("static/logo.png", FileState.EXCLUDED, "binary"),
                CoveredFile("uv.lock", FileState.EXCLUDED, "lock file"),
                CoveredFile("app/huge.py", FileState.FAILED, "the parser ran for 5 s and was stopped"),
            ),
            (
                Cell("*", "no-circuit-breaker", CellState.NOT_EXAMINED, "a question to the agent"),
                Cell("app/invoices.py", "sql-injection", CellState.FINDING),
                Cell("docs/guide.md", "broad-except", CellState.NOT_EXAMINED, "no grammar for its language"),
                Cell("app/huge.py", "broad-except", CellState.NOT_EXAMINED, "the parser ran for 5 s"),
            ),
        ),
        worth_a_look=(_LOOK,),
        preexisting=4,
        notes=("No agent took part: detectors only.",),
    )


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a page from a file; at the end it must have asked for nothing and complained of nothing."""
    context = browser.new_context()
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))

    def opening(html: str, width: int = 1280, scheme: str = "light") -> Page:
        path = tmp_path / "review.html"
        path.write_text(html, encoding="utf-8")
        tab = context.new_page()
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.goto(path.as_uri())
        asked.remove(path.as_uri())
        return tab

    yield opening
    context.close()
    assert asked == []
    assert said == []


def _item(name: str, area: str, title: str, severity: Severity, why: str, *references: str) -> Item:
    return Item(
        id=name,
        area=area,
        title=title,
        serves=(),
        severity=severity,
        applies=Applies(frozenset(), ()),
        references=references,
        detectors=(),
        refute="",
        subsumes=frozenset(),
        post=Post.INLINE,
        why=why,
        look_for="- a value that a request carries",
        bad=(Example("python", "app.py", 'run(f"… {value}")  # finding', 20),),
        good=(Example("python", "app.py", 'run("… ?", (value,))', 25),),
        origin=f"{area}/{name}.md",
    )


_RFC = "https://www.rfc-editor.org/rfc/rfc8594"
_INJECTION_WHY = """\
Text that becomes part of a statement is code. **Quoting by hand** is forgotten once.

See the [cheat sheet](https://cheatsheetseries.owasp.org/)."""
_LOOP_WHY = "One round trip per element: latency grows with the data."
_REMOVAL_WHY = "A published contract is a promise to people whom you cannot ask."
_TIMEOUT_WHY = "Without a limit, one slow peer takes all workers."
_MIGRATION_WHY = "DDL waits for a lock, and everything else waits behind it."

_TIMEOUT = Finding(
    item="call-without-timeout",
    area="reliability",
    title="A slow peer holds this worker for ever",
    message="Pass `timeout=(3, 10)`.",
    path="app/client.py",
    side=Side.RIGHT,
    start_line=8,
    line=8,
    severity=Severity.MEDIUM,
    confidence=Confidence.HIGH,
    source="detector",
    evidence=Evidence(
        '    response = requests.get(f"{BASE}/accounts/{account}/balance")',
        "When the peer accepts the connection and does not answer, `requests.get` waits without a limit.",
    ),
    related=(),
    suggestion=Suggestion('    response = requests.get(f"{BASE}/accounts/{account}/balance", timeout=10)', _PROOF),
    fingerprint=Fingerprint("00000000000000a1"),
    placement=Placement.INLINE,
    placement_reason="",
    suppressed=None,
)
_TIMEOUT_TOO = replace(
    _TIMEOUT,
    start_line=14,
    line=14,
    evidence=Evidence(
        '    response = requests.post(f"{BASE}/transfers", json=body, headers={"Idempotency-Key": key_of(body)})',
        "When the peer accepts the connection and does not answer, `requests.post` waits without a limit.",
    ),
    suggestion=None,
    fingerprint=Fingerprint("00000000000000a2"),
)
_SUPPRESSED = replace(
    _TIMEOUT,
    start_line=19,
    line=19,
    evidence=Evidence('    return requests.get(f"{BASE}/health").ok', "When the peer does not answer."),
    suggestion=None,
    fingerprint=Fingerprint("00000000000000a3"),
    suppressed=Suppression("a comment in the source, line 19", "the caller has a deadline"),
)
_PLAIN = replace(_TIMEOUT, suggestion=None, confidence=Confidence.MEDIUM)
_INJECTION = replace(
    _PLAIN,
    item="sql-injection",
    area="security",
    title="SQL injection: `email` becomes part of the statement",
    message="Pass the value as a parameter; the driver quotes it.",
    path="app/invoices.py",
    start_line=37,
    line=37,
    severity=Severity.CRITICAL,
    confidence=Confidence.HIGH,
    evidence=Evidence(
        """    cursor.execute(f"SELECT id, total FROM invoices WHERE email = '{email}'")""",
        "When a caller puts a quote in `email`, the rest runs as SQL with this role's rights.",
        (
            Step("app/invoices.py", 34, 'request.args["email"]'),
            Step("app/invoices.py", 34, "email"),
            Step("app/invoices.py", 37, 'execute(f"…")'),
        ),
    ),
    suggestion=Suggestion('    cursor.execute("SELECT id, total FROM invoices WHERE email = %s", (email,))', _PROOF),
    fingerprint=Fingerprint("00000000000000b1"),
)
_LOOP = replace(
    _PLAIN,
    item="query-in-loop",
    area="data-access",
    title="N+1: one query per order",
    message='Load the relation with the list: `select_related("customer")`.',
    path="app/orders.py",
    start_line=41,
    line=41,
    severity=Severity.HIGH,
    evidence=Evidence(
        "        orders = Order.objects.filter(shop=shop)",
        "When the list has n orders, L44 loads `order.customer` lazily: 1 + n round trips.",
    ),
    related=(Anchor("app/orders.py", Side.RIGHT, 44, 44), Anchor("app/reports.py", Side.RIGHT, 19, 19)),
    suggestion=Suggestion('        orders = Order.objects.filter(shop=shop).select_related("customer")', _PROOF),
    fingerprint=Fingerprint("00000000000000c1"),
)
_REMOVAL = replace(
    _PLAIN,
    item="openapi-removal",
    area="api-contract",
    title="`POST /v1/orders/{id}/cancel` is gone: its callers get 404",
    message="Keep the operation, mark it `deprecated: true`, and remove it in the next version of the path.",
    path="api/openapi.yaml",
    side=Side.LEFT,
    start_line=124,
    line=129,
    severity=Severity.HIGH,
    evidence=Evidence(
        "  /v1/orders/{id}/cancel:\n    post:\n      operationId: cancelOrder\n      responses:\n"
        '        "204":\n          description: Cancelled',
        "When a client that was built against the published contract cancels an order.",
    ),
    fingerprint=Fingerprint("00000000000000d1"),
)
_MIGRATION = replace(
    _PLAIN,
    item="blocking-migration",
    area="migrations",
    title="The table is locked against writes while the index is built",
    message="Use `AddIndexConcurrently` in a migration with `atomic = False`.",
    path="shop/migrations/0042_email_index.py",
    start_line=12,
    line=12,
    severity=Severity.HIGH,
    evidence=Evidence(
        '        migrations.AddIndex("customer", Index(fields=["email"])),',
        "When the table is large and in use.",
    ),
    fingerprint=Fingerprint("00000000000000e1"),
    placement=Placement.FILE,
    placement_reason="line 12 is not in the diff",
)
_VERSION = replace(
    _PLAIN,
    item="unversioned-route",
    area="api-contract",
    title="A route without a version cannot change later",
    message="Put it below `/v1`.",
    path="app/routes.py",
    start_line=9,
    line=9,
    severity=Severity.LOW,
    source="sarif:routelint",
    evidence=Evidence('app.add_url_rule("/orders", view)', "When the answer's shape has to change."),
    fingerprint=Fingerprint("00000000000000f1"),
    placement=Placement.SUMMARY,
    placement_reason="`app/routes.py` is not in the change",
)
_LOOK = replace(
    _PLAIN,
    item="broad-except",
    area="error-handling",
    title="Every error is treated alike",
    path="app/orders.py",
    start_line=45,
    line=45,
    severity=Severity.LOW,
    confidence=Confidence.LOW,
    evidence=Evidence("        ]", "When something else than the foreseen error is raised."),
    fingerprint=Fingerprint("00000000000000f2"),
)
