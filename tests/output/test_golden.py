"""The whole output of every format, compared with what is committed below `golden/`.

`REVIEWBOT_GOLDEN=write make test` writes it anew; read the difference before you commit it.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState
from reviewbot.domain.diff import Diff
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Cost, Problem, Report
from reviewbot.output.formats import Format, render
from reviewbot.output.screen import Terminal

_GOLDEN = Path(__file__).parent / "golden"
_CASES = {
    "review.txt": (Format.TEXT, Terminal()),
    "review.ansi": (Format.TEXT, Terminal(80, is_coloured=True)),
    "review.ascii.txt": (Format.TEXT, Terminal(72, encoding="ascii")),
    "review.md": (Format.MARKDOWN, None),
    "review.json": (Format.JSON, None),
    "review.sarif": (Format.SARIF, None),
    "review.github": (Format.GITHUB, None),
    "review.html": (Format.HTML, None),
    "review.rdjsonl": (Format.RDJSONL, None),
}


@pytest.mark.parametrize("name", _CASES)
def test_the_output_is_the_committed_one(name: str, report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    form, terminal = _CASES[name]
    said = render(report, diff, items, form, terminal)
    if os.environ.get("REVIEWBOT_GOLDEN") == "write":
        (_GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")
    assert said == (_GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["agent.txt", "agent.md"])
def test_what_an_agent_did_not_read_is_said_as_committed(
    name: str, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    form = Format.TEXT if name.endswith(".txt") else Format.MARKDOWN
    said = render(_read(report), diff, items, form, Terminal())
    if os.environ.get("REVIEWBOT_GOLDEN") == "write":
        (_GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")
    assert said == (_GOLDEN / name).read_text(encoding="utf-8")


def _read(report: Report) -> Report:
    """Give a review by an agent that was refused two files, was not shown one, and forgot one item."""
    gaps = {
        ("app/client.py", EVERY): f"{UNREAD}refused",
        ("app/orders.py", EVERY): f"{UNREAD}refused",
        ("app/invoices.py", EVERY): f"{UNREAD}out of budget",
        ("docs/guide.md", EVERY): "not shown to the agent: prose",
        ("api/openapi.yaml", "broad-except"): "the agent does not say that it looked for it",
    }
    cells = tuple(Cell(path, item, CellState.NOT_EXAMINED, reason) for (path, item), reason in gaps.items())
    hint = "The ceiling of $1.00 kept the agent from reading `app/invoices.py`."
    return replace(
        report,
        run=replace(report.run, engine=Engine.ALL),
        findings=(),
        worth_a_look=(),
        coverage=replace(report.coverage, cells=cells),
        notes=(),
        problem=Problem("budget", "", 0, hint),
        cost=Cost(usd=0.42, ceiling_usd=1.0, calls=5),
    )


@pytest.mark.parametrize("form", Format)
def test_the_same_report_gives_the_same_text(
    form: Format, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    assert render(report, diff, items, form) == render(report, diff, items, form)
