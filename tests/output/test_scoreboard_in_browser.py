"""The scoreboard in a real browser: it loads alone, fits a phone and can be read in both schemes."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.evaluation import case, conditions, finding, gold, outcome, trap
from support.page import Opened

from reviewbot.domain.case import Split
from reviewbot.domain.score import Taken
from reviewbot.evaluation.board import scoreboard
from reviewbot.output.scoreboard_page import scoreboard_page

pytestmark = pytest.mark.browser

_CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
_UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture
def html() -> str:
    """Give a page with everything that can be on it, some of it long."""
    long = replace(gold(2), path="shop/" * 60 + "a.py", why="Because " * 80)
    orders = outcome(
        case("orders-" * 20, gold(1), long, traps=(trap(5),)),
        (gold(1), finding(1)),
        missed=(long,),
        wrong=(finding(5),),
        gap="a.py: too slow",
    )
    orders = replace(orders, taken=(Taken(trap(5), finding(5)),), glimpsed=(long,))
    others = (outcome(case("silent", area="security")), outcome(case("held", split=Split.HELD), wrong=(finding(7),)))
    return scoreboard_page(scoreboard((orders, orders, *others), conditions(runs=2), {"silent", orders.case.name}))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_never_scrolls_sideways(width: int, scheme: str, opened: Opened, html: str) -> None:
    tab = opened(html, width, scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate(_UNFOLD)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_asks_for(scheme: str, opened: Opened, html: str) -> None:
    tab = opened(html, scheme=scheme)
    tab.evaluate(_UNFOLD)
    assert tab.evaluate(_CONTRAST) == []


def test_a_bar_is_as_long_as_its_interval(opened: Opened, html: str) -> None:
    tab = opened(html)
    bar = tab.locator("svg.bar").first
    track, span = bar.locator(".track").bounding_box(), bar.locator(".span").bounding_box()
    said = (bar.get_attribute("aria-label") or "").partition("(")[2].rstrip(")").split(" to ")
    assert track
    assert span
    assert span["width"] / track["width"] == pytest.approx((int(said[1]) - int(said[0])) / 100, abs=0.02)
