"""SARIF 2.1.0: the report for code scanning and for every viewer that reads the standard."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Step
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report, Status
from reviewbot.domain.visible import well_formed
from reviewbot.output.encode import Json, encoded
from reviewbot.output.sarif_rules import LEVELS, rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report, items: Mapping[str, Item]) -> str:
    """Write a report as a SARIF log of one run, suppressed findings included and marked as such."""
    described = rules(report.findings, items)
    places = {rule["id"]: index for index, rule in enumerate(described) if isinstance(rule, Mapping)}
    run: Json = {
        "tool": {"driver": {**_driver(report), "rules": described}},
        "invocations": [_invocation(report)],
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [_result(finding, places[finding.item]) for finding in report.findings],
        "properties": {"engine": report.run.engine, "run": report.run.id, "status": report.status},
    }
    return encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _driver(report: Report) -> dict[str, Json]:
    name, _, version = report.tool.partition(" ")
    return {"name": name, **({"version": version} if version else {})}


def _invocation(report: Report) -> Json:
    failed = [file for file in report.coverage.files if file.state is FileState.FAILED]
    failures: list[Json] = [
        {
            "level": "error",
            "message": {"text": file.reason},
            "locations": [{"physicalLocation": _file(file.path)}],
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


def _result(finding: Finding, rule: int) -> Json:
    evidence = finding.evidence
    return {
        "ruleId": finding.item,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": _message(finding),
        "locations": [_location(finding)],
        "partialFingerprints": {"reviewbot/v1": finding.fingerprint},
        **({"relatedLocations": _related(finding.related)} if finding.related else {}),
        **({"codeFlows": [_flow(evidence.path)]} if evidence.path else {}),
        **({"suppressions": [_suppression(finding)]} if finding.suppressed else {}),
        **({"fixes": [_fix(finding)]} if finding.suggestion and finding.side is Side.RIGHT else {}),
        "properties": {
            "confidence": finding.confidence,
            "severity": finding.severity,
            "side": finding.side,
            "source": finding.source,
        },
    }


def _message(finding: Finding) -> Json:
    base = f"In the base version, line {finding.line}." if finding.side is Side.LEFT else ""
    told = " ".join(part for part in (base, finding.evidence.trigger, finding.message) if part)
    title = finding.title.rstrip(".")
    return {"text": f"{title}. {told}".strip(), "markdown": f"**{title}**\n\n{told}".strip()}


def _location(finding: Finding) -> Json:
    region: Json = {
        "startLine": finding.start_line,
        "endLine": finding.line,
        "snippet": {"text": finding.evidence.quote},
    }
    return {"physicalLocation": {**_file(finding.path), "region": region}}


def _related(anchors: Sequence[Anchor]) -> list[Json]:
    return [
        {
            "id": index,
            "message": {"text": "The same cause."},
            "physicalLocation": {
                **_file(anchor.path),
                "region": {"startLine": anchor.start_line, "endLine": anchor.line},
            },
        }
        for index, anchor in enumerate(anchors, 1)
    ]


def _flow(steps: Sequence[Step]) -> Json:
    locations: list[Json] = [
        {
            "location": {
                "message": {"text": step.text},
                "physicalLocation": {**_file(step.path), "region": {"startLine": step.line}},
            }
        }
        for step in steps
    ]
    return {"threadFlows": [{"locations": locations}]}


def _suppression(finding: Finding) -> Json:
    by, reason = (finding.suppressed.by, finding.suppressed.reason) if finding.suppressed else ("", "")
    kind = "inSource" if by.startswith("a comment in the source") else "external"
    return {"kind": kind, "status": "accepted", "justification": f"{by}: {reason}" if reason else by}


def _fix(finding: Finding) -> Json:
    """Replace whole lines: a region without columns ends before its last line feed."""
    text, proof = (finding.suggestion.text, finding.suggestion.proof) if finding.suggestion else ("", "")
    region: Json = {"startLine": finding.start_line, "endLine": finding.line}
    return {
        "description": {"text": f"{finding.message} Proven: {proof}.".strip()},
        "artifactChanges": [
            {
                **_file(finding.path),
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": text}}],
            }
        ],
    }


def _file(path: str) -> dict[str, Json]:
    return {"artifactLocation": {"uri": quote(well_formed(path), safe="/"), "uriBaseId": "%SRCROOT%"}}
