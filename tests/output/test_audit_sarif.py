"""An audit as code scanning takes it: known again, carried along, cut where it is too much."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from support.audited import CAUSES, LIVED, REPORT, many

from reviewbot.domain.audit import AuditReport, RootCause
from reviewbot.domain.tracked import Known
from reviewbot.output.audit_sarif import CATEGORY, Origins, audit_sarif

_SCHEMA = Path(__file__).parents[1] / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
NOWHERE: Origins = {}
UNSEEN = LIVED.memory.causes[-1]


def run(report: AuditReport, *carried: Known, origins: Origins = NOWHERE, most: int = 5_000) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(audit_sarif(report, {}, carried, origins, most))["runs"][0]
    return found


def prints(found: dict[str, Any]) -> list[str]:
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in found["results"]]


def identities(cause: RootCause) -> dict[str, str]:
    """Give the paths of a cause's places by what code scanning knows them by."""
    found = run(replace(REPORT, causes=(cause,)))["results"]
    paths = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in found]
    return dict(zip(prints({"results": found}), paths, strict=True))


@pytest.mark.node
def test_the_log_fulfils_the_official_schema() -> None:
    if not _SCHEMA.exists():
        pytest.skip("there is no @microsoft/jest-sarif: run `npm ci` in tests/")
    official = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    Draft4Validator(official).validate(json.loads(audit_sarif(REPORT, {}, (UNSEEN,))))


def test_each_place_is_a_result_with_an_identity_of_its_own() -> None:
    found = run(REPORT)
    assert len(found["results"]) == sum(len(one.findings) for one in CAUSES)
    assert len(set(prints(found))) == len(found["results"])
    assert found["automationDetails"]["id"] == f"{CATEGORY}/"
    rules = found["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in found["results"])


def test_an_identity_stays_when_code_moves_and_changes() -> None:
    first = CAUSES[0].first
    moved = replace(first, path="elsewhere.py", line=99, start_line=99, title="It reads otherwise")
    changed = replace(REPORT, causes=(replace(CAUSES[0], findings=(moved,)), *CAUSES[1:]))
    assert prints(run(changed, origins={CAUSES[0].id: {moved.path: first.path}})) == prints(run(REPORT))


def test_a_repair_of_one_place_leaves_the_others_what_they_are() -> None:
    loop = CAUSES[1]
    before = identities(loop)
    for left_out in loop.findings:
        left = tuple(one for one in loop.findings if one != left_out)
        gone = {place for place, path in before.items() if path == left_out.path}
        kept = identities(replace(loop, findings=left))
        assert kept.keys() <= before.keys()
        assert before.keys() - kept.keys() <= gone


def test_a_cause_that_nobody_looked_at_keeps_its_identity_from_the_time_it_was_seen() -> None:
    loop = LIVED.memory.causes[1]
    unseen = replace(REPORT, causes=tuple(one for one in CAUSES if one.id != loop.id))
    assert sorted(prints(run(unseen, loop))) == sorted(prints(run(REPORT)))
    (told, *_) = [one for one in run(unseen, loop)["results"] if one["properties"]["cause"] == loop.id]
    assert "this audit did not look there" in told["message"]["text"]


def test_accepted_causes_are_there_as_suppressed() -> None:
    found = {one["properties"]["cause"]: one for one in run(REPORT)["results"]}
    (suppression,) = found[CAUSES[8].id]["suppressions"]
    assert suppression["justification"] == "accepted by maria: An entity tag is no secret."
    assert "suppressions" not in found[CAUSES[0].id]
    assert found[CAUSES[9].id]["suppressions"][0]["kind"] == "inSource"


def test_of_too_many_places_each_cause_keeps_its_first() -> None:
    report = many(300)
    found = run(report, most=310)
    kept = [one["properties"]["cause"] for one in found["results"] if one["level"] == "error"]
    grave = {one.id for one in report.causes if one.severity >= "high"}
    assert set(kept) == grave
    notes = [one["message"]["text"] for one in found["invocations"][0]["toolExecutionNotifications"]]
    assert any("more places are not in this file" in note for note in notes)


def test_the_same_audit_gives_the_same_file() -> None:
    assert audit_sarif(REPORT, {}, (UNSEEN,)) == audit_sarif(REPORT, {}, (UNSEEN,))
