"""The page of a trial as text: what is on it, and that nothing of the pull requests is markup."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.trial import PULL, saying, tried

from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, FileDiff, FileKind, FileStatus, Hunk, Line, LineKind
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.pull import PullName
from reviewbot.domain.report import Change, Digests, Problem, Report, Run, Status
from reviewbot.domain.trial import Trial
from reviewbot.output.trial_page import shortened, trial_page

_TAG = re.compile(r"(?s)<style>.*</style>|<[^>]+>")
_REPORT = Report(
    "reviewbot 0.1.0",
    Run("", Engine.DETECTORS, "full"),
    Change("acme/shop", 7, PULL.base_sha, PULL.base_sha, PULL.head_sha),
    Digests("", "", ""),
    Status.COMPLETE,
    (),
    Coverage(),
)


def _text(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def _pull(html: str, number: int) -> str:
    return html.partition(f'id="pull-{number}"')[2].partition('<details class="file pull')[0].partition("</section>")[0]


def _grown(path: str, *texts: str) -> Diff:
    lines = tuple(Line(LineKind.ADDED, None, number, text) for number, text in enumerate(texts, 1))
    return Diff((FileDiff(path, path, FileStatus.ADDED, FileKind.FILE, (Hunk(lines),)),))


@pytest.fixture
def html(report: Report, diff: Diff, items: Mapping[str, Item]) -> str:
    """Give the page of three trials: one with much to say, a silent one, and one that could not be read."""
    trials = (tried(9, diff, report), tried(8, Diff(()), saying(report), 0.4, "Nothing here"), tried(7, Diff(()), None))
    return trial_page("acme/shop", trials, items)


def test_the_style_sheet_is_the_one_that_the_policy_allows(html: str) -> None:
    found = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html


def test_the_figures_stand_on_top(html: str) -> None:
    top = _text(html.partition("</header>")[0])
    assert "5 comments on 2 pull requests 1 pull request could not be read, 1 file not reviewed" in top
    assert "1 of 2 would have heard nothing at all" in top
    assert "2.5 comments on the median pull request, at most 5" in top
    assert "5 comments in all, on 1 pull request" in top
    assert "for the median pull request, 2.4 s in all" in top


def test_every_comment_stands_in_its_pull_request_worst_first(html: str) -> None:
    said = _pull(html, 9)
    assert re.findall(r'<article class="comment (\w+)" id="finding-(\d)"', said) == [
        ("critical", "1"),
        ("high", "2"),
        ("high", "3"),
        ("high", "4"),
        ("medium", "5"),
    ]
    assert "article" not in _pull(html, 8)


def test_comments_are_numbered_through_all_pull_requests(report: Report, finding: Finding, diff: Diff) -> None:
    trials = [tried(number, diff, saying(report, finding)) for number in (9, 8)]
    html = trial_page("acme/shop", trials, {})
    assert 'id="finding-2"' in _pull(html, 8)
    assert "2 of 2" in _text(_pull(html, 8))


def test_a_comment_stands_below_its_code(html: str) -> None:
    said = _pull(html, 9)
    assert said.index('<tr class="added on critical">') < said.index('id="finding-1"')
    assert "34 + email" in _text(said)


def test_a_line_of_the_base_has_its_number_there(html: str) -> None:
    assert '<tr class="removed on high">\n<td class="no">124</td>' in html


def test_other_places_of_the_same_cause_are_named(html: str) -> None:
    assert "Same cause: app/client.py:14" in _text(html)


def test_many_places_of_the_same_cause_are_counted(report: Report, finding: Finding, diff: Diff) -> None:
    many = [replace(finding, start_line=number, line=number) for number in range(8, 20)]
    html = trial_page("acme/shop", [tried(9, diff, saying(report, *many))], {})
    assert "app/client.py:13 and 6 more" in _text(html)


def test_a_comment_on_a_file_says_why_it_is_not_on_a_line(html: str) -> None:
    assert "on the file" in _text(html)
    assert "Not on a line: line 12 is not in the diff" in _text(html)


def test_what_is_only_in_the_summary_is_folded(html: str) -> None:
    assert "1 in the summary comment only low A route without a version" in _text(_pull(html, 9))
    assert "finding-6" not in html


def test_what_is_suppressed_or_unsure_is_counted_and_not_shown(html: str) -> None:
    said = _text(_pull(html, 9))
    assert "1 suppressed finding, not shown" in said
    assert "1 place too unsure to be findings, not shown" in said
    assert "the caller has a deadline" not in html
    assert "Every error is treated alike" not in html


def test_what_was_not_looked_at_is_said(html: str) -> None:
    said = _text(_pull(html, 9))
    assert "6 files reviewed, 7 of 8 questions each, 1 file not reviewed" in said
    assert "app/huge.py was not reviewed: the parser ran for 5 s and was stopped" in said
    assert "2 files excluded: lock file package-lock.json , uv.lock" in said


def test_a_pull_request_with_nothing_says_so_in_a_line(html: str) -> None:
    said = _pull(html, 8)
    assert not said.startswith(" open")
    assert "Nothing here mira · 0.4 s nothing to say" in _text(said)


def test_a_pull_request_with_nothing_to_review_says_that_instead(report: Report, items: Mapping[str, Item]) -> None:
    nothing = replace(saying(report), coverage=Coverage())
    html = trial_page("acme/shop", [tried(9, Diff(()), nothing)], items)
    assert "nothing to review acme/shop#9" in _text(_pull(html, 9))
    assert "No file reviewed The change has no file." in _text(_pull(html, 9))


def test_one_that_could_not_be_read_says_why(html: str) -> None:
    assert _pull(html, 7).startswith(" open")
    assert "could not be read acme/shop#7 by mira into main Its head is gone. Try a newer one." in _text(_pull(html, 7))


def test_a_trial_without_a_reason_is_not_left_empty() -> None:
    html = trial_page("acme/shop", [Trial(PULL, 1.0, Diff(()))], {})
    assert "It could not be reviewed." in html


def test_no_pull_request_makes_no_picture() -> None:
    html = trial_page("acme/shop", [], {})
    assert "No pull request could be read" in html
    assert "<figure" not in html


def test_a_problem_of_a_review_is_said(report: Report) -> None:
    troubled = replace(saying(report), problem=Problem("bad key", "a.yml", 3, "Write `x`."))
    html = trial_page("acme/shop", [tried(9, Diff(()), troubled)], {})
    assert "bad key a.yml:3 Write x ." in _text(html)


def test_what_is_true_of_all_reviews_is_said_once(report: Report) -> None:
    notes = [("No agent took part.", "Only this one."), ("No agent took part.",)]
    trials = [tried(n, Diff(()), replace(saying(report), notes=note)) for n, note in zip((9, 8), notes, strict=True)]
    html = trial_page("acme/shop", trials, {})
    assert html.count("No agent took part.") == 1
    assert "Only this one." in _pull(html, 9)


def test_questions_that_nobody_asked_are_named_once(report: Report, items: Mapping[str, Item]) -> None:
    unasked = Cell("*", "no-circuit-breaker", CellState.NOT_EXAMINED, "a question to the agent")
    here = Cell("*", "sql-injection", CellState.NOT_EXAMINED, "the diff alone does not show it")
    said = saying(report)
    both = replace(said, coverage=replace(said.coverage, cells=(unasked, here)))
    one = replace(said, coverage=replace(said.coverage, cells=(unasked,)))
    html = trial_page("acme/shop", [tried(9, Diff(()), both), tried(8, Diff(()), one)], items)
    assert html.count("no-circuit-breaker") == 1
    assert "1 question not asked: the diff alone does not show it sql-injection" in _text(_pull(html, 9))


def test_long_lists_of_files_are_counted_at_their_end(report: Report) -> None:
    failed = [CoveredFile(f"f{number}.py", FileState.FAILED, "too slow") for number in range(30)]
    left_out = [CoveredFile(f"x{number}.lock", FileState.EXCLUDED, "lock file") for number in range(1_030)]
    said = replace(saying(report), status=Status.PARTIAL, coverage=Coverage((*failed, *left_out)))
    text = _text(trial_page("acme/shop", [tried(9, Diff(()), said)], {}))
    assert "10 more files not reviewed" in text
    assert "x19.lock and 1,010 more" in text


def test_long_lists_of_the_summary_are_counted_at_their_end(report: Report, finding: Finding) -> None:
    many = [replace(finding, title=f"Title {number}", placement=Placement.SUMMARY) for number in range(205)]
    text = _text(trial_page("acme/shop", [tried(9, Diff(()), saying(report, *many))], {}))
    assert "205 in the summary comment only" in text
    assert "and 5 more" in text
    assert "Title 200" not in text


def test_many_comments_are_folded(report: Report, finding: Finding, diff: Diff) -> None:
    said = saying(report, *(replace(finding, title=f"Title {number}") for number in range(10)))
    html = trial_page("acme/shop", [tried(number, diff, said) for number in range(20, 0, -1)], {})
    assert [number for number in range(20, 0, -1) if _pull(html, number).startswith(" open")] == [20, 19, 18]


def test_the_picture_has_a_column_a_pull_request_and_a_block_a_comment(html: str) -> None:
    picture = html.partition('<ol class="columns')[2].partition("</ol>")[0]
    columns = [re.findall(r'<i class="(\w+)">', column) for column in picture.split("<li>")[1:]]
    assert columns == [["unread"], ["silence"], ["critical", "high", "high", "high", "medium"]]
    assert re.findall(r'href="#pull-(\d)"', picture) == ["7", "8", "9"]


def test_the_picture_reads_without_being_seen(html: str) -> None:
    picture = html.partition('<ol class="columns')[2].partition("</ol>")[0]
    assert re.findall(r'<span class="sr">(.*)</span>', picture) == [
        "#7: could not be read",
        "#8: nothing to say",
        "#9: 1 critical, 3 high, 1 medium",
    ]


@pytest.mark.parametrize(("count", "kind"), [(8, ""), (9, " dense"), (17, " densest")])
def test_high_columns_have_low_blocks(count: int, kind: str, report: Report, finding: Finding) -> None:
    said = saying(report, *(replace(finding, title=f"Title {number}") for number in range(count)))
    assert f'<ol class="columns{kind}"' in trial_page("acme/shop", [tried(9, Diff(()), said)], {})


def test_a_secret_that_a_quote_masks_is_masked_around_it_too(report: Report, finding: Finding) -> None:
    masked = replace(finding.evidence, quote='key = "…"')
    here = replace(finding, path="a.py", start_line=2, line=2, evidence=masked)
    there = replace(finding, path="a.py", start_line=3, line=3, title="Another")
    diff = _grown("a.py", "one", 'key = "s3cret"', "three")
    html = trial_page("acme/shop", [tried(9, diff, saying(report, here, there))], {})
    assert "s3cret" not in html


def test_a_line_of_a_megabyte_is_cropped(report: Report, finding: Finding) -> None:
    here = replace(finding, path="a.js", start_line=1, line=1)
    html = trial_page("acme/shop", [tried(9, _grown("a.js", "one", "x" * 1_000_000), saying(report, here))], {})
    assert len(html) < 50_000


def test_a_long_comment_says_how_many_lines_are_missing(report: Report, finding: Finding) -> None:
    here = replace(finding, path="a.py", start_line=1, line=30)
    diff = _grown("a.py", *(f"line {number}" for number in range(30)))
    assert "18 more lines" in _text(trial_page("acme/shop", [tried(9, diff, saying(report, here))], {}))


def test_a_comment_without_any_code_has_no_table(report: Report, finding: Finding) -> None:
    bare = replace(finding, evidence=replace(finding.evidence, quote=""))
    html = trial_page("acme/shop", [tried(9, Diff(()), saying(report, bare))], {})
    assert "<table" not in html
    assert "finding-1" in html


def test_a_long_title_is_whole_in_its_section_and_short_in_the_picture() -> None:
    html = trial_page("acme/shop", [tried(9, Diff(()), None, title="x" * 10_000), tried(8, Diff(()), _REPORT)], {})
    assert f"<h2>{'x' * 10_000}</h2>" in html
    assert f"#9 {'x' * 80}…:" in html
    assert len(html) < 40_000


def test_a_short_title_stays_as_it_is() -> None:
    assert shortened("one\u202etwo") == "one⟨U+202E⟩two"


def test_a_hundred_pull_requests_with_a_thousand_findings_make_a_page_of_usable_size(
    report: Report, finding: Finding, diff: Diff, items: Mapping[str, Item]
) -> None:
    said = saying(report, *(replace(finding, title=f"Title {number}", severity=Severity.HIGH) for number in range(10)))
    html = trial_page("acme/shop", [tried(number, diff, said) for number in range(100)], items)
    assert html.count("<article") == 1_000
    assert len(html) < 5_000_000


class _Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {' '.join(name for name, _ in attrs)}")


def _tags(html: str) -> list[str]:
    parser = _Tags()
    parser.feed(html)
    return [tag for tag in parser.tags if not tag.startswith("code")]


_HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(["<script>x</script>", '" onfocus="x', "</style></title></h2></details>", "{{ 7 * 7 }}", "\u202e"]),
)


@given(title=_HOSTILE, author=_HOSTILE, branch=_HOSTILE, name=_HOSTILE)
def test_no_text_of_a_pull_request_is_markup(title: str, author: str, branch: str, name: str) -> None:
    evil = replace(PULL, title=title, author=author, base_ref=branch, name=PullName(name, 7))
    html = trial_page(name, [Trial(evil, 1.0, Diff(()), _REPORT), Trial(evil, 1.0, Diff(()), None, title or "-")], {})
    plain = trial_page("n", [Trial(PULL, 1.0, Diff(()), _REPORT), Trial(PULL, 1.0, Diff(()), None, "-")], {})
    assert _tags(html) == _tags(plain)
    assert "\u202e" not in html
