"""The scoreboard in every format."""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from support.evaluation import case, conditions, finding, gold, outcome, trap

from reviewbot.domain.case import Split
from reviewbot.domain.finding import Placement
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Cost
from reviewbot.domain.score import Measure, Outcome, Scoreboard, Taken, Traffic
from reviewbot.errors import UsageError
from reviewbot.evaluation.board import scoreboard
from reviewbot.output.formats import Format
from reviewbot.output.scoreboard import said_as, scoreboard_format
from reviewbot.output.scoreboard_words import headline, placements, ratio, said, score, share, standing

EVIL = '"><script>window.ran=1</script>{{7*7}} [x](javascript:1) | \u202e</style>`'
ORDERS = outcome(
    case("orders", gold(1), gold(2), traps=(trap(5),)),
    (gold(1), finding(1)),
    missed=(gold(2),),
    wrong=(finding(5, placement=Placement.SUMMARY),),
    gap="a.py: too slow",
)
ORDERS = replace(ORDERS, taken=(Taken(trap(5), finding(5)),), glimpsed=(gold(2),), unsure=2)
SILENT = outcome(case("silent", area="security"))
HELD = outcome(case("kept", split=Split.HELD), wrong=(finding(7),))
ALL = (ORDERS, SILENT, HELD)


def board(*outcomes: Outcome, engine: Engine = Engine.DETECTORS, traffic: Traffic = Traffic.NONE) -> Scoreboard:
    shown = frozenset(one.case.name for one in outcomes if one.case.split is Split.OPEN)
    return scoreboard(outcomes, conditions(engine, traffic), shown)


def hostile() -> Scoreboard:
    known = replace(gold(1), item=EVIL, path=EVIL, why=EVIL)
    of = replace(case(EVIL, known, area=EVIL), title=EVIL)
    made = outcome(of, missed=(known,), wrong=(finding(1, EVIL, title=EVIL),), gap=EVIL)
    return replace(board(made), conditions=conditions(tool=EVIL))


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.HTML])
def test_every_format_says_the_outcome_and_what_waits_for_a_key(form: Format) -> None:
    text = said_as(board(*ALL), form)
    assert "1 of 2 faults found, 2 wrong findings" in text
    assert text.count("no live row yet: it waits for a model key") == 2


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.JSON])
def test_held_cases_are_sums_alone(form: Format) -> None:
    text = said_as(board(*ALL), form)
    assert "held" in text
    assert "kept" not in text
    assert "orders" in text


def test_the_terminal_lists_what_was_missed_or_wrong() -> None:
    text = said_as(board(*ALL), Format.TEXT)
    assert "orders: 1 found, 1 missed, 1 wrong, 1 incomplete\n" in text
    assert "  missed a.py:2 query-in-loop\n  wrong  a.py:5 query-in-loop\n  incomplete: a.py: too slow\n" in text
    assert "silent:" not in text


def test_the_terminals_columns_are_aligned() -> None:
    lines = said_as(board(*ALL), Format.TEXT).split("\n")[2:9]
    column = lines[0].index("wrong")
    assert [line[column] for line in lines] == ["w", "2", "1", "1", "1", "0", "1"]


def test_markdown_has_a_row_for_each_group_and_each_open_case() -> None:
    text = said_as(board(*ALL), Format.MARKDOWN)
    rows = [line.split(" | ")[0].strip("| `") for line in text.split("\n") if line.startswith("| ")]
    figures = ["cases", "all cases", "open cases", "held cases"]
    areas = ["cases", "data-access", "security", "cases", "data-access"]
    assert rows[4:17] == [*figures, *areas, *figures]
    assert rows[-3:] == ["case", "orders", "silent"]


def test_every_row_of_a_markdown_table_has_the_cells_of_its_head() -> None:
    for table in re.findall(r"(?m)(?:^\|.*\n)+", said_as(board(*ALL), Format.MARKDOWN)):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_markdown_without_cases_has_no_empty_tables() -> None:
    text = said_as(board(HELD), Format.MARKDOWN)
    assert "## Cases" not in text
    assert "## Items" not in text


def test_the_page_shows_what_is_known_of_each_case() -> None:
    html = said_as(board(*ALL), Format.HTML)
    words = re.findall(r'<li class="(found|missed|wrong|trap)"><b>', html)
    assert words == ["found", "missed", "wrong", "trap", "missed"]
    assert "2 places worth a look, 1 of them at a missed fault" in html


