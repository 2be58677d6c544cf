"""The one comment below the pull request that is kept up to date: the outcome, and all that has no better place."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.headline import Outcome, headline
from reviewbot.output.links import Links
from reviewbot.output.markup import plain_text
from reviewbot.output.overview import overview
from reviewbot.output.tally import tally
from reviewbot.output.view import EXTENTS, View
from reviewbot.output.voice import OURS, SUMMARY, Voice, fullest_written, written
from reviewbot.output.words import Words, number, said


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands to what GitHub shows: its outcome, and what became of findings since the run before.

    `carried` counts findings that were there already; where none was and none is fixed, this is the first run.
    """

    outcome: Outcome
    fixed: int = 0
    new: int = 0
    carried: int = 0


def summary(
    report: Report, items: Mapping[str, Item], links: Links, standing: Standing, mark: str, voice: Voice = OURS
) -> str:
    """Write the summary comment; `mark` becomes its first line, whatever a team's template says.

    What is too long is counted: the job summary has all of it. Raises ConfigurationError where a team's template
    cannot be used.
    """
    words, outcome = voice.words, standing.outcome
    views = (View(most, _since(standing, words), words=words) for most in EXTENTS)
    texts = (written(voice, SUMMARY, overview(report, items, links, outcome, view)) for view in views)
    heading = f"### reviewbot: {plain_text(headline(report, tally(report, items), outcome, words))}"
    otherwise = f"{mark}\n{heading}\n\n{said(words, 'too_long')}"
    return fullest_written(voice, SUMMARY, (f"{mark}\n{text}" for text in texts), otherwise)


def _since(standing: Standing, words: Words) -> str:
    is_first = not (standing.fixed or standing.carried or standing.outcome.open)
    fixed, new = number(words, standing.fixed), number(words, standing.new)
    return "" if is_first else said(words, "since", fixed=fixed, new=new)
