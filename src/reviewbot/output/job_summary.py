"""The job summary: the whole review, for everything that a comment has no room for."""

from collections.abc import Mapping

from reviewbot.domain.diff import Diff
from reviewbot.domain.item import Item
from reviewbot.domain.report import Problem, Report
from reviewbot.output.fitting import MOST_IN_JOB_SUMMARY, fullest
from reviewbot.output.links import Links
from reviewbot.output.markdown import Extent, markdown
from reviewbot.output.markup import plain_text
from reviewbot.output.problem import problem_text
from reviewbot.output.tally import tally, verdict

_EXTENTS = (Extent(), Extent(has_code=False), *(Extent(has_code=False, most=most) for most in (1000, 100, 10, 0)))


def job_summary(report: Report, diff: Diff, items: Mapping[str, Item], links: Links | None = None) -> str:
    """Write a run in full: without the code where that is too long, then the worst alone, then counts.

    Without `links` places are named and lead nowhere.
    """
    said = (markdown(report, diff, items, links, extent) for extent in _EXTENTS)
    short = f"### {plain_text(verdict(report, tally(report, items)))}\n"
    return fullest(said, MOST_IN_JOB_SUMMARY, short)


def problem_summary(problem: Problem) -> str:
    """Write the summary of a run that came to no report."""
    heading = "### The review failed\n"
    return fullest((f"{heading}\n{problem_text(problem)}\n",), MOST_IN_JOB_SUMMARY, heading)