def test_the_page_numbers_several_runs() -> None:
    assert "<h3>Run 2</h3>" in said_as(board(ORDERS, ORDERS), Format.HTML)
    assert "<h3>Run 1</h3>" not in said_as(board(ORDERS), Format.HTML)


def test_the_page_allows_its_own_style_sheet_alone() -> None:
    html = said_as(board(*ALL), Format.HTML)
    found = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html
    assert " style=" not in html


def test_nothing_that_a_case_says_is_markup_on_the_page() -> None:
    html = said_as(hostile(), Format.HTML)
    assert "<script" not in html
    assert "\u202e" not in html
    assert "{{7*7}}" in html


def test_nothing_that_a_case_says_is_markup_in_markdown() -> None:
    text = said_as(hostile(), Format.MARKDOWN)
    assert "\u202e" not in text
    for line in text.splitlines():
        for cell in re.sub(r"(`+).*?\1", "", line).split(" | "):
            assert not re.search(r"(?<!\\)<script", cell)


def test_nothing_that_a_case_says_steers_the_terminal() -> None:
    evil = replace(case("\x1b[2J", gold(1)), area="\x1b]0;x\x07")
    text = said_as(board(outcome(evil, missed=(gold(1),), gap="\x1b[2J")), Format.TEXT)
    assert "\x1b" not in text


def test_the_file_has_all_figures_and_what_is_known_of_each_case() -> None:
    value = json.loads(said_as(board(*ALL), Format.JSON))
    assert value["version"] == 1
    assert [row["area"] for row in value["rows"]] == ["", "", "", "data-access", "security", "data-access"]
    assert value["rows"][0]["precision"]["value"] == pytest.approx(1 / 3)
    orders = value["cases"][0]
    assert orders["found"][0]["fault"] == {"item": "query-in-loop", "path": "a.py", "lines": [1, 1], "why": "Because."}
    assert orders["found"][0]["finding"]["side"] == "RIGHT"
    assert [len(orders[name]) for name in ("missed", "wrong", "traps_taken", "glimpsed")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("engine", "traffic", "states"),
    [
        (Engine.DETECTORS, Traffic.NONE, ["measured here; no model takes part", "no live", "no live"]),
        (Engine.ALL, Traffic.LIVE, ["not part", "not part", "measured here, live"]),
        (Engine.AGENT, Traffic.REPLAYED, ["not part", "measured here, on recorded answers", "not part"]),
    ],
)
def test_each_engine_says_whether_it_was_measured(engine: Engine, traffic: Traffic, states: Sequence[str]) -> None:
    got = [state for _, state in standing(board(SILENT, engine=engine, traffic=traffic))]
    assert all(state.startswith(start) for state, start in zip(got, states, strict=True))


def test_figures_are_short() -> None:
    measure = Measure(0.734, 0.6, 1.0)
    assert share(measure) == "73 % (60 to 100)"
    assert ratio(measure) == "0.73 (0.60 to 1.00)"
    assert score(measure) == ".73 (.60 to 1.00)"
    assert ratio(Measure(0.0, 0.0, 0.0)) == "0.00"
    assert (share(None), ratio(None), score(None)) == ("–", "–", "–")  # noqa: RUF001


def test_a_headline_counts() -> None:
    assert headline(board(SILENT)) == "0 of 0 faults found, 0 wrong findings"
    assert said([SILENT]) == "silent, as it should be"


def test_places_are_shares_of_what_was_said() -> None:
    assert placements(board(*ALL).rows[0].counts) == "67 % inline, 33 % in the summary"
    assert placements(board(SILENT).rows[0].counts) == "–"  # noqa: RUF001


def test_what_a_model_cost_is_said_for_one_review() -> None:
    paid = replace(SILENT, cost=Cost(usd=0.5, calls=3))
    assert "$0.250" in said_as(board(paid, replace(paid, cost=Cost())), Format.MARKDOWN)


def test_a_suffix_chooses_the_format() -> None:
    assert scoreboard_format(Path("evals/scoreboard.md")) is Format.MARKDOWN
    with pytest.raises(UsageError, match="cannot be written"):
        scoreboard_format(Path("board.rdjsonl"))
