"""The page of an audit in a real browser: it draws without a network, filters, and runs nothing of the repository."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.audited import LIVED, REPORT, cause, found, many
from support.page import Opened

from reviewbot.domain.audit import Acceptance, Advice, AuditReport, Design, SeenSlice
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.finding import Evidence, Step
from reviewbot.domain.inventory import (
    Call,
    CallKind,
    Column,
    Entity,
    Inventory,
    Many,
    Parameter,
    Queue,
    QueueRole,
    Relation,
    Route,
    Scheduled,
    Site,
    Variable,
)
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.output.audit_page import audit_page

pytestmark = pytest.mark.browser

_EVIL = (
    '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>{{7*7}}\n%%{init:{}}%%\n'
    'end; click a1 "javascript:1"'
    " style a1 fill:#f00; ```[x](javascript:window.ran=1) \u202e</style></title></details>`#quot;\\"
)
_AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_NO_DIAGRAMS = replace(REPORT, inventory=Inventory(), design=None)
_OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


def _hostile() -> AuditReport:
    site = Site(_EVIL, 1)
    evil = tuple(
        replace(one, message=_EVIL, source=_EVIL, evidence=Evidence(_EVIL, _EVIL, (Step(_EVIL, 1, _EVIL),)))
        for one in found(_EVIL, _EVIL, Severity.HIGH, _EVIL, (_EVIL, 1), (_EVIL, 2))
    )
    advice = (Advice(_EVIL, _EVIL, (_EVIL,)),)
    inventory = Inventory(
        routes=(Route(site, _EVIL, _EVIL, _EVIL, _EVIL, (Parameter(_EVIL, "query", _EVIL),), (_EVIL,), _EVIL, _EVIL),),
        entities=(
            Entity(site, _EVIL, _EVIL, _EVIL, (Column(_EVIL, _EVIL),), (Relation(_EVIL, _EVIL, Many.ONE_TO_MANY),)),
            Entity(
                site,
                _EVIL,
                "end",
                "",
                (Column("pk", "1;"), Column("", "")),
                (Relation("style", _EVIL, Many.MANY_TO_MANY),),
            ),
        ),
        calls=(Call(site, CallKind.HTTP, _EVIL, _EVIL, has_timeout=False),),
        queues=(Queue(site, _EVIL, QueueRole.CONSUMER, _EVIL),),
        scheduled=(Scheduled(site, _EVIL, _EVIL, _EVIL),),
        variables=(Variable(site, _EVIL),),
    )
    return replace(
        REPORT,
        tool=_EVIL,
        snapshot=replace(REPORT.snapshot, repository=_EVIL, branch=_EVIL),
        causes=(cause(1, _EVIL, evil, Acceptance(_EVIL, _EVIL, _EVIL)), cause(2, _EVIL, evil)),
        coverage=Coverage((CoveredFile(_EVIL, FileState.FAILED, _EVIL), CoveredFile(_EVIL, FileState.EXCLUDED, _EVIL))),
        inventory=inventory,
        design=Design(_EVIL, advice, advice, advice, advice, advice),
        slices=(SeenSlice(_EVIL, _EVIL, REPORT.slices[0].day, REPORT.snapshot.sha, (_EVIL,), is_whole=True),),
        notes=(_EVIL,),
    )


@pytest.fixture
def drawn(opened: Opened) -> Opened:
    """Open a page and wait until all is drawn."""

    def drawing(html: str, width: int = 1280, scheme: str = "light") -> Page:
        tab = opened(html, width, scheme)
        tab.wait_for_selector("html.drawn", state="attached")
        return tab

    return drawing


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_never_scrolls_sideways(width: int, drawn: Opened) -> None:
    tab = drawn(audit_page(REPORT, {}, LIVED), width)
    tab.evaluate(_OPEN_ALL)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, drawn: Opened, items: Mapping[str, Item]) -> None:
    if not _AXE.exists():
        pytest.skip("there is no axe-core: run `npm ci` in tests/")
    tab = drawn(audit_page(REPORT, items, LIVED), scheme=scheme)
    tab.evaluate(_OPEN_ALL)
    tab.evaluate(_AXE.read_text(encoding="utf-8"))
    found_by_axe = tab.evaluate("axe.run().then(said => said.violations.map(one => [one.id, one.nodes[0].html]))")
    assert found_by_axe == []
    assert tab.evaluate(_CONTRAST) == []


def test_a_hostile_repository_runs_nothing_and_is_drawn(drawn: Opened) -> None:
    tab = drawn(audit_page(_hostile(), {}), 390)
    tab.evaluate(_OPEN_ALL)
    assert tab.evaluate("window.ran") is None
    assert tab.locator("img, iframe, object, form, foreignObject, [onerror], svg a, svg script").count() == 0
    assert tab.locator("a:not([href^='#']):not([href^='https://'])").count() == 0
    assert tab.locator(".diagram svg").count() == 2
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert "\u202e" not in tab.inner_text("body")


def test_all_charts_and_diagrams_are_drawn(drawn: Opened) -> None:
    tab = drawn(audit_page(REPORT, {}, LIVED))
    assert tab.locator(".chart .drawing svg").count() == 4
    assert tab.locator(".diagram .drawing svg[role=img]").count() == 2


def test_filters_narrow_the_list_and_count_it(drawn: Opened) -> None:
    tab = drawn(audit_page(_NO_DIAGRAMS, {}, LIVED))
    tab.select_option("[data-filter=severity]", "high")
    tab.select_option("[data-filter=source]", "agent")
    assert tab.inner_text(".count") == "2 of 11 shown: 2 high"
    assert tab.locator(".cause:visible").count() == 2
    assert tab.evaluate("location.hash") == "#severity=high&source=agent"


def test_the_search_finds_code_and_can_be_taken_back(drawn: Opened) -> None:
    tab = drawn(audit_page(_NO_DIAGRAMS, {}, LIVED))
    tab.fill("[data-filter=q]", "cursor.execute")
    tab.locator(".count", has_text="1 of 11 shown").wait_for()
    tab.click(".reset")
    assert tab.inner_text(".count").startswith("11 of 11 shown")
    assert tab.evaluate("location.hash") == ""


def test_an_address_shows_what_its_sender_saw(drawn: Opened) -> None:
    tab = drawn(audit_page(_NO_DIAGRAMS, {}, LIVED))
    tab.evaluate("location.hash = '#life=reopened'")
    tab.locator(".count", has_text="1 of 11 shown").wait_for()
    tab.evaluate("location.hash = '#cause-000000000002'")
    tab.wait_for_selector("#cause-000000000002[open]")


def test_a_click_on_a_chart_filters(drawn: Opened) -> None:
    tab = drawn(audit_page(_NO_DIAGRAMS, {}, LIVED))
    tab.locator("[data-chart=spots] .drawing text", has_text="invoices.py").click(force=True)
    assert tab.inner_text(".count") == "1 of 11 shown: 1 critical"


def test_the_keyboard_opens_a_cause(drawn: Opened) -> None:
    tab = drawn(audit_page(_NO_DIAGRAMS, {}, LIVED))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "To the root causes"
    tab.locator(".cause > summary").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".cause").first.get_attribute("open") is not None


def test_without_scripts_everything_is_there_as_text(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "audit.html"
    path.write_text(audit_page(REPORT, {}, LIVED), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.locator(".filter").is_hidden()
    assert tab.locator(".cause:visible").count() == 11
    assert "2026-09-21" in tab.inner_text("[data-chart=trend]")
    assert "flowchart LR" in tab.inner_text("#design ~ figure >> nth=0")
    context.close()


def test_five_thousand_causes_are_still_quick(drawn: Opened) -> None:
    html = audit_page(replace(many(5_000), inventory=Inventory(), design=None), {}, LIVED)
    assert len(html) < 10_000_000
    tab = drawn(html)
    started = time.monotonic()
    tab.select_option("[data-filter=area]", "security")
    # 0.2 s on two free cores; a browser that lays all of them out takes seconds.
    assert time.monotonic() - started < 3
    assert tab.inner_text(".count").startswith("714 of 5000 shown")


def test_a_large_diagram_is_shown_whole_and_by_a_button_at_full_size(drawn: Opened) -> None:
    tab = drawn(audit_page(REPORT, {}, LIVED), 390)
    button, drawing = tab.locator(".enlarge").first, tab.locator(".enlarge + .drawing").first
    fits = "here => here.scrollWidth <= here.clientWidth"
    assert drawing.evaluate(fits)
    button.focus()
    tab.keyboard.press("Enter")
    assert (button.inner_text(), button.get_attribute("aria-pressed")) == ("Show the whole", "true")
    assert not drawing.evaluate(fits)
    assert drawing.get_attribute("tabindex") == "0"
    tab.keyboard.press("Enter")
    assert drawing.evaluate(fits)
