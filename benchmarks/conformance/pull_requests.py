"""Small changes with planted faults, reviewed as a whole by the detectors alone."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.conformance.suite import Row, Score, mappings, number, rows, texts
from reviewbot.commands.run import Wish, run
from reviewbot.domain.finding import Finding
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report
from reviewbot.git.repository import open_repository
from reviewbot.local import Range, local_change
from reviewbot.setting import NoFiles, team_setting

# What the finding of a planted fault may be called here; the others ask for a reader: design, types, races, leaks.
ITEMS: Mapping[str, frozenset[str]] = {
    "hardcoded-stripe-key": frozenset({"hardcoded-secret"}),
    "hardcoded-db-password": frozenset({"hardcoded-secret"}),
    "hardcoded-jwt-secret": frozenset({"hardcoded-secret"}),
    "pickle-deserialize-rce": frozenset({"unsafe-deserialisation"}),
    "missing-await-save": frozenset({"unhandled-promise"}),
    "missing-await-email": frozenset({"unhandled-promise"}),
    "missing-await-log": frozenset({"unhandled-promise"}),
    "n-plus-one-items": frozenset({"query-in-loop"}),
    "no-pagination-orders": frozenset({"unbounded-list", "unbounded-query"}),
    "sqli-product-search": frozenset({"sql-injection"}),
    "sqli-user-search": frozenset({"sql-injection"}),
    "error-info-leak": frozenset({"exception-text-in-response"}),
    "xss-comment-content": frozenset({"xss"}),
    "xss-author-name": frozenset({"xss"}),
}

# Where the label names other lines than those of the fault that it describes, as reading the files shows.
_PLACES: Mapping[str, tuple[int, int]] = {
    "hardcoded-db-password": (9, 9),
    "hardcoded-jwt-secret": (13, 13),
    "pickle-deserialize-rce": (22, 22),
    "sqli-product-search": (25, 31),
}

_LEAST_FOUND = 10
_MOST_OTHERS = 2


def scores(folder: Path) -> Iterator[Score]:
    """Review every change; a fault is told where a claim of its item touches its lines, as a finding or as evidence."""
    found, told, planted, others, beyond = 0, 0, 0, list[str](), list[str]()
    for row in rows(folder, "pull_requests.jsonl"):
        issues, report = mappings(row["issues"]), _reviewed(row)
        findings = [one for one in report.findings if one.severity >= Severity.MEDIUM]
        met = _met(issues, findings + list(report.worth_a_look))
        planted += len(issues)
        found += len(_met(issues, findings))
        told += len(met)
        beyond.extend(_missing(row, issue) for issue in issues if str(issue["id"]) not in met)
        strange = (one for one in findings if not any(_meets(one, issue) for issue in issues))
        others.extend(f"{row['id']}: {one.path}:{one.line} {one.item}" for one in strange)
    yield Score("pull_requests", f"planted faults told, of {planted}", told, least=_LEAST_FOUND, notes=tuple(beyond))
    yield Score("pull_requests", "… of them as findings", found)
    yield Score("pull_requests", "findings that are not planted", len(others), most=_MOST_OTHERS, notes=tuple(others))


def _met(issues: Sequence[Row], claims: Sequence[Finding]) -> set[str]:
    return {str(issue["id"]) for issue in issues if any(_meets(one, issue) for one in claims)}


def _missing(row: Row, issue: Row) -> str:
    why = "not found" if str(issue["id"]) in ITEMS else "a reader's question"
    return f"{row['id']}: {issue['id']} ({why})"


def _meets(finding: Finding, issue: Row) -> bool:
    name = str(issue["id"])
    first, last = _PLACES.get(name, (number(issue, "line_start"), number(issue, "line_end")))
    return (
        finding.item in ITEMS.get(name, ())
        and finding.path == issue["file"]
        and finding.start_line <= last
        and finding.line >= first
    )


def _reviewed(row: Row) -> Report:
    """Commit both versions and review what lies between."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for files in (row["before"], row["after"]):
            _committed(folder, texts(files))
        with local_change(open_repository(folder), Range("HEAD~1", "HEAD")) as work:
            return run(work, team_setting(NoFiles()), Wish(None, "nowhere"))


def _committed(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    who = ("-c", "user.name=suite", "-c", "user.email=suite@example.com")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "--allow-empty", "-m", "change")):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
