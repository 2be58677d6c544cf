"""Reviewdog's diagnostics."""

import json
from collections.abc import Mapping
from dataclasses import replace

from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.rdjsonl import rdjsonl


def test_each_finding_that_stands_is_one_line(report: Report, items: Mapping[str, Item]) -> None:
    lines = [json.loads(line) for line in rdjsonl(report, items).splitlines()]
    assert [line["severity"] for line in lines] == ["ERROR"] * 4 + ["WARNING"] * 2 + ["INFO"]


def test_a_suggestion_replaces_whole_lines_by_leaving_columns_out(report: Report, items: Mapping[str, Item]) -> None:
    first = json.loads(rdjsonl(report, items).splitlines()[0])
    lines = {"start": {"line": 37}, "end": {"line": 37}}
    assert first["location"] == {"path": "app/invoices.py", "range": lines}
    assert first["suggestions"][0]["range"] == lines
    assert first["code"]["url"].endswith("/89.html")


def test_a_line_of_the_base_has_no_range_in_the_head(report: Report, items: Mapping[str, Item]) -> None:
    removal = json.loads(rdjsonl(report, items).splitlines()[2])
    assert removal["location"] == {"path": "api/openapi.yaml"}
    assert "In the base version, line 129." in removal["message"]


def test_no_title_can_start_another_line(report: Report, finding: Finding) -> None:
    hostile = replace(finding, title='x"}\n{"message": "y\u2028', item="unknown")
    lines = rdjsonl(replace(report, findings=(hostile,)), {}).split("\n")
    assert len(lines) == 2
    assert json.loads(lines[0])["code"] == {"value": "unknown"}
