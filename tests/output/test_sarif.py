"""SARIF as the standard and code scanning want it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from reviewbot.domain.finding import Finding, Suppression
from reviewbot.domain.item import Item, SecretDetector, Wording
from reviewbot.domain.levels import Confidence
from reviewbot.domain.report import Problem, Report, Status
from reviewbot.output.sarif import sarif

_PACKAGE = Path(__file__).parents[1] / "node_modules" / "@microsoft" / "jest-sarif"


@pytest.fixture
def run(report: Report, items: Mapping[str, Item]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif(report, items))
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.fixture(scope="module")
def official() -> dict[str, Any]:
    """Read the schema of SARIF 2.1.0 as npm's `@microsoft/jest-sarif` ships it."""
    path = _PACKAGE / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    if not path.exists():
        pytest.skip("there is no @microsoft/jest-sarif: run `npm ci` in tests/")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@pytest.mark.node
def test_the_log_fulfils_the_official_schema(
    official: dict[str, Any], report: Report, items: Mapping[str, Item]
) -> None:
    Draft4Validator(official).validate(json.loads(sarif(report, items)))


@pytest.mark.node
def test_a_failed_review_fulfils_the_official_schema(official: dict[str, Any], report: Report) -> None:
    failed = replace(report, status=Status.FAILED, problem=Problem("cancelled", "", 0, "Run it again."))
    Draft4Validator(official).validate(json.loads(sarif(failed, {})))


def test_every_result_points_at_its_rule(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_security_rule_carries_what_code_scanning_ranks_by(run: dict[str, Any]) -> None:
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "sql-injection")
    assert rule["name"] == "SqlInjection"
    assert rule["helpUri"] == "https://cwe.mitre.org/data/definitions/89.html"
    assert rule["properties"] == {
        "tags": ["security", "external/cwe/cwe-089"],
        "precision": "low",
        "problem.severity": "error",
        "security-severity": "9.5",
    }


def test_a_rule_outside_security_has_no_security_severity(run: dict[str, Any]) -> None:
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "query-in-loop")
    assert "security-severity" not in rule["properties"]


def test_the_help_of_a_rule_is_the_item(run: dict[str, Any]) -> None:
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "sql-injection")
    assert "**Quoting by hand**" in rule["help"]["markdown"]
    assert "## Bad\n\n```python\n" in rule["help"]["markdown"]
    assert "Look for" in rule["help"]["text"]


def test_a_finding_of_an_unknown_item_gets_a_rule_of_its_own(report: Report) -> None:
    rules = json.loads(sarif(report, {}))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.item for finding in report.findings})


def test_a_result_carries_place_path_fingerprint_and_repair(run: dict[str, Any]) -> None:
    result = run["results"][0]
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {"reviewbot/v1": "00000000000000b1"}
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 37
    assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 3
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {"startLine": 37, "endLine": 37}


def test_places_of_the_same_cause_are_related_locations(run: dict[str, Any]) -> None:
    related = run["results"][1]["relatedLocations"]
    assert [place["physicalLocation"]["region"]["startLine"] for place in related] == [44, 19]


def test_a_finding_in_the_base_says_so_in_message_and_properties(run: dict[str, Any]) -> None:
    result = run["results"][2]
    assert "In the base version, line 129." in result["message"]["text"]
    assert result["properties"]["side"] == "LEFT"


@pytest.mark.parametrize(
    ("by", "kind"),
    [("a comment in the source, line 19", "inSource"), ("the configuration", "external")],
    ids=["comment", "configuration"],
)
def test_a_suppressed_finding_is_there_and_marked(by: str, kind: str, report: Report, finding: Finding) -> None:
    no = replace(report, findings=(replace(finding, suppressed=Suppression(by, "known")),))
    [result] = json.loads(sarif(no, {}))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": kind, "status": "accepted", "justification": f"{by}: known"}]


def test_a_suppression_without_a_reason_names_who(report: Report, finding: Finding) -> None:
    no = replace(report, findings=(replace(finding, suppressed=Suppression("the configuration", "")),))
    [result] = json.loads(sarif(no, {}))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "the configuration"


def test_a_failed_file_makes_the_execution_unsuccessful(run: dict[str, Any]) -> None:
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"
    assert "app/huge.py" in json.dumps(invocation)


def test_a_complete_review_is_successful(report: Report) -> None:
    whole = replace(report, status=Status.COMPLETE, coverage=replace(report.coverage, files=()))
    assert json.loads(sarif(whole, {}))["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_what_stopped_a_review_is_a_notification(report: Report) -> None:
    failed = replace(report, status=Status.FAILED, problem=Problem("cancelled", "", 0, "Run it again."))
    notified = json.loads(sarif(failed, {}))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notified[0] == {"level": "error", "message": {"text": "cancelled: Run it again."}}


def test_a_path_becomes_a_relative_address_of_the_repository(report: Report, finding: Finding) -> None:
    odd = replace(report, findings=(replace(finding, path="a b/c:d/é?#%\ud800.py"),))
    [result] = json.loads(sarif(odd, {}))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b/c%3Ad/%C3%A9%3F%23%25%EF%BF%BD.py",
        "uriBaseId": "%SRCROOT%",
    }


def test_the_precision_of_a_rule_is_that_of_its_surest_detector(report: Report, items: Mapping[str, Item]) -> None:
    words = Wording("", "", "")
    detectors = tuple(
        SecretDetector(confidence, (), (), 0.0, (), words, 1) for confidence in (Confidence.MEDIUM, Confidence.HIGH)
    )
    sure = {"sql-injection": replace(items["sql-injection"], detectors=detectors)}
    rule = json.loads(sarif(replace(report, findings=()), sure))["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["properties"]["precision"] == "high"
