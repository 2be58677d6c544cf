"""One finding as a SARIF result, with everything that code scanning shows of it."""

from collections.abc import Sequence
from urllib.parse import quote

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Step
from reviewbot.domain.visible import well_formed
from reviewbot.output.encode import Json
from reviewbot.output.sarif_rules import LEVELS


def result(finding: Finding, rule: int) -> dict[str, Json]:
    """Write a finding; `rule` is the place of its item among the rules."""
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
    return {"physicalLocation": {**file_location(finding.path), "region": region}}


def _related(anchors: Sequence[Anchor]) -> list[Json]:
    return [
        {
            "id": index,
            "message": {"text": "The same cause."},
            "physicalLocation": {
                **file_location(anchor.path),
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
                "physicalLocation": {**file_location(step.path), "region": {"startLine": step.line}},
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
                **file_location(finding.path),
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": text}}],
            }
        ],
    }


def file_location(path: str) -> dict[str, Json]:
    """Name a file from the root of the repository."""
    return {"artifactLocation": {"uri": quote(well_formed(path), safe="/"), "uriBaseId": "%SRCROOT%"}}
