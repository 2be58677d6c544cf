"""SARIF 2.1.0: the report for code scanning and for every viewer that reads the standard."""

from collections.abc import Mapping, Sequence

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import FileState
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report, Status
from reviewbot.output.encode import Json, encoded
from reviewbot.output.sarif_result import file_location, result
from reviewbot.output.sarif_rules import rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report, items: Mapping[str, Item]) -> str:
    """Write a report as a SARIF log of one run, suppressed findings included and marked as such."""
    described = rules(report.findings, items)
    places = rule_places(described)
    results = [result(finding, places[finding.item]) for finding in report.findings]
    return sarif_log(report, described, {"results": results})


def rule_places(described: Sequence[Json]) -> Mapping[str, int]:
    """Give the place of each rule by its id."""
    return {str(rule["id"]): index for index, rule in enumerate(described) if isinstance(rule, Mapping)}


def sarif_log(report: Report | AuditReport, described: Sequence[Json], more: Mapping[str, Json]) -> str:
    """Write a log with one run: its rules, what else the run has, and how it went."""
    run: Json = {
        "tool": {"driver": {**_driver(report.tool), "rules": described}},
        "invocations": [_invocation(report)],
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        **more,
        "properties": {"engine": report.run.engine, "run": report.run.id, "status": report.status},
    }
    return encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _driver(tool: str) -> dict[str, Json]:
    name, _, version = tool.partition(" ")
    return {"name": name, **({"version": version} if version else {})}


def _invocation(report: Report | AuditReport) -> Json:
    failed = [file for file in report.coverage.files if file.state is FileState.FAILED]
    failures: list[Json] = [
        {
            "level": "error",
            "message": {"text": file.reason},
            "locations": [{"physicalLocation": file_location(file.path)}],
        }
        for file in failed
    ]
    problem: list[Json] = []
    if report.problem:
        problem = [{"level": "error", "message": {"text": f"{report.problem.kind}: {report.problem.hint}"}}]
    notes: list[Json] = [{"level": "note", "message": {"text": note}} for note in report.notes]
    return {
        "executionSuccessful": report.status is Status.COMPLETE and not failed,
        "toolExecutionNotifications": [*problem, *failures, *notes],
    }
