"""Workflow commands that say what they should and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.finding import Evidence, Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.output.annotations import annotations


def test_every_line_is_one_command_and_the_worst_come_first(report: Report, items: Mapping[str, Item]) -> None:
    kinds = [line.split(" ")[0] for line in annotations(report, items).splitlines()]
    assert kinds == ["::error"] * 5 + ["::warning"] * 2 + ["::notice"] * 2


def test_a_file_that_was_not_reviewed_is_an_error(report: Report, items: Mapping[str, Item]) -> None:
    first = annotations(report, items).splitlines()[0]
    assert first == "::error file=app/huge.py,title=not reviewed::the parser ran for 5 s and was stopped"


def test_the_last_command_is_the_verdict(report: Report, items: Mapping[str, Item]) -> None:
    last = annotations(report, items).splitlines()[-1]
    assert last == (
        "::notice title=reviewbot::1 critical, 3 high, 2 medium, 1 low, incomplete: 1 file not reviewed. "
        "No agent took part: detectors only."
    )


def test_a_finding_in_the_base_names_the_file_and_says_its_line(report: Report, items: Mapping[str, Item]) -> None:
    removal = next(line for line in annotations(report, items).splitlines() if "openapi.yaml" in line)
    assert removal.startswith("::error file=api/openapi.yaml,title=")
    assert "::In the base version, line 129.%0A" in removal


@pytest.mark.parametrize(
    ("severity", "kind", "shown"),
    [(Severity.HIGH, "error", 10), (Severity.MEDIUM, "warning", 10), (Severity.LOW, "notice", 9)],
    ids=["errors", "warnings", "notices, the verdict being the tenth"],
)
def test_what_github_would_drop_is_counted(
    severity: Severity, kind: str, shown: int, report: Report, finding: Finding
) -> None:
    many = tuple(replace(finding, severity=severity, start_line=n, line=n) for n in range(1, 16))
    said = annotations(
        replace(report, findings=many, status=Status.COMPLETE, coverage=replace(report.coverage, files=())), {}
    ).splitlines()
    assert sum(line.startswith(f"::{kind} file=") for line in said) == shown
    assert f"{15 - shown} annotations more than GitHub shows for one step." in said[-1]


def test_nothing_of_a_hostile_finding_starts_a_command_or_a_property(report: Report, finding: Finding) -> None:
    evil = "x\r\n::error::y,line=1::%0A\u2028\x1b"
    hostile = replace(finding, title=evil, path=evil, message=evil, evidence=Evidence("", evil))
    said = annotations(replace(report, findings=(hostile,)), {})
    command = said.split("\n")[1]
    properties = command.removeprefix("::warning ").split("::")[0]
    assert said.count("\n") == 3
    assert "\r" not in said
    assert properties.count(":") == 0
    assert [part.split("=")[0] for part in properties.split(",")] == ["file", "line", "endLine", "title"]
    assert "%250A" in properties
