"""Lines as findings quote them, and secrets that no format for people shows."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Evidence, Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.formats import Format, render
from reviewbot.output.quoted import as_quoted
from reviewbot.output.screen import Terminal

_KEY = "sk_live_Vq7Zr2MadeUp4Kx9Wn3TgB5s"
_OTHER = "ghp_MadeUpMadeUpMadeUp0123"
_LINE = f'KEY = "{_KEY}"'
_MASKED = 'KEY = "sk_l…"'


def _change(*lines: Line) -> Diff:
    return Diff((FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, (Hunk(lines),)),))


_DIFF = _change(
    Line(LineKind.CONTEXT, 1, 1, "import os"),
    Line(LineKind.ADDED, None, 2, _LINE),
    Line(LineKind.CONTEXT, 2, 3, "use(KEY)"),
    Line(LineKind.REMOVED, 3, None, "drop(KEY)"),
)


def _at(finding: Finding, number: int, quote: str, side: Side = Side.RIGHT, last: int = 0) -> Finding:
    return replace(
        finding,
        path="a.py",
        side=side,
        start_line=number,
        line=last or number,
        evidence=Evidence(quote, ""),
        suggestion=None,
    )


def _texts(report: Report, diff: Diff, *findings: Finding) -> list[str]:
    return [line.text for line in as_quoted(diff, replace(report, findings=findings)).files[0].lines]


@pytest.mark.parametrize("is_suppressed", [False, True])
@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.GITHUB])
@pytest.mark.parametrize("terminal", [Terminal(), Terminal(is_coloured=True)], ids=["plain", "coloured"])
def test_a_masked_secret_is_nowhere(
    terminal: Terminal, form: Format, is_suppressed: bool, report: Report, finding: Finding, items: Mapping[str, Item]
) -> None:
    no = report.findings[-1].suppressed if is_suppressed else None
    masked = replace(_at(finding, 2, _MASKED), suppressed=no)
    beside = _at(finding, 3, "use(KEY)")
    said = render(replace(report, findings=(masked, beside)), _DIFF, items, form, terminal)
    assert _KEY[4:] not in said
    assert is_suppressed or form is Format.GITHUB or "sk_l…" in said


def test_a_secret_too_unsure_to_be_a_finding_is_masked_too(report: Report, finding: Finding) -> None:
    unsure = replace(report, findings=(), worth_a_look=(_at(finding, 2, _MASKED),))
    assert as_quoted(_DIFF, unsure).files[0].lines[1].text == _MASKED


def test_a_line_that_no_finding_is_about_stays_as_it_is(report: Report, finding: Finding) -> None:
    elsewhere = replace(_at(finding, 2, _MASKED), path="b.py")
    assert as_quoted(_DIFF, replace(report, findings=(elsewhere,))) == _DIFF


def test_each_line_of_a_quote_belongs_to_one_line_of_the_anchor(report: Report, finding: Finding) -> None:
    assert _texts(report, _DIFF, _at(finding, 1, f"import os\n{_MASKED}\nuse(…)", last=3)) == [
        "import os",
        _MASKED,
        "use(…)",
        "drop(KEY)",
    ]


def test_a_line_of_the_base_is_masked_by_a_quote_of_the_base(report: Report, finding: Finding) -> None:
    base = _at(finding, 2, "use(…)\ndrop(…)", Side.LEFT, last=3)
    assert _texts(report, _DIFF, base) == ["import os", _LINE, "use(…)", "drop(…)"]


def test_a_quote_of_another_number_of_lines_changes_nothing(report: Report, finding: Finding) -> None:
    assert as_quoted(_DIFF, replace(report, findings=(_at(finding, 2, f"{_MASKED}\nx"),))) == _DIFF


def test_a_quote_that_masks_nothing_does_not_uncover_what_another_masks(report: Report, finding: Finding) -> None:
    assert _texts(report, _DIFF, _at(finding, 2, _LINE), _at(finding, 2, _MASKED))[1] == _MASKED


def test_a_carriage_return_is_no_difference(report: Report, finding: Finding) -> None:
    diff = _change(Line(LineKind.ADDED, None, 1, f"{_LINE}\r"))
    assert _texts(report, diff, _at(finding, 1, _LINE), _at(finding, 1, _MASKED)) == [_MASKED]


def test_of_two_secrets_on_one_line_neither_is_shown(report: Report, finding: Finding) -> None:
    diff = _change(Line(LineKind.ADDED, None, 1, f'log_in("{_KEY}", "{_OTHER}", 1)'))
    first, second = (f'log_in("sk_l…", "{_OTHER}", 1)', f'log_in("{_KEY}", "ghp_…", 1)')
    assert _texts(report, diff, _at(finding, 1, first), _at(finding, 1, second)) == ['log_in("sk_l…", 1)']
