"""What is said on GitHub, compared with what is committed below `golden/`.

`REVIEWBOT_GOLDEN=write make test` writes it anew; read the difference before you commit it.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, Sha, Side
from reviewbot.domain.finding import Anchor, Evidence, Finding, Fingerprint, Placement, Step, Suggestion
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.marker import FindingMarker, RunMarker, finding_mark, summary_mark
from reviewbot.domain.plan import CheckText, Conclusion
from reviewbot.domain.report import Change, Checkpoint, Cost, Digests, Gate, Problem, Report, Run, Status
from reviewbot.output.check import check_text, failed_text, skipped_text, started_text
from reviewbot.output.comment import comment
from reviewbot.output.headline import Outcome
from reviewbot.output.job_summary import job_summary, problem_summary
from reviewbot.output.links import Links
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.summary import Standing, summary

_GOLDEN = Path(__file__).parent / "golden"
_HEAD, _BASE, _MERGE_BASE = Sha("3f2c1ab9" * 5), Sha("a1b2c3d4" * 5), Sha("9d8e7f60" * 5)
_LINKS = Links("https://github.com", "acme/shop", 128, _HEAD, _BASE, _MERGE_BASE)
_DIGESTS = Digests("c0" * 32, "c1" * 32, "c2" * 32)
_RUN = Run("0f3a" * 16, Engine.ALL, "full")
_PROOF = "applies, parses, detector silent, nothing new"
_FAILS = Outcome(Conclusion.FAILURE, "1 fails the check")
_REVIEWED = ("admin", "api", "export", "forms", "invoices", "mail", "orders", "settings", "tasks", "urls", "views")

_ORDERS = Finding(
    item="query-in-loop",
    area="data-access",
    title="N+1: one query per order, 51 for the default page of 50",
    message='Load the customers with the orders: `select_related("customer")`.',
    path="shop/orders.py",
    side=Side.RIGHT,
    start_line=40,
    line=40,
    severity=Severity.HIGH,
    confidence=Confidence.HIGH,
    source="detector",
    evidence=Evidence(
        "    orders = Order.objects.filter(shop=shop)",
        "When `GET /v1/orders` lists n orders, L42 lazily loads `order.customer`: 1 + n round trips.",
        (
            Step("shop/settings.py", 88, "PAGE_SIZE = 50"),
            Step("shop/orders.py", 40, "Order.objects.filter(shop=shop)"),
            Step("shop/orders.py", 42, "order.customer"),
        ),
    ),
    related=(),
    suggestion=Suggestion('    orders = Order.objects.filter(shop=shop).select_related("customer")', _PROOF),
    fingerprint=Fingerprint("00000000000000a1"),
    placement=Placement.INLINE,
    placement_reason="",
    suppressed=None,
)
_ORDERS_TOO = (
    replace(_ORDERS, start_line=57, line=57, fingerprint=Fingerprint("00000000000000a2")),
    replace(_ORDERS, start_line=73, line=73, fingerprint=Fingerprint("00000000000000a3")),
)
_INVOICES = Finding(
    item="sql-injection",
    area="security",
    title="SQL injection: `?email=` becomes part of the statement",
    message="Pass the value as a parameter.",
    path="shop/invoices.py",
    side=Side.RIGHT,
    start_line=38,
    line=38,
    severity=Severity.CRITICAL,
    confidence=Confidence.HIGH,
    source="detector",
    evidence=Evidence(
        """    cursor.execute(f"SELECT id, total FROM invoices WHERE email = '{email}'")""",
        "When a caller puts a quote in `email`, the rest runs as SQL with this role's rights.",
        (
            Step("shop/invoices.py", 31, 'request.args["email"]'),
            Step("shop/invoices.py", 34, "email"),
            Step("shop/invoices.py", 38, 'execute(f"…")'),
        ),
    ),
    related=(),
    suggestion=Suggestion('    cursor.execute("SELECT id, total FROM invoices WHERE email = %s", (email,))', _PROOF),
    fingerprint=Fingerprint("00000000000000b1"),
    placement=Placement.INLINE,
    placement_reason="",
    suppressed=None,
)
_MIGRATION = replace(
    _ORDERS,
    item="blocking-migration",
    area="migrations",
    title="Building this index blocks all writes to the table",
    message="Build it with `AddIndexConcurrently` in a migration of its own that sets `atomic = False`.",
    path="shop/migrations/0042_email_index.py",
    start_line=12,
    line=14,
    confidence=Confidence.MEDIUM,
    evidence=Evidence(
        '        migrations.AddIndex(\n            "customer", Index(fields=["email"]),\n        ),',
        "When the migration runs on PostgreSQL, `CREATE INDEX` locks the table against writes until every row is read.",
    ),
    related=(Anchor("shop/migrations/0043_name_index.py", Side.RIGHT, 9, 9),),
    suggestion=None,
    fingerprint=Fingerprint("00000000000000c1"),
    placement=Placement.FILE,
    placement_reason="GitHub shows no diff of this file",
)


def _minor(number: int, title: str) -> Finding:
    return replace(
        _ORDERS,
        item="unversioned-route",
        area="api-contract",
        title=title,
        path="shop/urls.py",
        start_line=number,
        line=number,
        severity=Severity.LOW,
        suggestion=None,
        evidence=Evidence("    path(…),", "When its answer has to change."),
        fingerprint=Fingerprint(f"{number:016x}"),
        placement=Placement.SUMMARY,
        placement_reason="not grave enough for a comment",
    )


_NOTES = tuple(_minor(number, f"The path `{path}` says no version") for number, path in ((16, "/orders"), (17, "/a")))
_CLEAN = Report(
    tool="reviewbot 0.1.0",
    run=_RUN,
    change=Change("acme/shop", 128, _BASE, _MERGE_BASE, _HEAD),
    digests=_DIGESTS,
    status=Status.COMPLETE,
    findings=(),
    coverage=Coverage(
        (
            *(CoveredFile(f"shop/{name}.py", FileState.REVIEWED) for name in _REVIEWED),
            CoveredFile("docs/guide.md", FileState.EXCLUDED, "documentation"),
            CoveredFile("uv.lock", FileState.EXCLUDED, "lock file"),
        )
    ),
    preexisting=4,
    notes=("The configuration is .github/reviewbot.yml of a1b2c3d.",),
    cost=Cost(0.21, 1.0, 5.0, 14),
)
_REPORT = replace(
    _CLEAN,
    status=Status.PARTIAL,
    findings=(_INVOICES, _ORDERS, *_ORDERS_TOO, *_NOTES),
    coverage=Coverage(
        (*_CLEAN.coverage.files, CoveredFile("shop/client.py", FileState.REVIEWED)),
        (
            Cell("shop/client.py", EVERY, CellState.NOT_EXAMINED, f"{UNREAD}refused"),
            Cell(".env.example", EVERY, CellState.NOT_EXAMINED, "not shown to the agent: `never_send`"),
            Cell(
                "shop/orders.py", "broad-except", CellState.NOT_EXAMINED, "the agent does not say that it looked for it"
            ),
        ),
    ),
    gate=Gate((_INVOICES.fingerprint,)),
)
_INCOMPLETE = replace(
    _REPORT,
    findings=(),
    coverage=Coverage((*_CLEAN.coverage.files, CoveredFile("shop/client.py", FileState.FAILED, "refused"))),
    gate=Gate(),
    run=replace(_RUN, engine=Engine.DETECTORS),
    cost=Cost(),
    notes=("No agent took part: the detectors alone read this change.", *_CLEAN.notes),
)
_UNPAID = replace(
    _REPORT,
    findings=(),
    coverage=Coverage(
        _REPORT.coverage.files,
        tuple(
            Cell(f"shop/{name}.py", EVERY, CellState.NOT_EXAMINED, f"{UNREAD}out of budget")
            for name in ("client", "orders", "tasks")
        ),
    ),
    gate=Gate(),
    problem=Problem(
        "budget",
        "",
        0,
        "The ceiling of $1.00 kept the agent from reading `shop/client.py`, `shop/orders.py`, `shop/tasks.py`. To read "
        "that too would cost about $0.48: whoever may write to the repository allows it with `/review budget USD`, "
        "locally `--max-usd USD` does.",
    ),
)
_FAILED = replace(
    _INCOMPLETE,
    status=Status.FAILED,
    coverage=Coverage(),
    problem=Problem("The key is not valid.", "", 0, "Set a valid key as the secret `ANTHROPIC_API_KEY`."),
)


@pytest.fixture
def questions(items: Mapping[str, Item]) -> Mapping[str, Item]:
    """Give a checklist of 31 questions."""
    more = (replace(items["broad-except"], id=f"question-{number}") for number in range(31 - len(items)))
    return {**items, **{one.id: one for one in more}}


def _mark(*group: Finding) -> str:
    fingerprints = tuple(one.fingerprint for one in group)
    return finding_mark(FindingMarker("0f3a" * 4, group[0].item, group[0].severity, fingerprints))


def _summary_mark(report: Report) -> str:
    checkpoint = Checkpoint(_MERGE_BASE, _HEAD, _DIGESTS)
    is_complete = report.status is Status.COMPLETE
    return summary_mark(RunMarker("0f3a" * 4, "0.1.0", 7, _BASE, checkpoint, is_complete))


def _compared(name: str, said: str) -> None:
    if os.environ.get("REVIEWBOT_GOLDEN") == "write":
        (_GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")
    assert said == (_GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("comment-n-plus-one.md", (_ORDERS, *_ORDERS_TOO)),
        ("comment-sql-injection.md", (_INVOICES,)),
        ("comment-on-file.md", (_MIGRATION,)),
    ],
)
def test_a_comment_is_the_committed_one(name: str, group: tuple[Finding, ...], questions: Mapping[str, Item]) -> None:
    said = comment(group, questions[group[0].item], _LINKS, _mark(*group))
    assert leak(said, hosts(_LINKS, questions)) is None
    _compared(name, said)


@pytest.mark.parametrize(
    ("name", "report", "standing"),
    [
        ("summary.md", _REPORT, Standing(_FAILS, fixed=1, new=0, carried=2)),
        ("summary-clean.md", _CLEAN, Standing(Outcome(Conclusion.SUCCESS), fixed=2)),
        (
            "summary-incomplete.md",
            _INCOMPLETE,
            Standing(Outcome(Conclusion.NEUTRAL, "1 file was not reviewed")),
        ),
        (
            "summary-budget.md",
            _UNPAID,
            Standing(Outcome(Conclusion.NEUTRAL, "The ceiling of $1.00 kept the agent from reading all.")),
        ),
    ],
)
def test_a_summary_is_the_committed_one(
    name: str, report: Report, standing: Standing, questions: Mapping[str, Item]
) -> None:
    said = summary(report, questions, _LINKS, standing, _summary_mark(report))
    assert leak(said, hosts(_LINKS, questions)) is None
    _compared(name, said)


@pytest.mark.parametrize(
    ("name", "report", "outcome"),
    [
        ("check.json", _REPORT, _FAILS),
        ("check-clean.json", _CLEAN, Outcome(Conclusion.SUCCESS)),
        ("check-incomplete.json", _INCOMPLETE, Outcome(Conclusion.NEUTRAL, "1 file was not reviewed")),
        ("check-budget.json", _UNPAID, Outcome(Conclusion.NEUTRAL, "The ceiling of $1.00 kept the agent from it.")),
        ("check-failed.json", _FAILED, Outcome(Conclusion.FAILURE, "the key is not valid")),
    ],
)
def test_a_check_is_the_committed_one(
    name: str, report: Report, outcome: Outcome, questions: Mapping[str, Item]
) -> None:
    text = check_text(report, questions, _LINKS, outcome)
    assert leak(text.summary, hosts(_LINKS, questions)) is None
    assert leak(text.text, hosts(_LINKS, questions)) is None
    _compared(name, _written(text))


def test_the_other_texts_of_a_check_are_the_committed_ones() -> None:
    problem = Problem("The configuration cannot be read.", ".github/reviewbot.yml", 3, "Write `fail_on: critical`.")
    texts = (started_text(), skipped_text("the pull request is a draft"), failed_text(problem))
    _compared("check-others.json", "".join(map(_written, texts)))


def test_a_job_summary_is_the_committed_one(questions: Mapping[str, Item], diff: Diff) -> None:
    _compared("job-summary.md", job_summary(_REPORT, diff, questions, _LINKS))


def test_the_summary_of_a_problem_is_the_committed_one() -> None:
    problem = Problem("The token may not read this pull request.", "", 0, "Add `pull-requests: read`.")
    _compared("job-summary-problem.md", problem_summary(problem))


def _written(text: CheckText) -> str:
    return json.dumps(asdict(text), indent=2, ensure_ascii=False) + "\n"
