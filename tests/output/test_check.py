"""The check run: its title is the verdict, its annotations stand beside the code."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.coverage import Coverage, FileState
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import Annotation, Conclusion
from reviewbot.domain.report import Problem, Report, Status
from reviewbot.output.check import check_text, failed_text, skipped_text, started_text
from reviewbot.output.headline import Outcome
from reviewbot.output.links import Links
from reviewbot.output.wording import TIMES

_SUCCESS = Outcome(Conclusion.SUCCESS)
Items = Mapping[str, Item]


@pytest.fixture
def clean(report: Report) -> Report:
    reviewed = tuple(file for file in report.coverage.files if file.state is not FileState.FAILED)
    return replace(report, findings=(), status=Status.COMPLETE, coverage=replace(report.coverage, files=reviewed))


def test_the_title_is_the_outcome(report: Report, items: Items, links: Links) -> None:
    assert check_text(report, items, links, _SUCCESS).title == "5 to fix, 1 file not reviewed"


def test_a_clean_title_says_what_was_looked_at(clean: Report, items: Items, links: Links) -> None:
    text = check_text(clean, items, links, _SUCCESS)
    assert text.title == f"Nothing found in 6 files {TIMES} 7 of 8 questions"
    assert text.text == ""
    assert text.annotations == ()


def test_an_incomplete_title_says_so(report: Report, items: Items, links: Links) -> None:
    text = check_text(replace(report, findings=()), items, links, Outcome(Conclusion.NEUTRAL, "1 file missing"))
    assert text.title == "Incomplete, 1 file not reviewed"


def test_the_summary_folds_nothing(report: Report, items: Items, links: Links) -> None:
    said = check_text(report, items, links, _SUCCESS).summary
    assert "<details>" not in said
    assert said.startswith("- **critical** SQL injection")
    assert "Not reviewed: `app/huge.py`" in said
    assert "**Looked at**: 6 files of 11, 7 of 8 questions each, no agent took part" in said


def test_the_text_has_every_finding_in_full(report: Report, items: Items, links: Links) -> None:
    said = check_text(report, items, links, _SUCCESS).text
    assert said.count("#### ") == 6
    assert f"[app/invoices.py:37](https://github.com/acme/shop/blob/{links.head_sha}/app/invoices.py#L37)" in said
    assert "Repair: Pass `timeout=(3, 10)`." in said
    assert ">124 |   /v1/orders/{id}/cancel:" in said


def test_findings_on_the_head_are_annotations(report: Report, items: Items, links: Links) -> None:
    annotations = check_text(report, items, links, _SUCCESS).annotations
    assert [(one.path, one.start_line, one.level) for one in annotations] == [
        ("app/invoices.py", 37, "failure"),
        ("app/orders.py", 41, "failure"),
        ("shop/migrations/0042_email_index.py", 12, "failure"),
        ("app/client.py", 8, "warning"),
        ("app/client.py", 14, "warning"),
        ("app/routes.py", 9, "notice"),
    ]
    assert annotations[3] == Annotation(
        path="app/client.py",
        start_line=8,
        line=8,
        level="warning",
        title="Medium · A slow peer holds this worker for ever",
        message="When the peer accepts the connection and does not answer, `requests.get` waits without a limit.\n"
        "Pass `timeout=(3, 10)`.\n(call-without-timeout)",
    )


def test_an_annotation_leaves_out_what_it_cannot_hold(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    long = replace(finding, title="x" * 250, evidence=Evidence("", "y" * 64_001), item="z" * 64_001)
    (said,) = check_text(replace(report, findings=(long,)), items, links, _SUCCESS).annotations
    assert (said.title, said.message) == ("Medium", "Pass `timeout=(3, 10)`.")
    (said,) = check_text(replace(report, findings=(replace(long, message=""),)), items, links, _SUCCESS).annotations
    assert said.message == "See the check's text."


def test_what_cannot_be_seen_is_shown_in_annotations(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    hostile = replace(finding, title="\u202eevil", path="a\ud800", message="a\x1b[31m\nb")
    (said,) = check_text(replace(report, findings=(hostile,)), items, links, _SUCCESS).annotations
    assert (said.title, said.path) == ("Medium · ⟨U+202E⟩evil", "a\ufffd")
    assert "a␛[31m␊b" in said.message


@pytest.mark.parametrize("count", [300, 3_000])
def test_a_thousand_findings_fit(count: int, report: Report, finding: Finding, items: Items, links: Links) -> None:
    many = tuple(
        replace(finding, title=f"Title {number}", fingerprint=Fingerprint(f"{number}")) for number in range(count)
    )
    text = check_text(replace(report, findings=many), items, links, _SUCCESS)
    assert 20_000 < len(text.summary.encode()) <= 65_535
    assert 20_000 < len(text.text.encode()) <= 65_535
    assert f"\nAnd {count - 100:,} more.\n" in text.text
    assert len(text.annotations) == count
    assert len(text.title) <= 255


def test_where_nothing_fits_the_job_summary_is_named(
    report: Report, finding: Finding, items: Items, links: Links
) -> None:
    long = replace(finding, message="x" * 70_000)
    failed = replace(report, findings=(long,), problem=Problem("x", "", 0, "x" * 70_000))
    text = check_text(failed, items, links, _SUCCESS)
    assert text.summary == text.text == "All else is too long for a check: the job summary has it."


def test_a_review_under_way_says_so() -> None:
    assert started_text().title == "Reading the change"


def test_a_skip_gives_its_reason() -> None:
    text = skipped_text("@ann wants none.")
    assert text.title == "Skipped: @ann wants none"
    assert text.summary == "Nothing was reviewed: @&#8203;ann wants none."


def test_a_skip_for_a_long_reason_keeps_its_title_short() -> None:
    text = skipped_text("x" * 300)
    assert text.title == "Skipped"
    assert "x" * 300 in text.summary
    assert skipped_text("x" * 70_000).summary == "Nothing was reviewed."


@pytest.mark.parametrize(
    ("problem", "title", "summary"),
    [
        (
            Problem("usage", "a b.yml", 3, "`v1.2` is no version. Write `2`."),
            "Failed: `v1.2` is no version",
            "`a b.yml:3`: `v1.2` is no version. Write `2`.",
        ),
        (Problem("permission", "", 0, "No end"), "Failed: No end", "No end"),
        (Problem("permission", "", 0, ""), "Failed: permission", "permission"),
        (Problem("x", "", 0, "x" * 300), "Failed", "x" * 300),
        (Problem("x", "", 0, "x" * 70_000), "Failed", "The review failed."),
    ],
)
def test_a_failure_says_what_and_what_to_do(problem: Problem, title: str, summary: str) -> None:
    text = failed_text(problem)
    assert (text.title, text.summary) == (title, summary)


def test_nothing_reviewed_is_no_clean_title(clean: Report, items: Items, links: Links) -> None:
    nothing = replace(clean, coverage=Coverage())
    assert check_text(nothing, items, links, _SUCCESS).title == "Nothing was reviewed"


def test_lines_of_the_base_have_no_annotation(report: Report, finding: Finding, items: Items, links: Links) -> None:
    gone = replace(finding, side=Side.LEFT, severity=Severity.CRITICAL, placement=Placement.INLINE)
    assert check_text(replace(report, findings=(gone,)), items, links, _SUCCESS).annotations == ()
