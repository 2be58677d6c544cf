"""The values of the charts: what is counted, and what is not."""

from dataclasses import replace

import pytest
from support.audited import CAUSES, LIVED, REPORT, cause, found, many

from reviewbot.domain.audit import AuditReport, RootCause
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.finding import Evidence, Placement
from reviewbot.domain.levels import Severity
from reviewbot.domain.tracked import Lived
from reviewbot.output.audit_cause import PageCause, page_causes
from reviewbot.output.audit_charts import Charts, charts


def _causes(*causes: RootCause, lived: Lived | None = None) -> tuple[PageCause, ...]:
    return page_causes(replace(REPORT, causes=causes), lived, "https://github.com")


def _charts(report: AuditReport) -> Charts:
    return charts(report, page_causes(report, None, ""), ())


def test_settled_causes_are_in_no_chart() -> None:
    shown = _charts(replace(REPORT, causes=CAUSES[8:]))
    assert (shown.areas, shown.spots) == ({}, ())


def test_the_area_with_most_comes_first() -> None:
    assert list(_charts(REPORT).areas) == [
        "data-access",
        "security",
        "api-contract",
        "error-handling",
        "migrations",
        "reliability",
    ]


def test_a_file_weighs_what_is_open_in_it() -> None:
    low, high = found("x", "a", Severity.LOW, "t", ("f.py", 1)), found("y", "a", Severity.HIGH, "t", ("f.py", 2))
    (spot,) = _charts(replace(REPORT, causes=(cause(1, "", low), cause(2, "", high)))).spots
    assert (spot.path, spot.places, spot.worst, spot.weight) == ("f.py", 2, Severity.HIGH, 7)


def test_a_large_repository_shows_its_eighty_heaviest_files() -> None:
    assert len(_charts(many(900)).spots) == 80


def test_files_are_counted_by_what_became_of_them() -> None:
    files = (
        CoveredFile("a", FileState.FAILED, "too large"),
        CoveredFile("b", FileState.REVIEWED, "no grammar"),
        CoveredFile("c", FileState.REVIEWED),
        CoveredFile("d", FileState.EXCLUDED, "binary"),
    )
    shown = _charts(replace(REPORT, coverage=Coverage(files))).shares
    assert [(one.state, one.reason, one.files) for one in shown] == [
        (FileState.REVIEWED, "", 2),
        (FileState.EXCLUDED, "binary", 1),
        (FileState.FAILED, "too large", 1),
    ]


@pytest.mark.parametrize(("audits", "shown"), [(0, 0), (1, 0), (2, 2), (10, 10)])
def test_a_trend_needs_two_audits(audits: int, shown: int) -> None:
    assert len(charts(REPORT, (), LIVED.memory.history[:audits]).trend) == shown


def test_a_cause_shows_some_of_its_places_and_counts_the_others() -> None:
    (shown,) = _causes(CAUSES[5])
    assert (len(shown.places), shown.hidden, shown.count) == (12, 2, 14)


def test_a_long_line_of_code_is_cut() -> None:
    (one,) = found("x", "a", Severity.LOW, "t", ("f.min.js", 1))
    (shown,) = _causes(cause(1, "", (replace(one, evidence=Evidence("x" * 10_000, "")),)))
    assert len("".join(piece.text for piece in shown.code[0].pieces)) == 301


def test_a_finding_of_no_line_has_no_code() -> None:
    (one,) = found("x", "a", Severity.LOW, "t", ("f.py", 1))
    shown = _causes(cause(1, "", (replace(one, evidence=Evidence("x", ""), placement=Placement.SUMMARY),)))
    assert shown[0].code == ()


def test_only_the_first_hundreds_of_causes_are_coloured() -> None:
    shown = page_causes(many(450), None, "")
    assert len(shown[0].code[0].pieces) > len(shown[449].code[0].pieces) == 1


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("detector", "detector"),
        ("agent", "agent"),
        ("sarif:gosec", "gosec"),
        ("contract", "contract"),
        ("", "detector"),
    ],
)
def test_who_found_it_has_one_name(source: str, name: str) -> None:
    (one,) = found("x", "a", Severity.LOW, "t", ("f.py", 1))
    assert _causes(cause(1, "", (replace(one, source=source),)))[0].source == name
