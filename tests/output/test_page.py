"""The page as text: what is on it, and that nothing of the change is markup."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Problem, Report
from reviewbot.output.page import page


def _grown(path: str, count: int) -> FileDiff:
    lines = tuple(Line(LineKind.ADDED, None, number, f"line {number}") for number in range(1, count + 1))
    return FileDiff(path, path, FileStatus.ADDED, FileKind.FILE, (Hunk(lines),))


def test_the_style_sheet_is_the_one_that_the_policy_allows(
    report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    html = page(report, diff, items)
    found = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html


def test_no_finding_is_lost(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    html = page(report, diff, items)
    assert re.findall(r'<article class="comment \w+" id="finding-(\d)"', html) == ["7", "3", "5", "6", "1", "2", "4"]


def test_a_finding_whose_line_is_not_shown_stands_on_top_of_its_file(report: Report, finding: Finding) -> None:
    unseen = replace(finding, path="a.py", start_line=900, line=900)
    html = page(replace(report, findings=(unseen,)), Diff((_grown("a.py", 3),)), {})
    assert html.index('id="finding-1"') < html.index('<table class="diff">')


def test_a_finding_in_a_file_that_is_not_shown_is_on_the_change_as_a_whole(report: Report, finding: Finding) -> None:
    html = page(replace(report, findings=(finding,)), Diff(()), {})
    assert "On the change as a whole" in html
    assert 'id="finding-1"' in html


def test_a_large_file_shows_only_what_is_around_comments(report: Report, finding: Finding) -> None:
    here = tuple(replace(finding, path="a.py", start_line=n, line=n) for n in (1000, 1010, 2500))
    html = page(replace(report, findings=here), Diff((_grown("a.py", 3000),)), {})
    numbers = [int(number) for number in re.findall(r'id="f1r(\d+)"', html)]
    assert numbers == [*range(980, 1031), *range(2480, 2521)]
    assert "has 3,000 lines: only those around comments are shown" in html


def test_a_hunk_without_comments_is_left_out_of_a_large_file(report: Report, finding: Finding) -> None:
    grown = _grown("a.py", 3000)
    far = Hunk((Line(LineKind.ADDED, None, 9000, "far away"),))
    here = replace(finding, path="a.py", start_line=10, line=10)
    html = page(replace(report, findings=(here,)), Diff((replace(grown, hunks=(*grown.hunks, far)),)), {})
    assert "far away" not in html


def test_an_anchor_without_end_costs_nothing(report: Report, finding: Finding, diff: Diff) -> None:
    endless = replace(finding, start_line=8, line=10**12)
    assert "finding-1" in page(replace(report, findings=(endless,)), diff, {})


def test_a_large_change_leaves_out_the_diffs_of_files_without_comments(report: Report) -> None:
    files = tuple(_grown(f"{number}.py", 1500) for number in range(30))
    html = page(replace(report, findings=()), Diff(files), {})
    assert html.count('<tr class="added">') <= 31_500
    assert "This change is large: diffs without comments are left out." in html


def test_files_without_comments_are_folded(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    html = page(report, diff, items)
    assert html.count('<details class="file box" open>') == 5
    assert html.count('<details class="file box">') == 2


def test_a_line_that_a_path_names_is_linked_where_it_is_shown(
    report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    html = page(report, diff, items)
    assert '<a href="#f4r44" class="mono">app/orders.py:44</a>' in html
    assert '<span class="mono">app/reports.py:19</span>' in html


def test_a_problem_is_said(report: Report) -> None:
    html = page(replace(report, problem=Problem("bad key", "a.yml", 3, "Write `x`.")), Diff(()), {})
    assert "<code>a.yml:3</code>" in html


def test_what_the_agent_did_not_read_is_said_open_and_what_it_was_not_shown_too(
    report: Report, items: Mapping[str, Item]
) -> None:
    cells = tuple(
        Cell(path, EVERY, CellState.NOT_EXAMINED, reason)
        for path, reason in (("<a>.py", f"{UNREAD}refused"), ("b.md", "not shown to the agent: prose"))
    )
    files = (CoveredFile("<a>.py", FileState.REVIEWED), CoveredFile("b.md", FileState.REVIEWED))
    said = page(replace(report, preexisting=0, coverage=Coverage(files, cells)), Diff(()), items)
    assert "1 file not reviewed by the agent: refused<br><code>&lt;a&gt;.py</code></li>" in said
    assert "<li>1 file not shown to the agent: prose<br><code>b.md</code></li>" in said
    assert '<details class="fold box" open>' in said
    assert "Every file of the change was reviewed." not in said


def test_several_comments_on_one_line_follow_it_worst_first(report: Report, finding: Finding, diff: Diff) -> None:
    html = page(replace(report, findings=(finding, replace(finding, title="Another"))), diff, {})
    row = html.index('class="said-here"')
    assert row < html.index('id="finding-1"') < html.index('id="finding-2"')
    assert html.count('class="said-here"') == 1
