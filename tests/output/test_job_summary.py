"""The job summary: the whole review, less of it only where GitHub would cut it."""

from collections.abc import Mapping
from dataclasses import replace

from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.item import Item
from reviewbot.domain.report import Problem, Report
from reviewbot.output.job_summary import job_summary, problem_summary
from reviewbot.output.links import Links
from reviewbot.output.markdown import markdown

Items = Mapping[str, Item]
_MOST = 1_048_576


def _many(finding: Finding, count: int, code: str) -> tuple[Finding, ...]:
    evidence = replace(finding.evidence, quote=code)
    return tuple(
        replace(finding, title=f"Title {number}", fingerprint=Fingerprint(f"{number}"), evidence=evidence, line=8 + 11)
        for number in range(count)
    )


def test_it_is_the_whole_review(report: Report, diff: Diff, items: Items) -> None:
    assert job_summary(report, diff, items) == markdown(report, diff, items)


def test_places_lead_to_their_lines(report: Report, diff: Diff, items: Items, links: Links) -> None:
    said = job_summary(report, diff, items, links)
    assert f"[app/orders.py:41](https://github.com/acme/shop/blob/{links.head_sha}/app/orders.py#L41)" in said
    assert f"/blob/{links.merge_base_sha}/api/openapi.yaml#L124-L129) in the base" in said


def test_code_is_left_out_first(report: Report, finding: Finding, items: Items) -> None:
    code = "\n".join("x" * 200 for _ in range(12))
    said = job_summary(replace(report, findings=_many(finding, 500, code)), Diff(()), items)
    assert len(said.encode()) <= _MOST
    assert said.count("#### ") == 500
    assert "```" not in said


def test_then_the_worst_are_kept(report: Report, finding: Finding, items: Items) -> None:
    said = job_summary(replace(report, findings=_many(finding, 5_000, "x")), Diff(()), items)
    assert len(said.encode()) <= _MOST
    assert said.count("#### ") == 1_000
    assert "\nAnd 4,000 more.\n" in said
    assert said.startswith("### 5000 medium · incomplete: 1 file not reviewed\n")


def test_then_only_the_count_is_left(report: Report, finding: Finding, items: Items) -> None:
    long = replace(report, findings=(finding,), problem=Problem("x", "", 0, "x" * _MOST))
    assert job_summary(long, Diff(()), items) == "### 1 medium\n"


def test_a_problem_is_said_where_there_is_no_report() -> None:
    problem = Problem("access", "a.yml", 2, "The token is missing. Set `GITHUB_TOKEN`.")
    said = "### The review failed\n\n`a.yml:2`: The token is missing. Set `GITHUB_TOKEN`.\n"
    assert problem_summary(problem) == said


def test_a_problem_that_is_too_long_is_still_a_failure() -> None:
    assert problem_summary(Problem("x", "", 0, "x" * _MOST)) == "### The review failed\n"
