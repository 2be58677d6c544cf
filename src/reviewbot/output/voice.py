"""How comments sound: in which language, and by whose templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviewbot.errors import ConfigurationError, Place
from reviewbot.output.fitting import MOST_IN_COMMENT, fits
from reviewbot.output.team_template import TeamTemplate, Values, rendered
from reviewbot.output.template import template
from reviewbot.output.words import ENGLISH, Words

COMMENT = "comment.md.j2"
SUMMARY = "summary.md.j2"
NAMES = (COMMENT, SUMMARY)
"""The templates that a team may replace, each of them alone."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of a language, and the templates that a team has in place of ours, by name."""

    words: Words = ENGLISH
    templates: Mapping[str, TeamTemplate] = field(default_factory=dict)


OURS = Voice()
"""What holds where a team decided nothing."""


def written(voice: Voice, name: str, values: Values) -> str:
    """Fill in a template; raises ConfigurationError where a team's cannot be."""
    theirs = voice.templates.get(name)
    return rendered(theirs, values) if theirs else template(name).render(values).rstrip("\n")


def fullest_written(voice: Voice, name: str, texts: Iterable[str], otherwise: str) -> str:
    """Take the first text that fits into a comment, else `otherwise`.

    Raises ConfigurationError where it is a team's template that leaves no room.
    """
    said = next((text for text in texts if fits(text, MOST_IN_COMMENT)), None)
    if said is None and name in voice.templates:
        message = f"The template gives more than the {MOST_IN_COMMENT:,} characters of a comment."
        raise ConfigurationError(message, "Print each value once.", Place(voice.templates[name].file))
    return otherwise if said is None else said
