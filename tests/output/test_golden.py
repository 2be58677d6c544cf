"""The whole output of every format, compared with what is committed below `golden/`.

`REVIEWBOT_GOLDEN=write make test` writes it anew; read the difference before you commit it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from reviewbot.domain.diff import Diff
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
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


@pytest.mark.parametrize("form", Format)
def test_the_same_report_gives_the_same_text(
    form: Format, report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    assert render(report, diff, items, form) == render(report, diff, items, form)
