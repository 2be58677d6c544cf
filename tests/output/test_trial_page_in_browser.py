"""The page of a trial in a real browser: it loads alone, fits a phone, runs nothing and is read with a keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from support.page import Opened
from support.trial import PULL, saying, tried

from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.pull import PullName
from reviewbot.domain.report import Report
from reviewbot.domain.trial import Trial
from reviewbot.output.trial_page import trial_page

pytestmark = pytest.mark.browser

_EVIL = (
    '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>{{7*7}}'
    "[x](javascript:window.ran=1) \u202e</style></title></summary></details>`"
)
_CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
_UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture
def trials(report: Report, diff: Diff, finding: Finding) -> Sequence[Trial]:
    """Give a trial of every kind, one with a title that no row has room for."""
    brief = saying(report, replace(finding, placement=Placement.SUMMARY))
    return (
        tried(9, diff, report, title="x" * 10_000),
        tried(8, Diff(()), saying(report)),
        tried(7, diff, brief),
        tried(6, Diff(()), None),
        tried(5, diff, saying(report, finding, replace(finding, title="Another", severity=Severity.HIGH))),
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_never_scrolls_sideways(
    width: int, scheme: str, opened: Opened, trials: Sequence[Trial], items: Mapping[str, Item]
) -> None:
    tab = opened(trial_page("acme/shop", trials, items), width, scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate(_UNFOLD)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_asks_for(
    scheme: str, opened: Opened, trials: Sequence[Trial], items: Mapping[str, Item]
) -> None:
    tab = opened(trial_page("acme/shop", trials, items), scheme=scheme)
    tab.evaluate(_UNFOLD)
    assert tab.evaluate(_CONTRAST) == []


def test_hostile_pull_requests_run_nothing(opened: Opened, report: Report, finding: Finding, diff: Diff) -> None:
    evil = replace(PULL, title=_EVIL, author=_EVIL, base_ref=_EVIL, name=PullName(_EVIL, 7))
    said = replace(saying(report, replace(finding, title=_EVIL)), tool=_EVIL, notes=(_EVIL,))
    tab = opened(trial_page(_EVIL, [Trial(evil, 1.0, diff, said), Trial(evil, 1.0, diff, None, _EVIL)], {}), 390)
    tab.evaluate(_UNFOLD)
    assert tab.evaluate("window.ran") is None
    assert tab.locator("script, img, iframe, object, form, [onerror], [style]").count() == 0
    assert tab.locator("a:not([href^='#']):not([href^='https://'])").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert "\u202e" not in tab.inner_text("body")


def test_the_keyboard_reaches_and_unfolds_a_pull_request(
    opened: Opened, trials: Sequence[Trial], items: Mapping[str, Item]
) -> None:
    tab = opened(trial_page("acme/shop", trials, items))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "To the pull requests"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector('#pull-9').open") is False


def test_a_column_leads_to_its_pull_request(opened: Opened, trials: Sequence[Trial], items: Mapping[str, Item]) -> None:
    tab = opened(trial_page("acme/shop", trials, items))
    tab.get_by_role("link", name="#5: 1 high, 1 medium").click()
    assert tab.evaluate("document.querySelector(':target').id") == "pull-5"


@pytest.mark.parametrize("most", [8, 16, 50])
def test_blocks_are_equally_high_in_every_column(
    most: int, opened: Opened, report: Report, finding: Finding, diff: Diff
) -> None:
    many = [replace(finding, title=f"Title {number}") for number in range(most)]
    html = trial_page(
        "acme/shop", [tried(9, diff, saying(report, *many)), tried(8, diff, saying(report, *many[:2]))], {}
    )
    steps = (
        opened(html)
        .locator(".columns a")
        .evaluate_all(
            """columns => columns.map(column => {
            const tops = [...column.querySelectorAll("i")].map(block => block.getBoundingClientRect().top);
            return (tops[0] - tops.at(-1)) / (tops.length - 1);
        })"""
        )
    )
    assert steps[0] == pytest.approx(steps[1])


def test_print_shows_what_is_folded(opened: Opened, trials: Sequence[Trial], items: Mapping[str, Item]) -> None:
    tab = opened(trial_page("acme/shop", trials, items))
    assert not tab.get_by_text("acme/shop#8").is_visible()
    tab.emulate_media(media="print")
    assert tab.get_by_text("acme/shop#8").is_visible()
