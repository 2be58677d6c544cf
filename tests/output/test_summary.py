"""The summary below the pull request: the worst first, and nothing that failed is folded."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Finding, Fingerprint, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Change, Cost, Problem, Report, Status
from reviewbot.output.headline import Outcome
from reviewbot.output.links import Links, blob, in_diff
from reviewbot.output.summary import Standing, summary
from reviewbot.output.wording import TIMES

_MARK = "<!-- reviewbot:summary 1 -->"
_STANDING = Standing(Outcome(Conclusion.SUCCESS))
Items = Mapping[str, Item]


def _seen(said: str) -> str:
    return said.partition("<details>")[0]


def _many(finding: Finding, count: int, **changed: object) -> tuple[Finding, ...]:
    return tuple(
        replace(finding, title=f"Title {number}", fingerprint=Fingerprint(f"{number:016x}"), **changed)  # type: ignore[arg-type]
        for number in range(count)
    )


def _unplaced(finding: Finding, reason: str, severity: Severity) -> Finding:
    return replace(finding, placement=Placement.SUMMARY, placement_reason=reason, severity=severity)


def test_it_begins_with_its_mark_and_the_outcome(report: Report, items: Items, links: Links) -> None:
    said = summary(report, items, links, _STANDING, _MARK).split("\n")
    assert said[:2] == [_MARK, "### reviewbot: 5 to fix, 1 file not reviewed"]


def test_a_finding_in_the_diff_leads_there_and_others_to_the_file(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    on_file = replace(finding, title="Other", placement=Placement.FILE)
    said = summary(replace(report, findings=(finding, on_file)), items, links, _STANDING, _MARK)
    assert (
        f"- **medium** A slow peer holds this worker for ever · [app/client.py:8]({in_diff(links, finding.anchor)})"
        in said
    )
    assert f"- **medium** Other · [app/client.py:8]({blob(links, finding.anchor)})" in said


def test_places_of_one_cause_share_a_line(report: Report, finding: Finding, items: Items, links: Links) -> None:
    places = tuple(replace(finding, start_line=line, line=line) for line in range(10, 17))
    said = summary(replace(report, findings=places), items, links, _STANDING, _MARK)
    assert ", 7 places · [app/client.py:10](" in said
    assert ", [L14](" in said
    assert "[L15](" not in said
    assert "and 2 more\n" in said


def test_what_has_no_comment_says_why(report: Report, finding: Finding, items: Items, links: Links) -> None:
    unplaced = _unplaced(finding, "the file is not part of the diff", Severity.HIGH)
    said = summary(replace(report, findings=(unplaced,)), items, links, _STANDING, _MARK)
    assert " · no comment: the file is not part of the diff\n" in _seen(said)


def test_a_reason_that_several_share_is_said_once(report: Report, finding: Finding, items: Items, links: Links) -> None:
    several = _many(_unplaced(finding, "there are @enough", Severity.HIGH), 3)
    said = summary(replace(report, findings=several), items, links, _STANDING, _MARK)
    assert "\n\n3 have no comment of their own: there are @&#8203;enough. Not reviewed: " in _seen(said)
    assert said.count("enough") == 1


def test_what_is_medium_and_has_no_comment_is_folded(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    unplaced = _unplaced(finding, "there are enough comments already", Severity.MEDIUM)
    said = summary(replace(report, findings=(unplaced,)), items, links, _STANDING, _MARK)
    assert "- **" not in _seen(said)
    assert "<details><summary>1 more to fix</summary>\n\n- **medium** A slow peer" in said


def test_ten_are_shown_and_the_others_folded(report: Report, finding: Finding, items: Items, links: Links) -> None:
    said = summary(replace(report, findings=_many(finding, 13)), items, links, _STANDING, _MARK)
    assert _seen(said).count("- **medium**") == 10
    assert "<details><summary>3 more to fix</summary>\n\n- **medium** Title 10" in said


def test_notes_suppressed_findings_and_unsure_places_are_folded(report: Report, items: Items, links: Links) -> None:
    said = summary(report, items, links, _STANDING, _MARK)
    fold = said.partition("<details>")[2]
    label = f"1 note · 1 suppressed · 6 files {TIMES} 7 of 8 questions · no agent took part · commands"
    assert fold.startswith(f"<summary>{label}</summary>")
    assert "**Notes**, too small for a comment\n\n- **low** A route without a version" in fold
    assert "· a comment in the source, line 19: the caller has a deadline\n" in fold
    assert "- Every error is treated alike · [app/orders.py:45](" in fold
    assert "- 2 files excluded: lock file (package-lock.json, uv.lock)\n" in fold
    assert "- 4 hits from before this change, not listed\n" in fold
    assert "**This review**: reviewbot 0.1.0, engine detectors, [9d8e7f6](" in fold
    assert "- No agent took part: detectors only.\n" in fold


def test_a_suppression_without_a_reason_names_whose_it_is(report: Report, items: Items, links: Links) -> None:
    *_, last = report.findings
    assert last.suppressed
    bare = replace(last, suppressed=replace(last.suppressed, reason=""))
    said = summary(replace(report, findings=(bare,)), items, links, _STANDING, _MARK)
    assert " · a comment in the source, line 19\n" in said


def test_a_file_that_failed_is_never_folded(report: Report, items: Items, links: Links) -> None:
    said = "Not reviewed: `app/huge.py` (the parser ran for 5 s and was stopped)."
    assert said in _seen(summary(report, items, links, _STANDING, _MARK))


def test_files_that_failed_for_one_reason_share_it(report: Report, items: Items, links: Links) -> None:
    failed = [CoveredFile(f"{number}.py", FileState.FAILED, "refused") for number in range(12)]
    other = CoveredFile("b`.py", FileState.FAILED, "not @UTF-8")
    partial = replace(report, coverage=Coverage((*failed, other)))
    said = _seen(summary(partial, items, links, _STANDING, _MARK))
    assert "`9.py` and 2 more (refused); ``b`.py`` (not @&#8203;UTF-8)." in said


def test_what_the_agent_did_not_read_is_named_by_reason_and_never_folded(
    report: Report, items: Items, links: Links
) -> None:
    unread = {f"{number}.py": "refused" for number in range(12)} | {"b`.py": "@late"}
    cells = tuple(Cell(path, EVERY, CellState.NOT_EXAMINED, f"{UNREAD}{reason}") for path, reason in unread.items())
    files = tuple(CoveredFile(path, FileState.REVIEWED) for path in unread)
    said = _seen(summary(replace(report, coverage=Coverage(files, cells)), items, links, _STANDING, _MARK))
    assert "Not reviewed by the agent: `0.py`, " in said
    assert "`9.py` and 2 more (refused); ``b`.py`` (@&#8203;late)." in said
    assert "13 files not reviewed by the agent\n" in said


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(_STANDING.outcome, 1, 0, 2), "Since the last push: 1 fixed, 0 new."),
        (Standing(_STANDING.outcome, 0, 3, 1), "Since the last push: 0 fixed, 3 new."),
        (Standing(_STANDING.outcome, 2, 0, 0), "Since the last push: 2 fixed, 0 new."),
    ],
)
def test_what_changed_since_the_last_push_is_said(
    standing: Standing, said: str, report: Report, items: Items, links: Links
) -> None:
    assert said in _seen(summary(report, items, links, standing, _MARK))


def test_a_first_run_has_no_push_before_it(report: Report, items: Items, links: Links) -> None:
    assert "Since" not in summary(report, items, links, Standing(_STANDING.outcome, 0, 5, 0), _MARK)


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Cost(0.21, 1.0, 5.0, 14), "$0.21 of $5"),
        (Cost(0.5, 1.0, 0.0, 1), "$0.50"),
        (Cost(), "no agent took part"),
    ],
)
def test_what_it_cost_is_said(cost: Cost, said: str, report: Report, items: Items, links: Links) -> None:
    paid = replace(report, cost=cost, run=replace(report.run, engine=Engine.ALL))
    assert f" · {said} · commands</summary>" in summary(paid, items, links, _STANDING, _MARK)


def test_a_problem_is_not_folded(report: Report, items: Items, links: Links) -> None:
    problem = Problem("no-key", ".github/x.yml", 3, "The key is not valid. Set one.")
    failed = replace(report, findings=(), status=Status.FAILED, problem=problem)
    said = _seen(summary(failed, items, links, _STANDING, _MARK))
    assert "### reviewbot: the review failed" in said
    assert "\n`.github/x.yml:3`: The key is not valid. Set one.\n" in said


def test_a_long_reason_has_a_line_of_its_own(report: Report, items: Items, links: Links) -> None:
    reason = "waived by ann: " + "the provider is down " * 10
    said = summary(report, items, links, Standing(Outcome(Conclusion.SUCCESS, reason)), _MARK)
    assert f"\n\n{reason}\n" in _seen(said)


def test_commits_that_are_not_known_are_not_linked(report: Report, items: Items, links: Links) -> None:
    unknown = replace(report, change=Change("acme/shop", 7, Sha(""), Sha(""), Sha("")))
    assert "engine detectors\n" in summary(unknown, items, links, _STANDING, _MARK)


def test_a_thousand_findings_and_three_thousand_files_are_folded_and_counted(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    path = "services/" * 20 + "client.py"
    files = tuple(CoveredFile(f"{path}{number}", FileState.FAILED, f"reason {number}") for number in range(3_000))
    large = replace(report, findings=_many(finding, 1_000, path=path), coverage=Coverage(files))
    said = summary(large, items, links, _STANDING, _MARK)
    assert 20_000 < len(said.encode()) <= 65_536
    assert "- and 890 more, all in the job summary\n" in said
    assert "### reviewbot: 1,000 to fix, 3,000 files not reviewed\n" in said
    assert "; 2,900 files more." in said
    assert said.endswith("</details>")


def test_where_one_line_is_too_long_the_outcome_is_left(report: Report, items: Items, links: Links) -> None:
    failed = replace(report, problem=Problem("x", "", 0, "x" * 70_000))
    said = summary(failed, items, links, _STANDING, _MARK)
    assert said.startswith(f"{_MARK}\n### reviewbot: 5 to fix, 1 file not reviewed\n")
    assert said.endswith("\nAll else is too long for a comment: the job summary has it.")


def test_a_list_ends_where_the_next_paragraph_begins(report: Report, items: Items, links: Links) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(summary(report, items, links, _STANDING, _MARK))
    assert "<p>Not reviewed: <code>app/huge.py</code>" in html
    assert "<p><strong>Commands</strong>" in html
