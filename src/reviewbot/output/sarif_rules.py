"""The checklist's items as SARIF rules, with everything code scanning shows of them."""

import re
from collections.abc import Iterable, Mapping

from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.output.encode import Json
from reviewbot.output.references import reference

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
# GitHub reads above 9.0 as critical, from 7.0 as high, from 4.0 as medium, below as low.
_SECURITY_SEVERITY = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
}
_PROBLEM_SEVERITY = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "recommendation",
}


def rules(findings: Iterable[Finding], items: Mapping[str, Item]) -> list[Json]:
    """Describe every item of the checklist, and those that only a finding names, by id."""
    named = {finding.item: finding for finding in findings if finding.item not in items}
    return [
        _rule(items[name]) if name in items else _bare(named[name]) for name in sorted({*items.keys(), *named.keys()})
    ]


def _rule(item: Item) -> Json:
    urls = [reference(text).url for text in item.references]
    return {
        "id": item.id,
        "name": _pascal(item.id),
        "shortDescription": {"text": item.title},
        "fullDescription": {"text": item.why.strip() or item.title},
        **next(({"helpUri": url} for url in urls if url), {}),
        "help": {"text": _help(item, "").strip(), "markdown": _help(item, "## ").strip()},
        "defaultConfiguration": {"level": LEVELS[item.severity]},
        "properties": _properties(item),
    }


def _bare(finding: Finding) -> Json:
    return {
        "id": finding.item,
        "name": _pascal(finding.item),
        "shortDescription": {"text": finding.title},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": [finding.area]},
    }


def _properties(item: Item) -> Json:
    confidences = [detector.confidence for detector in item.detectors]
    is_security = {"security-severity": _SECURITY_SEVERITY[item.severity]} if item.area == "security" else {}
    return {
        "tags": [item.area, *(_tag(text) for text in item.references if text.startswith("CWE-"))],
        "precision": str(max(confidences, default=Confidence.LOW)),
        "problem.severity": _PROBLEM_SEVERITY[item.severity],
        **is_security,
    }


def _tag(cwe: str) -> str:
    """Name a CWE as code scanning groups it: `external/cwe/cwe-089`."""
    return f"external/cwe/cwe-{cwe.removeprefix('CWE-').zfill(3)}"


def _help(item: Item, heading: str) -> str:
    bad = "".join(f"```{example.language}\n{example.text.rstrip()}\n```\n" for example in item.bad[:1])
    good = "".join(f"```{example.language}\n{example.text.rstrip()}\n```\n" for example in item.good[:1])
    references = "".join(f"- {text}\n" for text in item.references)
    parts = {"": item.why, "Look for": item.look_for, "Bad": bad, "Good": good, "References": references}
    return "\n\n".join(
        (f"{heading}{title}\n\n" if title else "") + body.strip() for title, body in parts.items() if body.strip()
    )


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in re.split(r"[^0-9A-Za-z]+", name)) or "Item"
