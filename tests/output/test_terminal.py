"""The review as it is read in a terminal."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from rich.cells import cell_len

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, Sha
from reviewbot.domain.finding import Evidence, Finding, Step, Suggestion, Suppression
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Problem, Report, Status
from reviewbot.output.screen import Terminal
from reviewbot.output.terminal import printed

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 72, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int, report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    lines = printed(report, diff, items, Terminal(width)).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_colours_add_nothing_but_colours(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = _COLOUR.sub("", printed(report, diff, items, Terminal(100, is_coloured=True)))
    assert "\x1b" not in said
    assert "SQL injection: email becomes part of the statement" in said


def test_an_ascii_terminal_gets_ascii(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = printed(report, diff, items, Terminal(80, encoding="ascii"))
    assert said.isascii()
    assert "37 > +     cursor.execute" in said


def test_a_long_line_of_code_is_cropped_and_not_wrapped(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = printed(report, diff, items, Terminal(60))
    [row] = [line for line in said.splitlines() if line.startswith("  14 ")]
    assert row.endswith("…")
    assert cell_len(row) == 60


def test_a_long_line_of_a_suggestion_is_folded_so_that_the_difference_shows(
    report: Report, finding: Finding, diff: Diff
) -> None:
    suggested = replace(
        finding, evidence=Evidence(f"a = 1\n{'b' * 60}(1)", ""), suggestion=Suggestion(f"a = 1\n{'b' * 60}(2)", "")
    )
    said = printed(replace(report, findings=(suggested,)), Diff(()), {}, Terminal(50))
    assert f"      a = 1\n    - {'b' * 44}\n      {'b' * 16}(1)\n    + {'b' * 44}\n      {'b' * 16}(2)\n" in said


def test_a_suggestion_without_end_is_cropped(report: Report, finding: Finding) -> None:
    endless = replace(finding, evidence=Evidence("", ""), suggestion=Suggestion("b" * 5000, ""))
    said = printed(replace(report, findings=(endless,)), Diff(()), {}, Terminal(50))
    assert f"    -\n    + {'b' * 44}\n" in said
    assert said.count("b" * 40) == 12
    assert f"{'b' * 43}…\n" in said


def test_a_suppressed_finding_is_named_with_its_reason(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = printed(report, diff, items, Terminal())
    assert "Suppressed\n  app/client.py:19  call-without-timeout: the caller has a deadline\n" in said


def test_a_suppression_without_a_reason_says_whose_it_is(report: Report, finding: Finding, diff: Diff) -> None:
    no = replace(finding, suppressed=Suppression("`items` in reviewbot.yml", ""))
    said = printed(replace(report, findings=(no,)), diff, {}, Terminal())
    assert "  app/client.py:8  call-without-timeout: by `items` in reviewbot.yml\n" in said


def test_a_row_that_goes_on_is_indented_further(report: Report, diff: Diff) -> None:
    files = tuple(CoveredFile(f"some/long/folder/{number}.py", FileState.EXCLUDED, "generated") for number in range(3))
    said = printed(replace(report, coverage=Coverage(files)), diff, {}, Terminal(50))
    assert (
        "  3 files excluded: generated\n    (some/long/folder/0.py, some/long/folder/1.py,\n"
        "    some/long/folder/2.py)\n"
    ) in said


def test_code_in_a_dim_row_is_coloured_instead_of_quoted(report: Report, finding: Finding) -> None:
    files = (CoveredFile("a.md", FileState.EXCLUDED, "excluded by `paths.exclude`: *.md"),)
    unsure = replace(finding, title="The path `/x` says no version")
    seen = replace(report, findings=(), worth_a_look=(unsure,), coverage=Coverage(files))
    said = _COLOUR.sub("", printed(seen, Diff(()), {}, Terminal(100, is_coloured=True)))
    assert "  app/client.py:8  call-without-timeout: The path /x says no version\n" in said
    assert "  1 file excluded by paths.exclude: *.md (a.md)\n" in said


@pytest.mark.parametrize(
    ("severity", "badge"),
    [
        (Severity.CRITICAL, "\x1b[1;97;41m CRITICAL \x1b[0m  "),
        (Severity.HIGH, "\x1b[1;31mHIGH\x1b[0m  "),
        (Severity.MEDIUM, "\x1b[1;33mMEDIUM\x1b[0m  "),
        (Severity.LOW, "\x1b[2mLOW\x1b[0m  "),
    ],
)
def test_each_severity_looks_different(
    severity: Severity, badge: str, report: Report, finding: Finding, diff: Diff
) -> None:
    said = printed(
        replace(report, findings=(replace(finding, severity=severity),)), diff, {}, Terminal(is_coloured=True)
    )
    assert badge in said


@pytest.mark.parametrize("is_coloured", [True, False])
def test_nothing_shown_can_command_github_actions(
    is_coloured: bool, report: Report, finding: Finding, diff: Diff
) -> None:
    # So long a word that it comes to stand first on a line, wherever a sentence is wrapped.
    evil = f"x ::add-mask::{'e' * 90} ##[group]"
    hostile = replace(
        finding, title=evil, message=evil, evidence=Evidence(evil, evil), suggestion=Suggestion(f"{evil}!", "")
    )
    seen = replace(report, findings=(hostile,), worth_a_look=(hostile,), notes=(evil, evil[2:]))
    said = _COLOUR.sub("", printed(seen, diff, {}, Terminal(100, is_coloured, is_actions=True)))
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in said
    assert "\n:\\:add-mask::eee" in said
    assert "##\\[group]" in said


def test_a_person_at_a_terminal_reads_the_code_as_it_is(report: Report, diff: Diff) -> None:
    assert "\n::x ##[y]\n" in printed(replace(report, notes=("::x ##[y]",)), diff, {}, Terminal())


def test_coverage_counts_the_questions_that_were_left_out(
    report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    assert "  6 files reviewed, 7 of 8 questions each\n" in printed(report, diff, items, Terminal())


def test_findings_that_read_the_same_share_their_title(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = printed(report, diff, items, Terminal())
    assert "MEDIUM  A slow peer holds this worker for ever  2 places" in said
    assert said.count("Pass `timeout=(3, 10)`.") == 1
    assert "\n  app/client.py:14\n" in said


def test_a_further_place_shows_what_differs(report: Report, finding: Finding, diff: Diff) -> None:
    other = replace(finding, start_line=14, line=14, message="Do something else.")
    said = printed(replace(report, findings=(finding, other)), diff, {}, Terminal())
    assert said.count("waits without a limit") == 1
    assert "Repair: Do something else." in said


def test_failed_files_cannot_be_missed(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    said = printed(report, diff, items, Terminal())
    assert "✗ NOT REVIEWED app/huge.py: the parser ran for 5 s and was stopped" in said
    assert said.splitlines()[-1].endswith("incomplete: 1 file not reviewed")


def test_worth_a_look_is_a_handful(report: Report, finding: Finding, diff: Diff) -> None:
    said = printed(replace(report, worth_a_look=(finding,) * 8), diff, {}, Terminal())
    assert said.count("call-without-timeout: A slow peer") == 5
    assert "  and 3 more" in said


def test_a_quiet_review_is_short(report: Report, diff: Diff, items: Mapping[str, Item]) -> None:
    files = (CoveredFile("a.py", FileState.REVIEWED),)
    clean = replace(
        report,
        status=Status.COMPLETE,
        findings=(),
        worth_a_look=(),
        preexisting=0,
        coverage=Coverage(files),
        change=replace(report.change, repository="", head_sha=Sha("")),
    )
    said = printed(clean, diff, items, Terminal(120, is_coloured=True))
    assert "Nothing found in 1 file" in _COLOUR.sub("", said).splitlines()[-1]
    assert len(said.splitlines()) == 7


def test_a_problem_is_said_with_its_place(report: Report, diff: Diff) -> None:
    failed = replace(
        report, findings=(), status=Status.FAILED, problem=Problem("bad key", "reviewbot.yml", 3, "Write `x`.")
    )
    said = printed(failed, diff, {}, Terminal())
    assert "reviewbot.yml:3: bad key: Write `x`." in said
    assert said.splitlines()[-1] == "The review failed, 1 file not reviewed"


def test_nothing_hostile_reaches_the_terminal(report: Report, finding: Finding) -> None:
    evil = "\x1b]0;owned\x07\x9b2J\u202e\u2066\r\n"
    hostile = replace(
        finding,
        title=evil,
        path=evil,
        message=evil,
        item=evil,
        source=evil,
        evidence=Evidence(evil, evil, (Step(evil, 1, evil),)),
    )
    files = (CoveredFile(evil, FileState.FAILED, evil), CoveredFile(evil, FileState.EXCLUDED, evil))
    said = printed(
        replace(
            report,
            findings=(hostile,),
            worth_a_look=(hostile,),
            notes=(evil,),
            problem=Problem(evil, evil, 1, evil),
            coverage=Coverage(files),
            tool=evil,
        ),
        Diff(()),
        {},
        Terminal(),
    )
    assert not set(said) & set("\x1b\x07\x9b\u202e\u2066\r")


def test_a_finding_of_an_agent_says_so(report: Report, finding: Finding, diff: Diff) -> None:
    said = printed(replace(report, findings=(replace(finding, source="agent"),)), diff, {}, Terminal())
    assert "high confidence · found by the agent" in said


_BESIDE = "Wrong about one? Write a comment `reviewbot: ignore[ITEM] reason` beside it."
_OVERRIDE = "`overrides: [{paths: [/package.json], items: {call-without-timeout: off}}]` in `.github/reviewbot.yml`."


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        pytest.param(["app/client.py"], [_BESIDE], id="in the source"),
        pytest.param(["package.json", "a.json"], [f"Wrong about one? Set {_OVERRIDE}"], id="no comments"),
        pytest.param(
            ["app/client.py", "package.json"],
            [_BESIDE, f"Where a file can hold none, set such as {_OVERRIDE}"],
            id="both",
        ),
    ],
)
def test_how_to_disagree_is_what_the_files_allow(
    paths: list[str], told: list[str], report: Report, finding: Finding
) -> None:
    findings = tuple(replace(finding, path=path) for path in paths)
    said = printed(replace(report, findings=findings), Diff(()), {}, Terminal(200))
    assert [line for line in said.split("\n") if "reviewbot.yml" in line or "ignore[" in line] == told


def test_a_long_anchor_says_how_much_is_hidden(report: Report, finding: Finding, diff: Diff) -> None:
    long = replace(finding, start_line=4, line=19, suggestion=None)
    said = printed(replace(report, findings=(long,)), diff, {}, Terminal())
    assert "… and 4 lines more" in said


def test_a_finding_without_code_is_still_said(report: Report, finding: Finding) -> None:
    bare = replace(finding, evidence=Evidence("", "When it happens."), suggestion=None, message="")
    said = printed(replace(report, findings=(bare,)), Diff(()), {}, Terminal())
    assert "  When it happens.\n\nWrong about one?" in said
