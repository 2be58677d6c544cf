"""The one comment below the pull request that is kept up to date: the outcome, and all that has no better place."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.fitting import MOST_IN_COMMENT, fullest
from reviewbot.output.headline import Outcome, headline
from reviewbot.output.links import Links
from reviewbot.output.markup import plain_text
from reviewbot.output.overview import EXTENTS, View, overview
from reviewbot.output.tally import tally


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands to what GitHub shows: its outcome, and what became of findings since the run before.

    `carried` counts findings that were there already; where none was and none is fixed, this is the first run.
    """

    outcome: Outcome
    fixed: int = 0
    new: int = 0
    carried: int = 0


def summary(report: Report, items: Mapping[str, Item], links: Links, standing: Standing, mark: str) -> str:
    """Write the summary comment; `mark` becomes its first line.

    What is too long is counted: the job summary has all of it.
    """
    outcome = standing.outcome
    heading = f"{mark}\n### reviewbot: {plain_text(headline(report, tally(report, items), outcome))}\n"
    views = (View(most, _since(standing)) for most in EXTENTS)
    said = (heading + overview(report, items, links, outcome, view).rstrip("\n") for view in views)
    return fullest(said, MOST_IN_COMMENT, f"{heading}\nAll else is too long for a comment: the job summary has it.")


def _since(standing: Standing) -> str:
    is_first = not (standing.fixed or standing.carried)
    return "" if is_first else f"Since the last push: {standing.fixed:,} fixed, {standing.new:,} new."
