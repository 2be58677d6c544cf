"""The page in a real browser: it loads alone, fits a phone, and runs nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from support.page import Opened

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Step, Suggestion, Suppression
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.page import page

pytestmark = pytest.mark.browser

_EVIL = (
    '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>{{7*7}}'
    "[x](javascript:window.ran=1) \u202e</style></title></details>`"
)
_CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


def _hostile(report: Report, finding: Finding) -> tuple[Report, Diff, Mapping[str, Item]]:
    evil = replace(
        finding,
        title=_EVIL,
        path=_EVIL,
        message=_EVIL,
        item=_EVIL,
        source=_EVIL,
        start_line=1,
        line=1,
        fingerprint=Fingerprint(_EVIL),
        evidence=Evidence(_EVIL, _EVIL, (Step(_EVIL, 1, _EVIL),)),
        suggestion=Suggestion(_EVIL, _EVIL),
    )
    no = replace(evil, suppressed=Suppression(_EVIL, _EVIL))
    lines = tuple(Line(LineKind.ADDED, None, number, _EVIL) for number in (1, 2))
    hostile = replace(
        report,
        findings=(evil, no),
        worth_a_look=(evil,),
        notes=(_EVIL,),
        tool=_EVIL,
        coverage=Coverage((CoveredFile(_EVIL, FileState.FAILED, _EVIL),)),
        change=replace(report.change, repository=_EVIL),
    )
    return hostile, Diff((FileDiff(_EVIL, _EVIL, FileStatus.ADDED, FileKind.FILE, (Hunk(lines, _EVIL),)),)), {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_never_scrolls_sideways(
    width: int, scheme: str, opened: Opened, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    tab = opened(page(report, diff, items), width, scheme)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_report_runs_nothing(opened: Opened, report: Report, finding: Finding) -> None:
    tab = opened(page(*_hostile(report, finding)), 390)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.evaluate("window.ran") is None
    assert tab.locator("script, img, iframe, object, form, [onerror], [style]").count() == 0
    assert tab.locator("a:not([href^='#']):not([href^='https://'])").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert "\u202e" not in tab.inner_text("body")


def test_every_comment_sits_directly_behind_its_line(
    opened: Opened, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    tab = opened(page(report, diff, items))
    above = tab.locator("tr.said-here").evaluate_all(
        """rows => rows.map(row => [row.querySelector(".comment").id,
            ...[...row.previousElementSibling.querySelectorAll(".no")].map(cell => cell.textContent)])"""
    )
    assert above == [
        ["finding-3", "129", ""],
        ["finding-5", "", "8"],
        ["finding-6", "", "14"],
        ["finding-1", "", "37"],
        ["finding-2", "", "41"],
    ]


def test_anchored_lines_are_marked(opened: Opened, report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    tab = opened(page(report, diff, items))
    assert tab.locator("tr.removed.on.high").count() == 6


def test_the_keyboard_reaches_a_finding(opened: Opened, report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    tab = opened(page(report, diff, items))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "To the findings"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector(':target').id") == "finding-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_asks_for(
    scheme: str, opened: Opened, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    tab = opened(page(report, diff, items), scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.evaluate(_CONTRAST) == []
