"""The check run: its title is the verdict, its text the findings in full, its annotations stand beside the code."""

from collections.abc import Iterator, Mapping

from reviewbot.domain.diff import Diff, Side
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.plan import Annotation, CheckText
from reviewbot.domain.report import Problem, Report
from reviewbot.domain.visible import visible, well_formed
from reviewbot.output.fitting import MOST_IN_CHECK, fits, fullest
from reviewbot.output.headline import Outcome, headline
from reviewbot.output.links import Links
from reviewbot.output.markdown import Extent, findings_in_full
from reviewbot.output.markup import plain_text
from reviewbot.output.overview import overview
from reviewbot.output.problem import problem_name, problem_text
from reviewbot.output.tally import tally, verdict
from reviewbot.output.template import template
from reviewbot.output.view import EXTENTS, View

_MOST_IN_TITLE = 255
_MOST_IN_MESSAGE = 64_000
_LEVELS = {
    Severity.CRITICAL: "failure",
    Severity.HIGH: "failure",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}
_ELSEWHERE = "All else is too long for a check: the job summary has it."


def check_text(report: Report, items: Mapping[str, Item], links: Links, outcome: Outcome) -> CheckText:
    """Write the text of a check that ends: annotations for every finding on the head, in the report's order."""
    views = (View(most, is_folded=False) for most in EXTENTS)
    summaries = (template("check.md.j2").render(overview(report, items, links, outcome, view)) for view in views)
    return CheckText(
        title=_title(report, items, outcome),
        summary=fullest((text.strip("\n") for text in summaries), MOST_IN_CHECK, _ELSEWHERE),
        text=_text(report, items, links),
        annotations=tuple(_annotations(report)),
    )


def started_text() -> CheckText:
    """Write the text of a check whose review is under way."""
    return CheckText("Reading the change", "The findings will be here when the review is done.")


def skipped_text(reason: str) -> CheckText:
    """Write the text of a check that was not wanted; `reason` is such as `the pull request is a draft`."""
    reason = reason.rstrip(".")
    body = f"Nothing was reviewed: {plain_text(reason)}."
    return CheckText(_short(f"Skipped: {reason}", "Skipped"), fullest((body,), MOST_IN_CHECK, "Nothing was reviewed."))


def failed_text(problem: Problem) -> CheckText:
    """Write the text of a check whose review could not be done, with what to do about it."""
    title = _short(f"Failed: {problem_name(problem)}", "Failed")
    return CheckText(title, fullest((problem_text(problem),), MOST_IN_CHECK, "The review failed."))


def _title(report: Report, items: Mapping[str, Item], outcome: Outcome) -> str:
    tallied = tally(report, items)
    said = headline(report, tallied, outcome)
    if said == "nothing found":
        said = verdict(report, tallied)
    return said[:1].upper() + said[1:]


def _text(report: Report, items: Mapping[str, Item], links: Links) -> str:
    count = len(tally(report, items).findings)
    extents = [Extent(has_code, min(most, count)) for most in EXTENTS[:-1] for has_code in (True, False)]
    said = (findings_in_full(report, Diff(()), items, links, extent) for extent in extents)
    return fullest(said, MOST_IN_CHECK, _ELSEWHERE) if count else ""


def _annotations(report: Report) -> Iterator[Annotation]:
    for finding in report.findings:
        if finding.side is Side.RIGHT and not finding.suppressed:
            yield Annotation(
                path=well_formed(finding.path),
                start_line=finding.start_line,
                line=finding.line,
                level=_LEVELS[finding.severity],
                title=_short(f"{finding.severity.capitalize()} · {finding.title}", finding.severity.capitalize()),
                message=_message(finding),
            )


def _short(said: str, otherwise: str) -> str:
    return visible(said) if len(visible(said)) <= _MOST_IN_TITLE else otherwise


def _message(finding: Finding) -> str:
    """Say when and what to do instead; a sentence that leaves no room for the others is left out whole."""
    said = ""
    for part in (finding.evidence.trigger, finding.message, f"({finding.item})"):
        longer = f"{said}\n{visible(part)}".strip()
        if fits(longer, _MOST_IN_MESSAGE):
            said = longer
    return said or "See the check's text."
